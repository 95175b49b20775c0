// Owns: keeping the history within its bound: which versions go first, and which stored bytes nobody needs.
// Must not know: when that is done.
import { unlink } from 'node:fs/promises';
import type { RelPath } from '#core/journal/entry.ts';
import type { KeptVersion, PostHistory } from './index-file.ts';
import type { ObjectStore } from './objects.ts';

export interface Collection {
  readonly objects: ObjectStore;
  /** The files of all lists of versions. */
  readonly files: readonly string[];
  readonly readList: (file: string) => Promise<PostHistory | null>;
  readonly writeList: (file: string, path: RelPath, versions: readonly KeptVersion[]) => Promise<void>;
  readonly limits: { readonly space: number; readonly age: number };
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Candidate {
  readonly list: number;
  readonly item: KeptVersion;
  readonly newest: boolean;
}

/**
 * Removes stored bytes that no list names and that are old (a list may have been damaged lately), then, while more than the
 * bound is used, the oldest versions, the last one of each post at the very end. Gives the bytes that remain on disk.
 */
export async function collectHistory(collection: Collection): Promise<number> {
  const { objects, limits, now } = collection;
  const stored = new Map((await objects.list()).map((object) => [object.version, object]));
  const lists: (PostHistory | null)[] = [];
  for (const file of collection.files) lists.push(await collection.readList(file));
  const users = new Map<string, number>();
  for (const list of lists) {
    for (const { version } of list?.versions ?? []) users.set(version, (users.get(version) ?? 0) + 1);
  }
  let used = 0;
  for (const object of stored.values()) {
    const orphan = !users.has(object.version);
    if (orphan && object.modified < now - limits.age) await objects.remove(object.version);
    else used += object.size;
  }
  if (used <= limits.space) return used;

  const goal = limits.space * 0.9;
  for (const object of stored.values()) {
    if (used <= goal || users.has(object.version)) continue;
    await objects.remove(object.version);
    used -= object.size;
  }
  const gone = lists.map(() => new Set<KeptVersion>());
  for (const { list, item } of oldestFirst(lists)) {
    if (used <= goal) break;
    gone[list]?.add(item);
    const left = (users.get(item.version) ?? 1) - 1;
    users.set(item.version, left);
    if (left > 0) continue;
    await objects.remove(item.version);
    used -= stored.get(item.version)?.size ?? 0;
  }
  await writeBack(collection, lists, gone);
  return used;
}

function oldestFirst(lists: readonly (PostHistory | null)[]): readonly Candidate[] {
  const all = lists.flatMap((list, index) =>
    (list?.versions ?? []).map((item, at) => ({ list: index, item, newest: at === 0 })),
  );
  return all.sort((a, b) => Number(a.newest) - Number(b.newest) || a.item.saved - b.item.saved);
}

async function writeBack(
  collection: Collection,
  lists: readonly (PostHistory | null)[],
  gone: readonly ReadonlySet<KeptVersion>[],
): Promise<void> {
  for (const [index, file] of collection.files.entries()) {
    const list = lists[index];
    const removed = gone[index];
    if (list === null || list === undefined || removed === undefined || removed.size === 0) continue;
    const left = list.versions.filter((item) => !removed.has(item));
    if (left.length === 0) await unlink(file);
    else await collection.writeList(file, list.path, left);
  }
}
