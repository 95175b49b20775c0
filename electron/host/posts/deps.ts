// Owns: what the calls on posts need of the rest of the host, and the small steps they share.
// Must not know: any one call.
import { CallError } from '#contract/errors.ts';
import type { Settings } from '#contract/values.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { BackupStore } from '#host/backup/store.ts';
import { type Located, locate } from '#host/files/contain.ts';
import { checkPostPath } from '#host/files/names.ts';
import type { Queues } from '#host/files/queues.ts';
import { type ReadFile, readRegular, readSettled } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { HistoryStore } from '#host/history/store.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { Ports } from '#host/ports.ts';

export interface PostDeps {
  /** The open journal, or throws `no-journal`. */
  readonly journal: () => JournalHandle;
  readonly settings: () => Settings;
  readonly backups: BackupStore;
  readonly history: HistoryStore;
  readonly queues: Queues;
  readonly ports: Pick<Ports, 'now' | 'log' | 'trash' | 'reveal'>;
}

/** The queue of one post: a save, a rename and a deletion of it never overlap. */
export function postKey(journal: JournalHandle, path: RelPath): string {
  return `post:${journal.info.id}:${path}`;
}

/** Where a post's file is; throws where the path is no post's or leads outside. */
export async function locatePost(journal: JournalHandle, path: RelPath): Promise<Located> {
  checkPostPath(path, journal.entry(path) !== null);
  return await locate(journal.root, path);
}

/** The post's file as it is now; throws `not-found`, or `conflict` where it is no longer `base`. */
export async function readBase(at: Located, base: string): Promise<ReadFile> {
  const found = at.exists ? await readRegular(at.file) : null;
  if (found === null) throw new CallError('not-found', 'The post is not there any more.');
  if (found.version !== base) throw conflict(await readSettled(at.file));
  return found;
}

/** The failure that carries what is on disk; both null where the file is gone. Absence is not deletion. */
export function conflict(found: ReadFile | null): CallError {
  if (found === null) {
    return new CallError('conflict', 'The post is not on disk any more.', { text: null, version: null });
  }
  const { text, misfit } = textOf(found.bytes);
  const detail = { text, version: found.version, readOnly: misfit !== null };
  return new CallError('conflict', 'The post was changed on disk meanwhile.', detail);
}

/** Takes over what was just written or moved and gives the post's value. */
export async function freshEntry(journal: JournalHandle, path: RelPath): Promise<PostEntry> {
  await journal.refresh([path]);
  return knownEntry(journal, path);
}

export function knownEntry(journal: JournalHandle, path: RelPath): PostEntry {
  const entry = journal.entry(path);
  if (entry === null) throw new CallError('not-found', 'The journal has no such post.');
  return entry;
}

/** Keeps a version in the history. A history that fails must not stand between a person and saving: it is logged. */
export async function keepVersion(
  deps: PostDeps,
  journal: JournalHandle,
  path: RelPath,
  file: Pick<ReadFile, 'bytes' | 'version'>,
): Promise<void> {
  try {
    await deps.history.keep(journal.info.id, path, file.bytes, file.version);
  } catch (error) {
    deps.ports.log('error', 'a version could not be kept in the history', error);
  }
}

/** Bytes of a post's text. Throws `not-utf8` where it holds half a character, which would be lost in writing. */
export function bytesOf(text: string): Uint8Array {
  const half = text.search(/\p{Surrogate}/u);
  if (half >= 0) throw new CallError('not-utf8', 'The text holds half of a character.', { offset: half });
  return Buffer.from(text, 'utf8');
}
