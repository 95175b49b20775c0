// Owns: reading one regular file whole, with the facts that tell whether it changed since.
// Must not know: what the bytes mean.
import { constants } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallError } from '#contract/errors.ts';
import { diskFileSystem, errnoOf, type FileFacts, type FileSystem } from './file-system.ts';
import { versionOfBig } from './version.ts';

export interface ReadFile {
  readonly bytes: Uint8Array;
  readonly version: string;
  /** From before the bytes were read: a change since then shows in any later look. */
  readonly facts: FileFacts;
  /** The file did not change while it was read. */
  readonly steady: boolean;
}

/** Posts and images beyond this are not read into memory. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Reads a regular file; null where there is none. A pipe, socket or device is refused without waiting for it; so is a file
 * beyond `MAX_FILE_BYTES`.
 */
export async function readRegular(file: string, fs: FileSystem = diskFileSystem): Promise<ReadFile | null> {
  // Windows has no O_NONBLOCK, and needs none: it has no pipes in folders.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  let handle: Awaited<ReturnType<FileSystem['open']>>;
  try {
    handle = await fs.open(file, flags);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (code === 'ENXIO') throw notAFile();
    throw error;
  }
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw notAFile();
    if (facts.size > MAX_FILE_BYTES) {
      throw new CallError('too-large', 'The file is too large to open.', { size: Number(facts.size) });
    }
    const bytes = await handle.readAll();
    const steady = sameFacts(facts, await handle.stat()) && facts.size === BigInt(bytes.byteLength);
    return { bytes, version: await versionOfBig(bytes), facts, steady };
  } finally {
    await handle.close();
  }
}

function notAFile(): CallError {
  return new CallError('refused', 'That name is no regular file.');
}

/** True where the two facts are of the same unchanged file: size, time in nanoseconds, inode. */
export function sameFacts(one: FileFacts, other: FileFacts): boolean {
  return (
    one.size === other.size && one.mtimeNs === other.mtimeNs && one.ino === other.ino && one.dev === other.dev
  );
}

/** Other programs write a file in steps; they pause no longer than this between them. Milliseconds. */
const STEP = 60;
const MAX_STEPS = 20;

/**
 * Reads a file that another program may be writing just now: again and again until it has stayed the same for a moment, but
 * no longer than about a second.
 */
export async function readSettled(file: string, fs: FileSystem = diskFileSystem): Promise<ReadFile | null> {
  let found = await readRegular(file, fs);
  for (let n = 0; n < MAX_STEPS; n++) {
    if (found?.steady && Date.now() - Number(found.facts.mtimeNs) / 1e6 > STEP) return found;
    await sleep(STEP);
    const next = await readRegular(file, fs);
    if (found === null && next === null) return null;
    if (found !== null && next?.steady && sameFacts(found.facts, next.facts)) return next;
    found = next;
  }
  return found;
}
