// Owns: a text box with a list of suggestions below it, by mouse and keyboard, and safe while a syllable is composed.
// Must not know: what is suggested or what a choice does.
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react';
import type { Suggestion } from '#core/frontmatter/index.ts';
import { fitting } from './suggest.ts';

export interface SuggestBoxProps {
  readonly label: string;
  /** The text to start from; null: the box is emptied after each choice. */
  readonly value: string | null;
  readonly suggestions: readonly Suggestion[];
  /** Values that are not suggested. */
  readonly taken?: readonly string[];
  /** Enter, a choice, or leaving the box with another text. */
  readonly onCommit: (text: string) => void;
  /** Backspace in an empty box. */
  readonly onBackspace?: () => void;
  /** Characters that commit as Enter does. */
  readonly enders?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly fit?: boolean;
  readonly note?: (suggestion: Suggestion) => ReactNode;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
}

export function SuggestBox(props: SuggestBoxProps) {
  const {
    label,
    value,
    suggestions,
    taken = [],
    onCommit,
    enders = '',
    disabled = false,
    fit = false,
  } = props;
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = props.inputRef ?? own;
  const [draft, setDraft] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const text = draft ?? value ?? '';
  // Until something is typed, all are offered.
  const shown = open ? fitting(suggestions, draft ?? '', taken) : [];

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const commit = (next: string): void => {
    setDraft(null);
    close();
    const trimmed = next.trim();
    if (trimmed !== (value ?? '')) onCommit(trimmed);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Such a key belongs to the input method; 229 is how Safari tells of Enter after its composition.
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!open) setOpen(true);
      else
        setActive(
          shown.length === 0
            ? -1
            : (active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length,
        );
      return;
    }
    if (event.key === 'Enter' || (enders.includes(event.key) && text.trim() !== '')) {
      event.preventDefault();
      commit(shown[active]?.value ?? text);
      return;
    }
    if (event.key === 'Escape' && (open || draft !== null)) {
      event.preventDefault();
      event.stopPropagation();
      setDraft(null);
      close();
      return;
    }
    if (event.key === 'Backspace' && text === '' && props.onBackspace) {
      event.preventDefault();
      props.onBackspace();
    }
  };

  return (
    <div className={fit ? 'suggest suggest-fit' : 'suggest'}>
      <input
        ref={input}
        className="form-input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        {...(active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        placeholder={props.placeholder ?? ''}
        {...(fit ? { size: Math.max(4, widthOf(text === '' ? (props.placeholder ?? '') : text)) } : {})}
        value={text}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => {
          if (draft !== null && (value !== null || draft.trim() !== '')) commit(draft);
          else {
            setDraft(null);
            close();
          }
        }}
        onKeyDown={onKeyDown}
      />
      {shown.length === 0 ? null : (
        <div className="suggest-list popover" id={`${id}-list`} role="listbox" aria-label={label}>
          {shown.map((suggestion, at) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's own, by aria-activedescendant
            <div
              key={suggestion.value}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className="option"
              data-focused={at === active ? true : undefined}
              onPointerDown={(event) => event.preventDefault()}
              onPointerEnter={() => setActive(at)}
              onClick={() => commit(suggestion.value)}
            >
              <span>{suggestion.value}</span>
              <span className="option-note">
                {props.note ? props.note(suggestion) : suggestion.count || ''}
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Columns that a text takes: a wide letter counts two. */
function widthOf(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(char) ? 2 : 1;
  return width;
}
