// Owns: what is asked to publish a draft: the day in its file name, and whether the front matter's date follows.
// Must not know: how a draft becomes a post.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelPath } from '#core/journal/entry.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { promoteDraft } from '#core/site/draft.ts';
import { promotePost } from '../state/draft-work.ts';
import { usePart } from '../state/store.ts';
import { wordsOfFailure } from '../state/work.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { fullDay, today } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Switch, TextField } from '../ui/field.tsx';

export interface PublishDialogProps {
  readonly path: RelPath;
  readonly onClose: () => void;
}

export function PublishDialog({ path, onClose }: PublishDialogProps) {
  const { t, i18n } = useTranslation();
  const work = useWork();
  const entry = usePart((state) => state.entries.find((one) => one.path === path));
  const kind = usePart((state) => state.journal?.kind ?? 'plain');
  const written = entry?.keys.includes('date') ? (entry.date?.slice(0, 10) ?? null) : null;
  const [date, setDate] = useState(() => written ?? today(new Date()));
  const [follow, setFollow] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const differs = written !== null && written !== date;
  const ready = entry !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) && !busy;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      await promotePost(work, path, { date, setDate: differs && follow });
      onClose();
    } catch (thrown) {
      const words = wordsOfFailure(thrown);
      setFailure(t(words.key, { ...words.facts }));
      setBusy(false);
    }
  };

  const target = (): string => {
    if (!ready) return '…';
    const { site } = readSiteConfig({ kind, text: null, machineZone: 'UTC' });
    return promoteDraft(entry, {}, { date, setDate: false }, site).path ?? path;
  };

  return (
    <Dialog
      title={t('publish.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="publish" isDisabled={!ready}>
            {t('publish.do')}
          </Button>
        </>
      }
    >
      <form id="publish" className="form" onSubmit={(event) => void submit(event)}>
        <p className="lead">{entry?.title ?? path}</p>
        <TextField
          label={t('publish.date')}
          type="date"
          value={date}
          onChange={setDate}
          autoFocus
          error={failure}
        />
        {differs ? (
          <Switch
            label={t('publish.setDate')}
            hint={t('publish.setDateHint', { day: fullDay(written, i18n.language) })}
            value={follow}
            onChange={setFollow}
          />
        ) : null}
        <p className="file-name">
          <span>{t('newPost.file')}</span>
          <code>{target()}</code>
        </p>
      </form>
    </Dialog>
  );
}
