// Owns: that two processes of ours (an app and a command line, two windows) never compare and replace one file at once.
// Must not know: how a file is written. Other programs do not heed it; for them there is the comparison alone.

import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf } from './file-system.ts';
import { isAlive } from './is-alive.ts';
import { keyOf } from './key.ts';

/** What the lock guards takes a few milliseconds. A holder that is silent for this long is stopped or gone. */
const PATIENCE = 5000;
/** A lock without a holder's name is one whose maker died while making it. */
const UNNAMED = 1000;

let folder: Promise<string | null> | null = null;

/** The folder of this user's locks; null where none can be made, and then there are no locks. */
function lockFolder(): Promise<string | null> {
  folder ??= (async () => {
    const { uid, username } = userInfo();
    const path = join(tmpdir(), `galley-locks-${uid >= 0 ? uid : keyOf(username).slice(0, 8)}`);
    await mkdir(path, { recursive: true, mode: 0o700 });
    const facts = await stat(path);
    return uid < 0 || facts.uid === uid ? path : null;
  })().catch(() => null);
  return folder;
}

/** Runs `job` while no other process of ours is inside for the same file (real absolute path). */
export async function withWriteLock<T>(file: string, job: () => Promise<T>): Promise<T> {
  const locks = await lockFolder();
  if (locks === null) return await job();
  const lock = join(locks, keyOf(file));
  const name = `${process.pid} ${randomBytes(6).toString('hex')}`;
  const mine = await acquire(lock, name);
  try {
    return await job();
  } finally {
    if (mine) await release(lock, name);
  }
}

/** False where the lock could not be had in time: the comparison must do then. */
async function acquire(lock: string, name: string): Promise<boolean> {
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline) {
    try {
      const handle = await open(lock, 'wx', 0o600);
      await handle.writeFile(name).finally(() => handle.close());
      return true;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') return false;
    }
    const holder = await holderOf(lock);
    if (holder === null) continue;
    if (holder.gone) await breakLock(lock, holder.name);
    else await sleep(1 + Math.random() * 4);
  }
  return false;
}

async function holderOf(lock: string): Promise<{ name: string; gone: boolean } | null> {
  try {
    const name = await readFile(lock, 'utf8');
    if (name !== '') return { name, gone: !isAlive(Number.parseInt(name, 10)) };
    return { name, gone: (await stat(lock)).mtimeMs < Date.now() - UNNAMED };
  } catch {
    return null;
  }
}

/** Takes a dead holder's lock away, and puts it back if it has come to be another's just now. */
async function breakLock(lock: string, holder: string): Promise<void> {
  const aside = `${lock}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(lock, aside);
    if ((await readFile(aside, 'utf8')) !== holder) await link(aside, lock).catch(() => undefined);
    await unlink(aside);
  } catch {
    // Another process was quicker.
  }
}

async function release(lock: string, name: string): Promise<void> {
  const holder = await readFile(lock, 'utf8').catch(() => null);
  if (holder === name) await unlink(lock).catch(() => undefined);
}
