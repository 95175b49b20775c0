// Owns: labelled fields of dialogs: text, choice, switch, tick.
// Must not know: what a value means. Text is never changed while a syllable is being composed.
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  Select as AriaSelect,
  Switch as AriaSwitch,
  TextField as AriaTextField,
  Button,
  FieldError,
  Input,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
  TextArea,
} from 'react-aria-components';
import { isComposing } from '../keys.ts';
import { CheckIcon, ChevronDownIcon } from './icons.ts';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly lines?: number;
  readonly type?: 'text' | 'date' | 'number';
  readonly mono?: boolean;
  /** The person is done: left the field, or pressed Enter outside a composition. */
  readonly onDone?: () => void;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error = null, placeholder, autoFocus = false, lines } = props;
  const look = props.mono === true ? 'input mono' : 'input';
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={error !== null}
      autoFocus={autoFocus}
      onBlur={() => props.onDone?.()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isComposing(event.nativeEvent)) props.onDone?.();
        event.continuePropagation(); // Escape is the dialog's
      }}
      type={props.type === 'number' ? 'text' : (props.type ?? 'text')}
      {...(props.type === 'number' ? { inputMode: 'numeric' } : {})}
    >
      <Label className="label">{label}</Label>
      {lines === undefined ? (
        <Input className={look} placeholder={placeholder ?? ''} autoComplete="off" spellCheck={false} />
      ) : (
        <TextArea className={look} rows={lines} placeholder={placeholder ?? ''} />
      )}
      {hint === undefined ? null : (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="error">{error}</FieldError>
    </AriaTextField>
  );
}

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly note?: string;
}

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly hint?: ReactNode;
}

export function Select<T extends string>({ label, value, options, onChange, hint }: SelectProps<T>) {
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key: Key | null) => {
        const option = options.find((one) => one.value === key);
        if (option !== undefined) onChange(option.value);
      }}
    >
      <Label className="label">{label}</Label>
      <Button className="input select-button">
        <SelectValue<Option<T>>>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDownIcon size={14} aria-hidden />
      </Button>
      {hint === undefined ? null : (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Popover className="popover select-popover">
        <ListBox className="options" items={options}>
          {(option) => (
            <ListBoxItem id={option.value} className="option" textValue={option.label}>
              <span>{option.label}</span>
              {option.note === undefined ? null : <span className="option-note">{option.note}</span>}
              <CheckIcon size={14} aria-hidden />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export interface SwitchProps {
  readonly label: ReactNode;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly hint?: ReactNode;
}

export function Switch({ label, value, onChange, hint }: SwitchProps) {
  return (
    <div className="switch-row">
      <AriaSwitch className="switch" isSelected={value} onChange={onChange}>
        <span className="switch-track" aria-hidden="true" />
        <span>{label}</span>
      </AriaSwitch>
      {hint === undefined ? null : <div className="hint">{hint}</div>}
    </div>
  );
}

export interface CheckboxProps {
  readonly label?: ReactNode;
  readonly name?: string;
  readonly value: boolean;
  readonly some?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: boolean) => void;
}

export function Checkbox({ label, name, value, some = false, disabled = false, onChange }: CheckboxProps) {
  return (
    <AriaCheckbox
      className="checkbox"
      isSelected={value}
      isIndeterminate={some}
      isDisabled={disabled}
      onChange={onChange}
      {...(name === undefined ? {} : { 'aria-label': name })}
    >
      <span className="checkbox-box" aria-hidden="true">
        <CheckIcon size={12} strokeWidth={3} aria-hidden />
      </span>
      {label === undefined ? null : <span>{label}</span>}
    </AriaCheckbox>
  );
}
