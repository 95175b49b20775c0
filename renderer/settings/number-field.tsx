// Owns: a field for a whole number between two bounds; what is out of bounds is said, not changed under the hand.
// Must not know: what the number means.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../ui/field.tsx';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

export function NumberField({ label, value, min, max, onChange }: NumberFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(value));
  useEffect(() => setText((typed) => (readNumber(typed) === value ? typed : String(value))), [value]);
  const read = readNumber(text);
  const fits = read !== null && read >= min && read <= max;
  return (
    <TextField
      label={label}
      type="number"
      value={text}
      error={fits ? null : t('settings.between', { min, max })}
      onChange={(next) => {
        setText(next);
        const typed = readNumber(next);
        if (typed !== null && typed >= min && typed <= max && typed !== value) onChange(typed);
      }}
    />
  );
}

function readNumber(text: string): number | null {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : null;
}
