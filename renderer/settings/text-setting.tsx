// Owns: a text setting that counts when one is done with it: on leaving the field or on Enter.
// Must not know: what the text means.

import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { TextField } from '../ui/field.tsx';

export interface TextSettingProps {
  readonly label: string;
  readonly value: string;
  readonly hint: (typed: string) => ReactNode;
  readonly onChange: (value: string) => void;
  /** Hears each key. */
  readonly onTyped?: (typed: string) => void;
}

export function TextSetting({ label, value, hint, onChange, onTyped }: TextSettingProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = (): void => {
    const clean = text.trim();
    if (clean === '') setText(value);
    else if (clean !== value) onChange(clean);
  };
  const type = (typed: string): void => {
    setText(typed);
    onTyped?.(typed);
  };
  return <TextField label={label} value={text} onChange={type} mono hint={hint(text)} onDone={commit} />;
}
