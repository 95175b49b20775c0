// Owns: the text of one field while somebody types in it: what they see at once, what goes into the post when a syllable is done.
// Must not know: what the text means or where it goes.
import { type CompositionEvent, useEffect, useRef, useState } from 'react';

export interface Draft {
  readonly text: string;
  /** Props of the input element. */
  readonly input: {
    readonly value: string;
    readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
    readonly onCompositionStart: () => void;
    readonly onCompositionEnd: (event: CompositionEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  };
  /** Shows this text without committing it. */
  show(text: string): void;
}

export interface DraftOptions {
  readonly value: string;
  /** Each new text; `fresh`: the first since the field was entered. */
  readonly onText: (text: string, fresh: boolean) => void;
  readonly onLeave?: (text: string) => void;
}

/** What is typed is shown as typed; the post's own value takes over whenever it becomes another one than was given to it. */
export function useDraft({ value, onText, onLeave }: DraftOptions): Draft {
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const fresh = useRef(true);
  const given = useRef(value);

  useEffect(() => {
    if (composing.current || value === given.current) return;
    given.current = value;
    setText(value);
  }, [value]);

  const commit = (next: string): void => {
    given.current = next;
    onText(next, fresh.current);
    fresh.current = false;
  };

  return {
    text,
    show: setText,
    input: {
      value: text,
      onChange({ currentTarget }) {
        setText(currentTarget.value);
        if (!composing.current) commit(currentTarget.value);
      },
      onCompositionStart() {
        composing.current = true;
      },
      onCompositionEnd({ currentTarget }) {
        composing.current = false;
        setText(currentTarget.value);
        commit(currentTarget.value);
      },
      onFocus() {
        fresh.current = true;
      },
      onBlur() {
        fresh.current = true;
        onLeave?.(text);
      },
    },
  };
}
