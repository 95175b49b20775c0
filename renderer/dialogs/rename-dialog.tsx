// Owns: what is asked to rename a post: the name in its address and its date.
// Must not know: how a file is renamed.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelPath } from '#core/journal/entry.ts';
import { parsePostFileName, postFileName } from '#core/site/post-path.ts';
import { safeName } from '#core/slug.ts';
import { FollowImages } from '../images/follow-images.tsx';
import { renamePost } from '../state/post-work.ts';
import { usePart } from '../state/store.ts';
import { wordsOfFailure } from '../state/work.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';

export interface RenameDialogProps {
  readonly path: RelPath;
  readonly onClose: () => void;
}

export function RenameDialog({ path, onClose }: RenameDialogProps) {
  const { t } = useTranslation();
  const work = useWork();
  const entry = usePart((state) => state.entries.find((one) => one.path === path));
  const file = path.slice(path.lastIndexOf('/') + 1);
  const parts = parsePostFileName(file);
  const [slug, setSlug] = useState(parts.slug);
  const [date, setDate] = useState(parts.dateText ?? '');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [images, setImages] = useState(true);

  const dated = parts.dateText !== null;
  const name = slug.trim() === '' ? '' : postFileName(dated ? date : null, safeName(slug), parts.extension);
  const ready = name !== '' && name !== file && !busy && (!dated || /^\d{4}-\d{2}-\d{2}$/.test(date));

  const to = { slug: safeName(slug), date: dated ? date : null };

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      await renamePost(work, path, to, images);
      onClose();
    } catch (thrown) {
      const words = wordsOfFailure(thrown);
      setFailure(t(words.key, { ...words.facts }));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('rename.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="rename" isDisabled={!ready}>
            {t('rename.do')}
          </Button>
        </>
      }
    >
      <form id="rename" className="form" onSubmit={(event) => void submit(event)}>
        <p className="lead">{entry?.title ?? file}</p>
        <TextField
          label={t('rename.slug')}
          value={slug}
          onChange={setSlug}
          autoFocus
          mono
          error={failure}
          hint={entry?.url == null ? undefined : t('rename.addressChanges', { url: decode(entry.url) })}
        />
        {dated ? <TextField label={t('newPost.date')} type="date" value={date} onChange={setDate} /> : null}
        <p className="file-name">
          <span>{t('newPost.file')}</span>
          <code>
            {path.slice(0, path.length - file.length)}
            <b>{name === '' ? '…' : name}</b>
          </code>
        </p>
        <FollowImages paths={[path]} to={ready || busy ? to : null} value={images} onChange={setImages} />
      </form>
    </Dialog>
  );
}

function decode(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
