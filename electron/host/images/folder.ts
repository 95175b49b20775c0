// Owns: in which folder a new image of a post belongs: with its siblings, else as the other posts do, else by the setting.
// Must not know: the image, or its name.
import type { Settings } from '#contract/values.ts';
import { fillFolder, imageFolders, learnTemplate, type TemplateValues } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { defaultSettings } from '#host/settings/defaults.ts';

/** So many posts tell a blog's manner well enough; the newest ones, because manners change. */
const SAMPLE = 150;

const learned = new WeakMap<JournalHandle, Promise<string | null>>();

/** The folder below the root for an image of `post`; empty for the root. */
export async function imageFolderOf(
  journal: JournalHandle,
  post: RelPath,
  settings: Settings,
  values: TemplateValues,
): Promise<string> {
  const [sibling] = await foldersOf(journal, post);
  if (sibling !== undefined && sibling !== '') return sibling;
  const chosen = settings.imageFolder !== defaultSettings.imageFolder;
  const template = chosen ? null : await templateOf(journal);
  return fillFolder(template ?? settings.imageFolder, values, settings.slugStyle);
}

async function foldersOf(journal: JournalHandle, post: RelPath): Promise<readonly string[]> {
  const found = await locate(journal.root, post)
    .then((at) => (at.exists ? readRegular(at.file) : null))
    .catch(() => null);
  if (found === null) return [];
  const { baseurl, url } = journal.site;
  return imageFolders(textOf(found.bytes).text, { post, baseurl, url });
}

/** What the journal's posts do, worked out once for each opening. */
function templateOf(journal: JournalHandle): Promise<string | null> {
  const known = learned.get(journal) ?? learn(journal);
  learned.set(journal, known);
  return known;
}

async function learn(journal: JournalHandle): Promise<string | null> {
  const examples = [];
  for (const { path, categories, slug, date } of journal.entries().slice(0, SAMPLE)) {
    examples.push({ categories, slug, date, folders: await foldersOf(journal, path) });
  }
  return learnTemplate(examples);
}
