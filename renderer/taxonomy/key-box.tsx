// Owns: the box that takes a key of the front matter: one that posts have, or a new one as typed.
// Must not know: what is done with it.
import { useMemo } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { findTyped } from '#core/hangul.ts';
import { ChevronDownIcon } from '../ui/icons.ts';

export interface KeyBoxProps {
  readonly value: string;
  readonly keys: readonly string[];
  readonly onChange: (key: string) => void;
}

export function KeyBox({ value, keys, onChange }: KeyBoxProps) {
  const { t } = useTranslation();
  const items = useMemo(() => keys.map((id) => ({ id })), [keys]);
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      defaultItems={items}
      defaultFilter={(name, typed) => findTyped(name, typed.trim()) !== null}
      allowsCustomValue
      allowsEmptyCollection={false}
      menuTrigger="input"
      autoFocus
    >
      <Label className="label">{t('taxonomy.key.key')}</Label>
      <div className="combo">
        <Input className="input mono" autoComplete="off" spellCheck={false} />
        <Button className="combo-button">
          <ChevronDownIcon size={14} aria-hidden />
        </Button>
      </div>
      <Popover className="popover select-popover">
        <ListBox className="options">
          {({ id }: { readonly id: string }) => (
            <ListBoxItem id={id} className="option" textValue={id}>
              {id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
