// Owns: the fields that are typed into: title, text, long text, number.
// Must not know: the post's text beyond the field's own value.
import { useTranslation } from 'react-i18next';
import type { Field, FieldValue } from '#core/frontmatter/index.ts';
import { useForm } from './context.ts';
import { SuggestBox } from './suggest-box.tsx';
import { useDraft } from './use-draft.ts';

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

export function TitleField({ field }: { readonly field: Field }) {
  const { t } = useTranslation('post');
  const form = useForm();
  const { input } = useDraft({
    value: textOf(field.value),
    onText: (text, fresh) =>
      form.change(field.key, { op: 'set', key: field.key, value: oneLine(text), as: 'text' }, { fresh }),
  });
  return (
    <textarea
      {...input}
      className="form-title"
      aria-label={field.key}
      rows={1}
      placeholder={t('form.untitled')}
      disabled={form.disabled || field.readOnly !== null}
      onKeyDown={(event) => {
        // A title has one line; Enter goes on to what comes next.
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229)
          return;
        event.preventDefault();
        focusNext(event.currentTarget);
      }}
    />
  );
}

function focusNext(from: HTMLElement): void {
  const all = from.closest('form')?.querySelectorAll<HTMLElement>('input, textarea, button') ?? [];
  const list = [...all];
  list[list.indexOf(from) + 1]?.focus();
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

/** Text that other posts repeat is completed; other text is simply typed. */
export function TextField({ field }: { readonly field: Field }) {
  const form = useForm();
  const disabled = form.disabled || field.readOnly !== null;
  const set = (value: FieldValue, typing: { readonly fresh: boolean } | null): void =>
    form.change(field.key, { op: 'set', key: field.key, value }, typing);
  if (field.suggestions.length > 0) {
    return (
      <SuggestBox
        label={field.key}
        value={textOf(field.value)}
        suggestions={field.suggestions}
        disabled={disabled}
        onCommit={(text) => set(text, null)}
      />
    );
  }
  return <PlainText field={field} disabled={disabled} onText={(text, fresh) => set(text, { fresh })} />;
}

function PlainText(props: {
  readonly field: Field;
  readonly disabled: boolean;
  readonly onText: (text: string, fresh: boolean) => void;
}) {
  const { input } = useDraft({ value: textOf(props.field.value), onText: props.onText });
  return (
    <input
      {...input}
      className="form-input"
      type="text"
      aria-label={props.field.key}
      autoComplete="off"
      disabled={props.disabled}
    />
  );
}

export function LongTextField({ field }: { readonly field: Field }) {
  const form = useForm();
  const { input } = useDraft({
    value: textOf(field.value),
    onText: (text, fresh) =>
      form.change(field.key, { op: 'set', key: field.key, value: text, as: 'text' }, { fresh }),
  });
  return (
    <textarea
      {...input}
      className="form-input form-long"
      aria-label={field.key}
      rows={1}
      disabled={form.disabled || field.readOnly !== null}
    />
  );
}

export function NumberField({ field }: { readonly field: Field }) {
  const form = useForm();
  const draft = useDraft({
    value: textOf(field.value),
    onText(text, fresh) {
      const number = Number(text);
      if (text.trim() === '' || Number.isNaN(number)) return;
      form.change(field.key, { op: 'set', key: field.key, value: number }, { fresh });
    },
    onLeave: (text) => {
      if (text.trim() === '' || Number.isNaN(Number(text))) draft.show(textOf(field.value));
    },
  });
  return (
    <input
      {...draft.input}
      className="form-input"
      type="text"
      inputMode="decimal"
      aria-label={field.key}
      aria-invalid={Number.isNaN(Number(draft.text))}
      disabled={form.disabled || field.readOnly !== null}
    />
  );
}
