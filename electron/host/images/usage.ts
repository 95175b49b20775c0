// Owns: the uses of images in all posts of the open journal, read again only where a post has changed.
// Must not know: what is done with unused or broken ones.
import { CallError } from '#contract/errors.ts';
import {
  type ChangedUses,
  changedUsage,
  type ImageNames,
  type ImageUse,
  imageNames,
  imageUses,
  type Usage,
  usageOf,
} from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { postReader } from './post-texts.ts';
import { takeTurns } from './turns.ts';
import { findImages, type ImageFile } from './walk.ts';

interface Known {
  readonly size: number;
  readonly modified: number;
  readonly uses: readonly ImageUse[];
}

/** What is known of one open journal. */
interface Memory {
  /** What the uses were read with; with another site every post is read again. */
  site: string;
  readonly posts: Map<RelPath, Known>;
  images: { readonly files: readonly ImageFile[]; readonly names: ImageNames } | null;
  /** The last answer, which only the posts that changed since make another. */
  last: {
    readonly usage: Usage;
    readonly names: ImageNames;
    readonly of: ReadonlyMap<RelPath, Known>;
  } | null;
}

/** Kept as long as the journal is open. */
const memories = new WeakMap<JournalHandle, Memory>();

/** The usage, the images it is of, and the posts whose uses are not known because they could not be read. */
export interface JournalUsage extends Usage {
  readonly files: readonly ImageFile[];
  readonly unread: readonly RelPath[];
}

/** The usage for a change that relies on it: the disk is looked at anew. Throws `io` where a post cannot be read. */
export async function certainUsage(journal: JournalHandle): Promise<JournalUsage> {
  await journal.rescan();
  const usage = await journalUsage(journal);
  if (usage.unread.length === 0) return usage;
  throw new CallError('io', 'Posts that may use the image cannot be read.', { posts: usage.unread });
}

/** The usage of images by the posts of the list, with the images that are on disk now. */
export async function journalUsage(journal: JournalHandle): Promise<JournalUsage> {
  memoryOf(journal).images = null;
  return await knownUsage(journal);
}

/** The same, where images that came or went since the last time are known by the journal's events alone. */
export async function knownUsage(journal: JournalHandle): Promise<JournalUsage> {
  const memory = memoryOf(journal);
  const unread = await readPosts(journal, memory);
  // Where the system cannot watch, no event tells of an image.
  if (journal.info.problems.some(({ code }) => code === 'watch-limited')) memory.images = null;
  let images = memory.images;
  if (images === null) {
    const files = await findImages(journal.root, journal.site.destination);
    images = { files, names: imageNames(files.map(({ path }) => path)) };
    memory.images = images;
  }
  return { ...join(journal, memory, images.names), files: images.files, unread };
}

/** After a change of so many posts everything is joined anew, in the order of the list. */
const MANY = 100;

function join(journal: JournalHandle, memory: Memory, names: ImageNames): Usage {
  const { last, posts } = memory;
  const changes = last?.names === names ? changesSince(last.of, posts) : null;
  const usage =
    last === null || changes === null
      ? usageOf(
          journal.entries().map(({ path }) => [path, posts.get(path)?.uses ?? []] as const),
          names,
        )
      : changedUsage(last.usage, changes, names);
  memory.last = { usage, names, of: new Map(posts) };
  return usage;
}

/** What changed; null where it is much. */
function changesSince(
  before: ReadonlyMap<RelPath, Known>,
  after: ReadonlyMap<RelPath, Known>,
): readonly ChangedUses[] | null {
  const changes: ChangedUses[] = [];
  for (const [post, { uses }] of after) {
    const former = before.get(post)?.uses ?? [];
    if (former !== uses) changes.push({ post, before: former, after: uses });
    if (changes.length > MANY) return null;
  }
  for (const [post, { uses }] of before)
    if (!after.has(post)) changes.push({ post, before: uses, after: [] });
  return changes.length > MANY ? null : changes;
}

function memoryOf(journal: JournalHandle): Memory {
  const known = memories.get(journal);
  if (known !== undefined) return known;
  const memory: Memory = { site: '', posts: new Map(), images: null, last: null };
  memories.set(journal, memory);
  journal.onChange((event) => {
    if (event.kind === 'images' || event.kind === 'site' || event.kind === 'availability')
      memory.images = null;
    // The list's facts are rounded: a change that leaves them the same is seen by its event.
    if (event.kind !== 'changed') return;
    for (const { path } of event.change.upserted) memory.posts.delete(path);
    for (const path of event.change.removed) memory.posts.delete(path);
  });
  return memory;
}

async function readPosts(journal: JournalHandle, memory: Memory): Promise<readonly RelPath[]> {
  const { baseurl, url } = journal.site;
  const site = JSON.stringify([baseurl, url]);
  if (memory.site !== site) memory.posts.clear();
  memory.site = site;
  const changed = journal.entries().filter(({ path, size, modified }) => {
    const before = memory.posts.get(path);
    return before === undefined || before.size !== size || before.modified !== modified;
  });
  const read = postReader(journal.root, changed.length);
  const unread: RelPath[] = [];
  const turns = takeTurns();
  for (const { path, size, modified } of changed) {
    const text = await read(path);
    if (text === 'unread') {
      memory.posts.delete(path);
      unread.push(path);
      continue;
    }
    memory.posts.set(path, { size, modified, uses: imageUses(text.text, { post: path, baseurl, url }) });
    await turns.next();
  }
  return unread;
}
