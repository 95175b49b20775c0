// Owns: in which folder a new image of a post belongs: with its siblings, else as the other posts do, else by the setting.
// Must not know: the image, or its name.
import type { Settings } from '#contract/values.ts';
import { fillFolder, imageFolders, type TemplateValues } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { defaultSettings } from '#host/settings/defaults.ts';
import { mannerOf, postText } from './manner.ts';

/** The folder below the root for an image of `post`; empty for the root. */
export async function imageFolderOf(
  journal: JournalHandle,
  post: RelPath,
  settings: Settings,
  values: TemplateValues,
): Promise<string> {
  const { baseurl, url } = journal.site;
  const [sibling] = imageFolders(await postText(journal, post), { post, baseurl, url });
  if (sibling !== undefined && sibling !== '') return sibling;
  const chosen = settings.imageFolder !== defaultSettings.imageFolder;
  const template = chosen ? null : (await mannerOf(journal)).folder;
  return fillFolder(template ?? settings.imageFolder, values, settings.slugStyle);
}
