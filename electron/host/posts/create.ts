// Owns: making a new post: its place by the journal's habits, its first text, and never over another file.
// Must not know: how habits are learned.
import { dirname } from 'node:path';
import type { CallArgs, CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import { type JournalRules, rulesFor } from '#core/journal/rules.ts';
import { placeForNew } from '#core/site/new-post.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { checkPostPath } from '#host/files/names.ts';
import { versionOf } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { readRules } from '#host/rules/store.ts';
import { freshEntry, keepVersion, type PostDeps } from './deps.ts';
import { newText } from './new-text.ts';
import { freePath, pathIn } from './place.ts';
import { readPost } from './read.ts';

/** Makes a post and gives it as it is read. A name that is taken gets `-2`. Run it in the queue of new posts. */
export async function createPost(
  deps: PostDeps,
  journal: JournalHandle,
  args: CallArgs<'post.create'>,
): Promise<CallResult<'post.read'>> {
  const { site, info } = journal;
  const { title, date, draft, categories, slug } = args;
  if (!/^\d{4}-\d{2}-\d{2}(?!\d)/.test(date)) throw new CallError('refused', 'That is no date.', { date });
  const place = placeForNew(
    {
      title,
      date,
      draft,
      categories,
      slugStyle: deps.settings().slugStyle,
      ...(slug === undefined ? {} : { slug }),
    },
    { site, entries: journal.entries(), postsFolder: info.postsFolder, draftsFolder: info.draftsFolder },
  );
  const fresh = await freshKeys(deps, journal.root, categories);
  const text = await newText(journal, {
    title,
    date,
    categories: place.categories,
    draft: place.draftKey,
    fresh,
  });
  const bytes = Buffer.from(text, 'utf8');
  for (let attempt = 0; attempt < 10; attempt++) {
    const path = await freePath(journal, (suffix) => pathIn(place.folder, place.fileName(suffix)));
    checkPostPath(path);
    const at = await locate(journal.root, path);
    await makeFolder(at.root, dirname(at.file));
    journal.noteOwnWrite(path, versionOf(bytes));
    const result = await writeAtomic(at.file, bytes, null);
    // Another program was quicker with that name: look again.
    if (!result.ok || !result.wrote) continue;
    await keepVersion(deps, journal, path, { bytes, version: result.version });
    await freshEntry(journal, path);
    return await readPost(journal, path);
  }
  throw new CallError('exists', 'Another program keeps taking that name.');
}

/** What the journal's own settings give to a new post. Settings that cannot be read must not stand between a person and writing. */
async function freshKeys(
  deps: PostDeps,
  root: string,
  categories: readonly string[],
): Promise<JournalRules['all']['fresh']> {
  try {
    return rulesFor((await readRules(root)).rules, categories).fresh;
  } catch (error) {
    deps.ports.log('warn', 'the journal’s settings could not be read', error);
    return {};
  }
}
