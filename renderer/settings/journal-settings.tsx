// Owns: what this journal asks of its posts: keys that must be there and what new posts start with, for all and by category.
// Must not know: where it is kept, or how it is used.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryRules, JournalRules, PostRules } from '#core/journal/rules.ts';
import { CheckSettings } from '../check/check-settings.tsx';
import { allCategories } from '../dialogs/categories.ts';
import { shelfOf } from '../state/list.ts';
import { setRules } from '../state/rules-work.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { CategoryBox, readCategories, showCategories } from '../ui/category-box.tsx';
import { TextField } from '../ui/field.tsx';
import { CloseIcon } from '../ui/icons.ts';
import { readFresh, readKeys, showFresh, showKeys } from './rules-text.ts';

const nothing: PostRules = { required: [], fresh: {} };

export function JournalSettings() {
  const { t } = useTranslation();
  const work = useWork();
  const { rules, damaged, version } = usePart((state) => state.rules);
  const set = (next: JournalRules): void => void setRules(work, next);
  const setAt = (at: number, one: CategoryRules | null): void =>
    set({
      ...rules,
      categories: rules.categories.flatMap((old, i) => (i !== at ? [old] : one === null ? [] : [one])),
    });
  return (
    <>
      <p className="hint">{t('settings.journal.about')}</p>
      {damaged ? <p className="error">{t('settings.journal.damaged')}</p> : null}
      <RulesFields
        key={`all ${version}`}
        name={t('settings.journal.all')}
        rules={rules.all}
        onChange={(all) => set({ ...rules, all })}
      />
      {rules.categories.map((one, at) => (
        <RulesFields
          key={`${JSON.stringify(one.path)} ${version}`}
          name={showCategories(one.path)}
          rules={one}
          onChange={(changed) => setAt(at, { path: one.path, ...changed })}
          remove={
            <IconButton
              icon={CloseIcon}
              label={t('settings.journal.remove', { category: showCategories(one.path) })}
              onPress={() => setAt(at, null)}
            />
          }
        />
      ))}
      <AddCategory
        taken={rules.categories.map(({ path }) => path)}
        onAdd={(path) => set({ ...rules, categories: [...rules.categories, { path, ...nothing }] })}
      />
      <CheckSettings />
    </>
  );
}

interface RulesFieldsProps {
  readonly name: string;
  readonly rules: PostRules;
  readonly onChange: (rules: PostRules) => void;
  readonly remove?: ReactNode;
}

/** Counts when one is done with a field: on leaving it, or on Enter where it has one line. */
function RulesFields({ name, rules, onChange, remove }: RulesFieldsProps) {
  const { t } = useTranslation();
  const [required, setRequired] = useState(() => showKeys(rules.required));
  const [fresh, setFresh] = useState(() => showFresh(rules.fresh));
  const values = readFresh(fresh);
  const commit = (): void => {
    const next: PostRules = { required: readKeys(required), fresh: values ?? rules.fresh };
    const now: PostRules = { required: rules.required, fresh: rules.fresh };
    if (JSON.stringify(next) !== JSON.stringify(now)) onChange(next);
  };
  return (
    <fieldset className="rules form" aria-label={name}>
      <div className="rules-head">
        <b>{name}</b>
        {remove}
      </div>
      <TextField
        label={t('settings.journal.required')}
        value={required}
        onChange={setRequired}
        placeholder="description, tags"
        mono
        onDone={commit}
      />
      <TextField
        label={t('settings.journal.fresh')}
        value={fresh}
        onChange={setFresh}
        lines={Math.min(10, Math.max(2, fresh.split('\n').length))}
        placeholder="toc: true"
        mono
        error={values === null ? t('settings.journal.unreadable') : null}
        onDone={() => {
          // Enter begins a new line here; only leaving is being done.
          if (document.activeElement?.tagName !== 'TEXTAREA') commit();
        }}
      />
    </fieldset>
  );
}

function AddCategory(props: {
  readonly taken: readonly (readonly string[])[];
  readonly onAdd: (path: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const entries = usePart((state) => state.entries);
  const [text, setText] = useState('');
  const path = readCategories(text);
  const taken = props.taken.map(showCategories);
  const ready = path.length > 0 && !taken.includes(showCategories(path));
  return (
    <div className="rules-add">
      <CategoryBox
        label={t('settings.journal.category')}
        value={text}
        existing={allCategories(shelfOf(entries).tree)}
        onChange={setText}
      />
      <Button
        isDisabled={!ready}
        onPress={() => {
          setText('');
          props.onAdd(path);
        }}
      >
        {t('settings.journal.add')}
      </Button>
    </div>
  );
}
