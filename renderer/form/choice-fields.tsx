// Owns: the fields whose values are mostly there already: category, tags, other lists, layout, switch.
// Must not know: the post's text beyond the field's own value.
import { Folder, X } from 'lucide-react';
import { useRef } from 'react';
import { Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Change, Field } from '#core/frontmatter/index.ts';
import { useForm } from './context.ts';
import { readPath, showPath } from './model.ts';
import { SuggestBox } from './suggest-box.tsx';

export function CategoryField({ field }: { readonly field: Field }) {
  const { t } = useTranslation('post');
  const form = useForm();
  return (
    <span className="form-category">
      <Folder size={14} aria-hidden />
      <SuggestBox
        label={field.key}
        value={showPath(field.items ?? [])}
        suggestions={form.model.categories}
        placeholder={t('form.noCategory')}
        disabled={form.disabled || field.readOnly !== null}
        fit
        onCommit={(text) => form.change(field.key, categoryChange(field, readPath(text)))}
      />
    </span>
  );
}

/** One name stays a plain value where one stands there; a path needs a list. */
function categoryChange(field: Field, path: readonly string[]): Change {
  const [only = ''] = path;
  const scalar = !Array.isArray(field.value);
  if (scalar && path.length <= 1)
    return { op: 'set', key: field.key, value: only === '' ? null : only, as: 'text' };
  return { op: 'listSet', key: field.key, items: path };
}

export function TagsField({ field, hash }: { readonly field: Field; readonly hash: boolean }) {
  const { t } = useTranslation('post');
  const form = useForm();
  const input = useRef<HTMLInputElement>(null);
  const items = field.items ?? [];
  const disabled = form.disabled || field.readOnly !== null;
  const add = (text: string): void => {
    const fresh = text
      .split(',')
      .map((part) =>
        part
          .trim()
          .replace(hash ? /^#+/ : /^$/, '')
          .normalize('NFC'),
      )
      .filter((part, at, all) => part !== '' && !items.includes(part) && all.indexOf(part) === at);
    if (fresh.length === 0) return;
    form.change(
      field.key,
      fresh.map((item) => ({ op: 'listAdd', key: field.key, item })),
    );
  };
  const remove = (item: string): void => {
    form.change(field.key, { op: 'listRemove', key: field.key, item });
    input.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a line of text
    <span className="form-tags" role="group" aria-label={t('form.chosen', { key: field.key })}>
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may hold the same item twice
        <span className="chip" key={`${item}-${at}`}>
          {hash ? <span aria-hidden>#</span> : null}
          {item}
          <button
            type="button"
            className="chip-remove"
            aria-label={t('form.removeItem', { item })}
            disabled={disabled}
            onClick={() => remove(item)}
          >
            <X size={11} aria-hidden />
          </button>
        </span>
      ))}
      <SuggestBox
        label={field.key}
        value={null}
        suggestions={field.suggestions}
        taken={items}
        enders=","
        fit
        placeholder={hash ? t('form.addTag') : t('form.addItem')}
        disabled={disabled}
        inputRef={input}
        onCommit={add}
        onBackspace={() => {
          const last = items.at(-1);
          if (last !== undefined) remove(last);
        }}
      />
    </span>
  );
}

export function LayoutField({ field }: { readonly field: Field }) {
  const form = useForm();
  return (
    <SuggestBox
      label={field.key}
      value={typeof field.value === 'string' ? field.value : ''}
      suggestions={field.suggestions}
      placeholder={field.key}
      fit
      disabled={form.disabled || field.readOnly !== null}
      onCommit={(text) => form.change(field.key, { op: 'set', key: field.key, value: text })}
    />
  );
}

export function SwitchField({ field }: { readonly field: Field }) {
  const form = useForm();
  return (
    <Switch
      className="switch"
      aria-label={field.key}
      isSelected={field.value === true}
      isDisabled={form.disabled || field.readOnly !== null}
      onChange={(value) => form.change(field.key, { op: 'set', key: field.key, value })}
    >
      <span className="switch-track" aria-hidden="true" />
    </Switch>
  );
}
