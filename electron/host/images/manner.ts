// Owns: how a journal's posts keep and write their images, worked out once for each opening.
// Must not know: settings, or what is done with it.
import type { CallResult } from '#contract/calls.ts';
import { commonMarkup, detectMarkup, imageFolders, learnTemplate, type Markup } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';

export interface Manner {
  /** Template of the folders; null where none is clear. */
  readonly folder: string | null;
  readonly markup: Markup | null;
}

/** So many posts tell a blog's manner well enough; the newest ones, because manners change. */
const SAMPLE = 150;

const learned = new WeakMap<JournalHandle, Promise<Manner>>();

/** What the journal's posts do. */
export function mannerOf(journal: JournalHandle): Promise<Manner> {
  const known = learned.get(journal) ?? learn(journal);
  learned.set(journal, known);
  return known;
}

/** The manner with a post to show an example with. */
export async function tellManner(journal: JournalHandle): Promise<CallResult<'image.manner'>> {
  const { folder, markup } = await mannerOf(journal);
  const example = journal.entries().find(({ draft }) => !draft) ?? journal.entries()[0];
  const { baseurl } = journal.site;
  if (example === undefined) return { folder, markup, example: null, baseurl };
  const { categories, slug, date } = example;
  return { folder, markup, example: { categories: [...categories], slug, date }, baseurl };
}

/** A post's text; empty where it cannot be read. */
export async function postText(journal: JournalHandle, post: RelPath): Promise<string> {
  const found = await locate(journal.root, post)
    .then((at) => (at.exists ? readRegular(at.file) : null))
    .catch(() => null);
  return found === null ? '' : textOf(found.bytes).text;
}

async function learn(journal: JournalHandle): Promise<Manner> {
  const examples = [];
  const forms: Markup[] = [];
  const { baseurl, url } = journal.site;
  for (const { path, categories, slug, date } of journal.entries().slice(0, SAMPLE)) {
    const text = await postText(journal, path);
    const form = detectMarkup(text, baseurl);
    if (form !== null) forms.push(form);
    examples.push({ categories, slug, date, folders: imageFolders(text, { post: path, baseurl, url }) });
  }
  return { folder: learnTemplate(examples), markup: commonMarkup(forms) };
}
