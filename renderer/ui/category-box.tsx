// Owns: the box that takes a category path: one of those that exist, or a new one as typed.
// Must not know: posts. A path is written `one / two`.
import { useMemo } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { findTyped } from '#core/hangul.ts';
import { ChevronDownIcon } from './icons.ts';

export interface CategoryBoxProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly existing: readonly (readonly string[])[];
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}

/** `one / two` -> `['one', 'two']`. */
export function readCategories(text: string): readonly string[] {
  return text
    .split(/[/›>]/)
    .map((part) => part.trim().normalize('NFC'))
    .filter((part) => part !== '');
}

export function showCategories(path: readonly string[]): string {
  return path.join(' / ');
}

export function CategoryBox(props: CategoryBoxProps) {
  const { label, hint, value, existing, onChange, autoFocus = false } = props;
  const items = useMemo(
    () => existing.map((path) => ({ id: JSON.stringify(path), name: showCategories(path) })),
    [existing],
  );
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      onChange={(key) => {
        const item = items.find((one) => one.id === key);
        if (item !== undefined) onChange(item.name);
      }}
      defaultItems={items}
      defaultFilter={(name, typed) => findTyped(name, typed.trim()) !== null}
      allowsCustomValue
      allowsEmptyCollection={false}
      menuTrigger="focus"
      autoFocus={autoFocus}
    >
      <Label className="label">{label}</Label>
      <div className="combo">
        <Input className="input" autoComplete="off" spellCheck={false} />
        <Button className="combo-button">
          <ChevronDownIcon size={14} aria-hidden />
        </Button>
      </div>
      {hint === undefined ? null : (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Popover className="popover select-popover">
        <ListBox className="options">
          {(item: { readonly id: string; readonly name: string }) => (
            <ListBoxItem id={item.id} className="option" textValue={item.name}>
              {item.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
