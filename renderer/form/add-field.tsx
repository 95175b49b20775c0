// Owns: adding a key: one that other posts have, or a new one.
// Must not know: how a key is written into the text.
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, Field, FieldKind, FieldValue } from '#core/frontmatter/index.ts';
import { useForm } from './context.ts';
import { SuggestBox } from './suggest-box.tsx';

export function AddField({ missing }: { readonly missing: readonly Field[] }) {
  const { t } = useTranslation('post');
  const form = useForm();
  const [open, setOpen] = useState(false);
  if (form.disabled) return null;
  if (!open) {
    return (
      <button type="button" className="form-link form-add" onClick={() => setOpen(true)}>
        <Plus size={13} aria-hidden />
        {t('form.addKey')}
      </button>
    );
  }
  const add = (key: string): void => {
    setOpen(false);
    if (key === '') return;
    const known = missing.find((field) => field.key === key);
    form.change(key, additionOf(key, known));
    // The new field is drawn with the next frame; its box is where writing goes on.
    setTimeout(() => {
      const boxes = document.querySelectorAll<HTMLElement>('.form-head [aria-label]');
      [...boxes].find((box) => box.getAttribute('aria-label') === key)?.focus();
    }, 50);
  };
  return (
    <span className="form-adding" ref={(box) => box?.querySelector('input')?.focus()}>
      <SuggestBox
        label={t('form.addKey')}
        value={null}
        suggestions={missing.map((field) => ({ value: field.key, count: 0 }))}
        placeholder={t('form.keyName')}
        enders=":"
        onCommit={add}
        onBackspace={() => setOpen(false)}
      />
    </span>
  );
}

/** The change that adds a key, in the kind that other posts give it. */
export function additionOf(key: string, known: Field | undefined): Change {
  const value = known?.value;
  if (isPlain(value)) return { op: 'add', key, value };
  return { op: 'add', key, value: emptyOf(known?.kind ?? 'text') };
}

const isPlain = (value: unknown): value is FieldValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** What a new field starts from, so that it is of its kind at once. */
function emptyOf(kind: FieldKind): FieldValue {
  switch (kind) {
    case 'tags':
    case 'list':
      return [];
    case 'boolean':
      return true;
    case 'number':
      return 0;
    default:
      return '';
  }
}
