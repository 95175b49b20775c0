// Owns: one field of the form: its name, the control that fits its kind, its removal, and why it cannot be changed.
// Must not know: the order of fields.
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Field } from '#core/frontmatter/index.ts';
import { CategoryField, LayoutField, SwitchField, TagsField } from './choice-fields.tsx';
import { useForm } from './context.ts';
import { DateField } from './date-field.tsx';
import { ImageField } from './image-field.tsx';
import { LongTextField, NumberField, TextField } from './text-fields.tsx';

export interface FieldRowProps {
  readonly field: Field;
  /** In the head's line a field shows no name; below it, each does. */
  readonly place: 'line' | 'row';
}

export function FieldRow({ field, place }: FieldRowProps) {
  const { t } = useTranslation('post');
  const form = useForm();
  const refusal = form.refusals.get(field.key);
  return (
    <div
      className={`form-field form-field-${place} form-kind-${field.kind}`}
      title={place === 'line' ? field.key : undefined}
    >
      {place === 'row' ? <span className="form-key">{field.key}</span> : null}
      {form.required.includes(field.key) && isEmpty(field.value) ? (
        <span className="form-required" title={t('form.required')}>
          {t('form.requiredMark')}
        </span>
      ) : null}
      <div className="form-control">
        <Control field={field} place={place} />
        {refusal ? (
          <span className="form-refusal" role="alert">
            {t(`form.reasons.${refusal.code}`, { defaultValue: refusal.message })}
          </span>
        ) : null}
      </div>
      {field.readOnly === null && !form.disabled ? (
        <button
          type="button"
          className="form-remove"
          aria-label={t('form.remove', { key: field.key })}
          title={t('form.remove', { key: field.key })}
          onClick={() => form.change(field.key, { op: 'remove', key: field.key })}
        >
          <X size={12} aria-hidden />
        </button>
      ) : null}
    </div>
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function Control({ field, place }: FieldRowProps) {
  switch (field.kind) {
    case 'date':
      return <DateField field={field} />;
    case 'category':
      return field.items === null ? <RawField field={field} /> : <CategoryField field={field} />;
    case 'tags':
      return <TagsField field={field} hash />;
    case 'list':
      return <TagsField field={field} hash={false} />;
    case 'layout':
      return place === 'line' ? <LayoutField field={field} /> : <TextField field={field} />;
    case 'image':
      return <ImageField field={field} wide={place === 'row'} />;
    case 'boolean':
      return <SwitchField field={field} />;
    case 'number':
      return <NumberField field={field} />;
    case 'longText':
      return <LongTextField field={field} />;
    case 'text':
      return <TextField field={field} />;
    case 'map':
    case 'raw':
      return <RawField field={field} />;
  }
}

/** What a form must not touch is shown as it is, with the way to its place in the text. */
function RawField({ field }: { readonly field: Field }) {
  const { t } = useTranslation('post');
  const form = useForm();
  const reason = field.readOnly;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line of text
    <span className="form-raw" role="group" aria-label={field.key}>
      <code>{show(field.value)}</code>
      <button type="button" className="form-link" onClick={() => form.reveal(field)}>
        {t('form.inText')}
      </button>
      {reason && reason.code !== 'broken' ? (
        <span className="form-why">{t(`form.reasons.${reason.code}`, { defaultValue: reason.message })}</span>
      ) : null}
    </span>
  );
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? '' : text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
