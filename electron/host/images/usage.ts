// Owns: the uses of images in all posts of the open journal, read again only where a post has changed.
// Must not know: what is done with unused or broken ones.
import { setImmediate as breathe } from 'node:timers/promises';
import { CallError } from '#contract/errors.ts';
import { type ImageUse, imageUses, type Usage, usageOf } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { findImages } from './walk.ts';

interface Known {
  readonly size: number;
  readonly modified: number;
  readonly uses: readonly ImageUse[];
}

/** Kept as long as the journal is open. */
const memory = new WeakMap<JournalHandle, Map<RelPath, Known>>();
/** Milliseconds of work before others get their turn. */
const SLICE = 10;

/** The usage, and the posts whose uses are not known because they could not be read. */
export interface JournalUsage extends Usage {
  readonly unread: readonly RelPath[];
}

/** The usage for a change that relies on it: the disk is looked at anew. Throws `io` where a post cannot be read. */
export async function certainUsage(journal: JournalHandle): Promise<JournalUsage> {
  await journal.rescan();
  const usage = await journalUsage(journal);
  if (usage.unread.length === 0) return usage;
  throw new CallError('io', 'Posts that may use the image cannot be read.', { posts: usage.unread });
}

/** The usage of images by the posts of the list. */
export async function journalUsage(journal: JournalHandle): Promise<JournalUsage> {
  const known = memory.get(journal) ?? new Map<RelPath, Known>();
  memory.set(journal, known);
  const { baseurl, url } = journal.site;
  const entries = journal.entries();
  const unread: RelPath[] = [];
  let started = performance.now();
  for (const { path, size, modified } of entries) {
    const before = known.get(path);
    if (before !== undefined && before.size === size && before.modified === modified) continue;
    const text = await readText(journal, path);
    if (text === 'unread') {
      known.delete(path);
      unread.push(path);
      continue;
    }
    known.set(path, { size, modified, uses: imageUses(text.text, { post: path, baseurl, url }) });
    if (performance.now() - started < SLICE) continue;
    await breathe();
    started = performance.now();
  }
  const images = await findImages(journal.root, journal.site.destination);
  const usage = usageOf(
    entries.map(({ path }) => [path, known.get(path)?.uses ?? []] as const),
    images.map(({ path }) => path),
  );
  return { ...usage, unread };
}

/** A post that has gone, or that leads out of the journal, uses nothing here; of one that fails to be read nobody knows. */
async function readText(journal: JournalHandle, path: RelPath): Promise<{ text: string } | 'unread'> {
  try {
    const at = await locate(journal.root, path);
    const found = await readRegular(at.file);
    return { text: found === null ? '' : textOf(found.bytes).text };
  } catch (error) {
    return error instanceof CallError && error.code === 'outside' ? { text: '' } : 'unread';
  }
}
