// Owns: the uses of images in all posts of the open journal, read again only where a post has changed.
// Must not know: what is done with unused or broken ones.
import { CallError } from '#contract/errors.ts';
import {
  type ChangedUses,
  changedUsage,
  type ImageNames,
  type ImageUse,
  type ImageUser,
  imageNames,
  imageUses,
  siteUses,
  type Usage,
  usageOf,
} from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { postReader } from './post-texts.ts';
import { takeTurns } from './turns.ts';
import { findFiles, type ImageFile } from './walk.ts';

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
  readonly pages: Map<RelPath, Known>;
  images: {
    readonly files: readonly ImageFile[];
    readonly names: ImageNames;
    /** Users that are no posts. */
    readonly pages: ReadonlyMap<string, readonly ImageUser[]>;
  } | null;
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
  /** Image to the pages, layouts, styles and data files that use it; such an image does not count as unused. */
  readonly pages: ReadonlyMap<string, readonly ImageUser[]>;
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
    const found = await findFiles(journal.root, journal.site.destination);
    const names = imageNames(found.images.map(({ path }) => path));
    images = { files: found.images, names, pages: await readPages(journal, memory, found.texts, names) };
    memory.images = images;
  }
  const { names, files, pages } = images;
  const usage = join(journal, memory, names);
  const unused = usage.unused.filter((image) => !pages.has(image));
  return { ...usage, unused, files, pages, unread };
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

/** Tells that images came or went by the host's own doing. */
export function forgetImages(journal: JournalHandle): void {
  memoryOf(journal).images = null;
}

function memoryOf(journal: JournalHandle): Memory {
  const known = memories.get(journal);
  if (known !== undefined) return known;
  const memory: Memory = { site: '', posts: new Map(), pages: new Map(), images: null, last: null };
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

/** The uses of files that are no posts; what they refer to and is not there is nobody's business here. */
async function readPages(
  journal: JournalHandle,
  { pages }: Memory,
  texts: readonly ImageFile[],
  names: ImageNames,
): Promise<ReadonlyMap<string, readonly ImageUser[]>> {
  const files = texts.filter(({ path }) => journal.entry(path) === null);
  const read = postReader(journal.root);
  const turns = takeTurns();
  const there = new Set<RelPath>();
  for (const { path, size, modified } of files) {
    there.add(path);
    const before = pages.get(path);
    if (before !== undefined && before.size === size && before.modified === modified) continue;
    const text = await read(path);
    if (text === 'unread') continue;
    pages.set(path, { size, modified, uses: siteUses(path, text.text, journal.site) });
    await turns.next();
  }
  for (const path of pages.keys()) if (!there.has(path)) pages.delete(path);
  return usageOf(
    Array.from(pages, ([path, { uses }]) => [path, uses] as const),
    names,
  ).users;
}

async function readPosts(journal: JournalHandle, memory: Memory): Promise<readonly RelPath[]> {
  const { baseurl, url } = journal.site;
  const site = JSON.stringify([baseurl, url]);
  if (memory.site !== site) {
    memory.posts.clear();
    memory.pages.clear();
    memory.images = null;
  }
  memory.site = site;
  const changed = journal.entries().filter(({ path, size, modified }) => {
    const before = memory.posts.get(path);
    return before === undefined || before.size !== size || before.modified !== modified;
  });
  const read = postReader(journal.root);
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
