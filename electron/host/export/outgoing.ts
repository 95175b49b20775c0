// Owns: what the journal would publish: the chosen posts as the target needs them, and the images they bring.
// Must not know: what the target holds. Only reads.
import { join } from 'node:path';
import { bringFiles, isCompanion, type PostWants, wantedFiles } from '#core/export/bring.ts';
import { isSafeTargetPath, placeCompanion, placePost } from '#core/export/paths.ts';
import type { OutgoingFile } from '#core/export/types.ts';
import { isImagePath } from '#core/images/file-kinds.ts';
import { findReferences } from '#core/images/references.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { PostLoss } from '#core/translate/types.ts';
import { readRegular } from '#host/files/read-file.ts';
import { versionOf } from '#host/files/version.ts';
import { createFileIndex } from './file-index.ts';
import type { HashCache } from './hashes.ts';
import { createInspector, type Inspector } from './inspect.ts';
import { decode, type JournalView, readSource, type Selection } from './journal-view.ts';
import { about, binaryName, eachOf, staleSource, unreadable } from './outgoing-words.ts';
import { type Placed, type Publishing, publish } from './publish.ts';

/** What is remembered of a journal's file beside its hash: the files it wants. */
export type PostFacts = readonly RelPath[];

export interface Outgoing {
  readonly files: readonly OutgoingFile[];
  readonly problems: readonly Problem[];
  /** Title by path in the journal. */
  readonly titles: ReadonlyMap<RelPath, string>;
  /** What posts lose or change on their way; absent where nothing is translated. */
  readonly losses?: readonly PostLoss[];
  /** The bytes for a path of the target, read from the journal now. */
  readonly read: (path: RelPath) => Promise<Uint8Array>;
}

interface Context extends Publishing {
  readonly cache: HashCache<PostFacts>;
  readonly inspect: Inspector;
}

interface Seen {
  readonly hash: string;
  readonly size: number;
  readonly wanted: readonly RelPath[];
}

/** Checks what a cache file remembers. */
export function isPostFacts(value: unknown): value is PostFacts {
  return Array.isArray(value) && value.every((path) => typeof path === 'string' && isSafeTargetPath(path));
}

/** Collects what goes out. `baseurl` is that of the target's site. Files are hashed again only where their facts changed. */
export async function collectOutgoing(
  view: JournalView,
  selection: Selection,
  baseurl: string,
  cache: HashCache<PostFacts>,
): Promise<Outgoing> {
  const context: Context = {
    view,
    baseurl,
    cache,
    inspect: createInspector(view.root),
    index: createFileIndex(view.root),
  };
  const problems: Problem[] = [];
  const placed = placeAll(view, selection, problems);
  const seen = await eachOf(placed, ({ entry }) => see(context, entry.path));
  const posts: OutgoingFile[] = [];
  const wants: PostWants[] = [];
  for (const [at, post] of placed.entries()) {
    const facts = seen[at];
    if (!facts) {
      problems.push(unreadable(post.entry.path));
      continue;
    }
    const { path: source } = post.entry;
    wants.push({ post: source, wanted: facts.wanted });
    const { hash, size } = await asPublished(context, post, facts);
    posts.push({
      path: post.path,
      source,
      kind: 'post',
      hash,
      size,
      binary: false,
      broughtBy: [source],
      former: [],
    });
  }
  const brought = bringFiles(wants, context.index);
  const companions = await eachOf([...brought], async ([source, broughtBy]): Promise<OutgoingFile | null> => {
    const path = placeCompanion(source, view);
    const facts = path === null ? null : await see(context, source);
    if (path === null || !facts) {
      problems.push(unreadable(source));
      return null;
    }
    const { hash, size } = facts;
    const kind = isImagePath(path) ? 'image' : 'file';
    return {
      path,
      source,
      kind,
      hash,
      size,
      binary: binaryName(path),
      broughtBy,
      former: [],
    };
  });
  const files = [...posts, ...companions.filter((file) => file !== null)];
  const bySource = new Map(placed.map((post) => [post.path, post]));
  const sources = new Map(files.map((file) => [file.path, file.source]));
  return {
    files,
    problems,
    titles: new Map(placed.map(({ entry }) => [entry.path, entry.title])),
    read: async (path) => {
      const source = sources.get(path);
      const file = source && (await readSource(view.root, source));
      if (!file) throw staleSource(path);
      const post = bySource.get(path);
      return post ? publish({ ...context, index: createFileIndex(view.root) }, post, file) : file.bytes;
    },
  };
}

function placeAll(view: JournalView, selection: Selection, problems: Problem[]): readonly Placed[] {
  const wanted = selection.posts && new Set(selection.posts);
  const placed: Placed[] = [];
  for (const entry of view.entries) {
    if (wanted && !wanted.delete(entry.path)) continue;
    if (entry.draft && !selection.drafts) {
      if (wanted) problems.push(about(entry.path, 'draft-left-out', 'info', 'is a draft and stays at home.'));
      continue;
    }
    const place = placePost(entry, view);
    if (place.ok) placed.push({ entry, path: place.path, folders: place.folders });
    else if (place.why === 'no-date')
      problems.push(
        about(entry.path, 'no-date', 'warning', 'has no date, so a blog cannot place it; it is left out.'),
      );
    else
      problems.push(
        about(entry.path, 'unsafe-path', 'warning', 'has a path that cannot be written; it is left out.'),
      );
  }
  for (const path of wanted ?? [])
    problems.push(about(path, 'post-gone', 'warning', 'is not in the journal any more.'));
  return placed;
}

/** Hash, size and wanted files of a file of the journal; null where it is gone, no file, or leads out of the journal. */
async function see({ view, cache, inspect }: Context, path: RelPath): Promise<Seen | null> {
  const there = inspect(path);
  if (there.is === 'absent') return null;
  const known = there.is === 'file' ? cache.get(path, there.facts) : null;
  if (known) return { hash: known.hash, size: known.size, wanted: known.more };
  // Nothing on the way is a link, so the path is where it says.
  const file = await (there.is === 'file' ? readRegular(join(view.root, path)) : readSource(view.root, path));
  if (!file) return null;
  const text = isCompanion(path) ? null : decode(file.bytes);
  const wanted = text === null ? [] : wantedFiles(findReferences(text), { ...view.site, post: path });
  const seen = { hash: file.version, size: file.bytes.byteLength, wanted };
  if (there.is === 'file') cache.set(path, there.facts, { hash: seen.hash, size: seen.size, more: wanted });
  return seen;
}

async function asPublished(
  context: Context,
  post: Placed,
  seen: Seen,
): Promise<{ hash: string; size: number }> {
  const { view } = context;
  if (view.kind === 'jekyll' || (post.folders.length === 0 && seen.wanted.length === 0)) return seen;
  const file = await readSource(view.root, post.entry.path);
  if (!file) return seen;
  const bytes = publish(context, post, file);
  return { hash: versionOf(bytes), size: bytes.byteLength };
}
