// Owns: what is asked to set or take out one key of the front matter in many posts.
// Must not know: how posts are changed.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseAssignment } from '#core/frontmatter/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { KeyChange, Operation } from '#core/taxonomy/types.ts';
import { usePart } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { KeyBox } from './key-box.tsx';
import { PlanStage } from './plan-stage.tsx';

export interface KeyDialogProps {
  readonly paths: readonly RelPath[];
  readonly onClose: () => void;
}

/** The change in the words of a person: a value is read as YAML would read it behind the key. */
export function keyChange(act: 'set' | 'remove', key: string, value: string): KeyChange | null {
  if (key === '') return null;
  if (act === 'remove') return { op: 'remove', key };
  const change = parseAssignment(`${key}=${value}`);
  return change?.op === 'set' && change.key === key ? change : null;
}

export function KeyDialog({ paths, onClose }: KeyDialogProps) {
  const { t } = useTranslation();
  const entries = usePart((state) => state.entries);
  const [act, setAct] = useState<'set' | 'remove'>('set');
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const [operation, setOperation] = useState<Operation | null>(null);
  const change = keyChange(act, key.trim(), value);

  if (operation !== null) {
    return (
      <PlanStage
        operation={operation}
        chosen={paths}
        onlyChosen
        onBack={() => setOperation(null)}
        onClose={onClose}
        onDone={onClose}
      />
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (change !== null) setOperation({ op: 'key', change });
  };
  return (
    <Dialog
      title={t('taxonomy.key.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="edit-key" isDisabled={change === null}>
            {t('taxonomy.preview')}
          </Button>
        </>
      }
    >
      <form id="edit-key" className="form" onSubmit={submit}>
        <p className="lead">{t('taxonomy.key.what', { count: paths.length })}</p>
        <KeyBox value={key} onChange={setKey} keys={keysOf(entries)} />
        <Select
          label={t('taxonomy.key.act')}
          value={act}
          options={[
            { value: 'set', label: t('taxonomy.key.set') },
            { value: 'remove', label: t('taxonomy.key.remove') },
          ]}
          onChange={setAct}
        />
        {act === 'remove' ? null : (
          <TextField
            label={t('taxonomy.key.value')}
            value={value}
            onChange={setValue}
            hint={t('taxonomy.key.hint')}
            mono
          />
        )}
      </form>
    </Dialog>
  );
}

/** Keys of all posts, the most used first. */
function keysOf(entries: readonly { readonly keys: readonly string[] }[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { keys } of entries) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key);
}
