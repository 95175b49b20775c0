// Owns: what is asked for a new post, and the file name that comes of it, shown as one types.
// Must not know: how a post is created.
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSiteConfig } from '#core/site/config.ts';
import { placeForNew } from '#core/site/new-post.ts';
import { shelfOf } from '../state/list.ts';
import type { State } from '../state/model.ts';
import { createPost } from '../state/post-work.ts';
import { usePart } from '../state/store.ts';
import { wordsOfFailure } from '../state/work.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { CategoryBox, readCategories, showCategories } from '../ui/category-box.tsx';
import { today } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Switch, TextField } from '../ui/field.tsx';
import { allCategories } from './categories.ts';

export function NewPostDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWork();
  const state = usePart((whole) => whole);
  const [title, setTitle] = useState('');
  const [category, setCategory] = useState(() => showCategories(placeOfView(state)));
  const [date, setDate] = useState(() => today(new Date()));
  const [draft, setDraft] = useState(state.view.kind === 'drafts');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const [config, setConfig] = useState<Readonly<Record<string, unknown>>>({});
  useEffect(() => {
    // Without the blog's settings the file's place is shown by the defaults; the host decides in the end.
    work.client.call('site.model', {}).then(
      (site) => setConfig(site.config),
      () => {},
    );
  }, [work]);

  const { journal, entries, settings } = state;
  const file = useMemo(() => {
    if (journal === null) return null;
    const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // JSON is YAML: the parsed settings read as they were written.
    const { site } = readSiteConfig({ kind: journal.kind, text: JSON.stringify(config), machineZone });
    const { postsFolder, draftsFolder } = journal;
    const input = { title, date, draft, categories: readCategories(category), slugStyle: settings.slugStyle };
    const place = placeForNew(input, { site, entries, postsFolder, draftsFolder });
    return { folder: place.folder === '' ? '' : `${place.folder}/`, name: place.fileName('') };
  }, [journal, entries, settings.slugStyle, config, title, date, draft, category]);
  const dateOk = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const ready = title.trim() !== '' && dateOk && !busy;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    try {
      const created = await createPost(work, {
        title: title.trim(),
        categories: [...readCategories(category)],
        date,
        draft,
      });
      if (created !== null) onClose();
    } catch (thrown) {
      const words = wordsOfFailure(thrown);
      setFailure(t(words.key, { ...words.facts }));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('newPost.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="new-post" isDisabled={!ready}>
            {t('newPost.create')}
          </Button>
        </>
      }
    >
      <form id="new-post" className="form" onSubmit={(event) => void submit(event)}>
        <TextField label={t('newPost.name')} value={title} onChange={setTitle} autoFocus error={failure} />
        <CategoryBox
          label={t('newPost.category')}
          hint={t('newPost.categoryHint')}
          value={category}
          existing={allCategories(shelfOf(state.entries).tree)}
          onChange={setCategory}
        />
        <div className="form-row">
          <TextField label={t('newPost.date')} type="date" value={date} onChange={setDate} />
          <Switch label={t('newPost.draft')} value={draft} onChange={setDraft} />
        </div>
        <p className="file-name">
          <span>{t('newPost.file')}</span>
          <code>
            {file?.folder}
            <b>{title.trim() === '' ? '…' : file?.name}</b>
          </code>
        </p>
      </form>
    </Dialog>
  );
}

function placeOfView({ view }: State): readonly string[] {
  return view.kind === 'category' ? view.path : [];
}
