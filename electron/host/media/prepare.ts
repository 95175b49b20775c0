// Owns: making a plan for a change of images from what is on disk now. Writes nothing into the journal.
// Must not know: how a plan is carried out, or how it crosses the wire.
import type { MediaChange } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { certainUsage, type JournalUsage } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { Left, PlannedImage, PreparedMedia } from './model.ts';
import { plannedImage, readImage } from './planned.ts';
import { type ConvertDeps, prepareConvert } from './prepare-convert.ts';
import { prepareMend } from './prepare-mend.ts';
import { prepareMove } from './prepare-move.ts';

/** Plans `change` on the journal as the disk has it. Throws `io` where a post that may use an image cannot be read, `cancelled`. */
export async function prepareMedia(
  deps: ConvertDeps,
  journal: JournalHandle,
  change: MediaChange,
): Promise<PreparedMedia> {
  const usage = await certainUsage(journal);
  switch (change.op) {
    case 'move':
      return await prepareMove(journal, usage, change);
    case 'trash':
      return await prepareTrash(journal, usage, change);
    case 'mend':
      return await prepareMend(journal, usage, change);
    case 'convert':
      return await prepareConvert(deps, journal, usage, change);
  }
}

async function prepareTrash(
  journal: JournalHandle,
  usage: JournalUsage,
  { paths, used }: Extract<MediaChange, { op: 'trash' }>,
): Promise<PreparedMedia> {
  const left: Left[] = [];
  const images: PlannedImage[] = [];
  for (const path of new Set(paths)) {
    const users = [...(usage.users.get(path) ?? []), ...(usage.pages.get(path) ?? [])];
    // Users are paths that the journal or the disk gave.
    const posts = users.map(({ post }) => post as RelPath);
    if (posts.length > 0 && !used) left.push({ path, code: 'used', message: 'Posts use that image.', posts });
    else {
      const found = await readImage(journal, path);
      if ('code' in found) left.push(found);
      else images.push({ ...plannedImage(path, null, found), users: posts });
    }
  }
  return { journal: journal.info.id, op: 'trash', images, posts: [], left, folder: null };
}
