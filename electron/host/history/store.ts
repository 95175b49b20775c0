// Owns: every version of a post that was saved or overwritten, within a bound of space; it outlives renames and deletion.
// Must not know: the wire, or how posts are written.
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RelPath } from '#core/journal/entry.ts';
import { keyOf } from '#host/files/key.ts';
import { readPrivate, writePrivate } from '#host/files/private-file.ts';
import { createQueues } from '#host/files/queues.ts';
import { withWriteLock } from '#host/files/write-lock.ts';
import { collectHistory } from './collect.ts';
import { addVersion, type Keep, type KeptVersion, mergeVersions, parseHistory } from './index-file.ts';
import { createObjects } from './objects.ts';

export interface HistoryStore {
  /** Keeps these bytes as a version of the post. `journal` is the journal's handle. */
  keep(journal: string, path: RelPath, bytes: Uint8Array, version: string): Promise<void>;
  /** Keeps several versions of several posts, oldest first; others get their turn now and then. */
  keepMany(
    journal: string,
    posts: readonly { readonly path: RelPath; readonly versions: readonly VersionBytes[] }[],
  ): Promise<void>;
  /** Newest first. */
  list(journal: string, path: RelPath): Promise<readonly KeptVersion[]>;
  /** The bytes of a version of this post; null where it has no such version. */
  read(journal: string, path: RelPath, version: string): Promise<Uint8Array | null>;
  /** The post has another name now; what either name had is its history. */
  moved(journal: string, from: RelPath, to: RelPath): Promise<void>;
  idle(): Promise<void>;
}

/** The bytes of a version of a post. */
export interface VersionBytes {
  readonly version: string;
  readonly bytes: Uint8Array;
}

/** So many posts are kept at once, because waiting for the disk is most of the work. */
const AT_ONCE = 8;

export interface HistoryLimits extends Keep {
  /** Bytes on disk of all journals together. */
  readonly space: number;
}

/** Safety goal D10: at least 50 versions of each post, or 30 days, and no more than 200 MB. */
export const defaultLimits: HistoryLimits = {
  count: 50,
  age: 30 * 86_400_000,
  dense: 500,
  spacing: 5 * 60_000,
  space: 200 * 1000 * 1000,
};

export function createHistory(
  folder: string,
  now: () => number,
  log: (level: 'warn', message: string, detail?: unknown) => void,
  limits: HistoryLimits = defaultLimits,
): HistoryStore {
  const queues = createQueues();
  const objects = createObjects(join(folder, 'objects'));
  const lists = join(folder, 'posts');
  const fileOf = (journal: string, path: RelPath) => join(lists, keyOf(journal), `${keyOf(path)}.json`);
  /** Bytes on disk, once counted. */
  let used: number | null = null;

  const readList = (file: string) =>
    readPrivate(file, parseHistory, now(), (error) =>
      log('warn', 'a damaged list of versions was kept aside', error),
    );
  const writeList = (file: string, path: RelPath, versions: readonly KeptVersion[]) =>
    writePrivate(file, Buffer.from(JSON.stringify({ path, versions })));

  const makeRoom = async () => {
    used = await collectHistory({
      objects,
      files: await listFiles(lists),
      readList,
      writeList,
      limits,
      now: now(),
    });
  };

  // One lock for all, also across processes: keeping and collecting must not cross, and each is short.
  const locked = <T>(job: () => Promise<T>) => queues.run(['history'], () => withWriteLock(folder, job));

  /** Adds versions to one post's list; gives the bytes added on disk. */
  const add = async (journal: string, path: RelPath, versions: readonly VersionBytes[]): Promise<number> => {
    const file = fileOf(journal, path);
    const before = (await readList(file))?.versions ?? [];
    let after: readonly KeptVersion[] = before;
    let added = 0;
    for (const { version, bytes } of versions) {
      if (after[0]?.version === version) continue;
      added += await objects.put(version, bytes);
      after = addVersion(after, { version, saved: now(), size: bytes.byteLength }, limits);
    }
    if (after !== before) await writeList(file, path, after);
    return added;
  };
  const count = async (added: number): Promise<void> => {
    if (used === null) await makeRoom();
    else used += added;
    if ((used ?? 0) > limits.space) await makeRoom();
  };

  return {
    keep: (journal, path, bytes, version) =>
      locked(async () => await count(await add(journal, path, [{ version, bytes }]))),
    async keepMany(journal, posts) {
      for (let at = 0; at < posts.length; at += AT_ONCE) {
        const some = posts.slice(at, at + AT_ONCE);
        await locked(async () => {
          const added = await Promise.all(some.map(({ path, versions }) => add(journal, path, versions)));
          await count(added.reduce((sum, each) => sum + each, 0));
        });
      }
    },
    list: (journal, path) => locked(async () => (await readList(fileOf(journal, path)))?.versions ?? []),
    read: (journal, path, version) =>
      locked(async () => {
        const list = await readList(fileOf(journal, path));
        const has = list?.versions.some((item) => item.version === version) === true;
        return has ? await objects.get(version) : null;
      }),
    moved: (journal, from, to) =>
      locked(async () => {
        const old = await readList(fileOf(journal, from));
        if (old === null || from === to) return;
        const there = await readList(fileOf(journal, to));
        await writeList(fileOf(journal, to), to, mergeVersions(old.versions, there?.versions ?? []));
        await unlink(fileOf(journal, from));
      }),
    idle: () => queues.idle(),
  };
}

async function listFiles(lists: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const journal of await readdir(lists).catch(() => [])) {
    for (const name of await readdir(join(lists, journal)).catch(() => [])) {
      if (name.endsWith('.json')) files.push(join(lists, journal, name));
    }
  }
  return files;
}
