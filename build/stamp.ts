// Owns: whether a part of the build is up to date, by a hash over its inputs and the presence of its output.
// Must not know: what the parts are.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cache, root } from './paths.ts';

/** Hash of every file below the given paths (relative to the repository), names included. */
export function hashInputs(paths: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  const add = (path: string): void => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(`${path}/${name}`);
      return;
    }
    hash.update(`\0${path}\0`).update(readFileSync(full));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}

const stampFile = (part: string): string => join(cache, `${part}.stamp`);

/** True where `part` was last built from the same inputs and its output is still there. */
export function isFresh(part: string, hash: string, output: string): boolean {
  return existsSync(output) && existsSync(stampFile(part)) && readFileSync(stampFile(part), 'utf8') === hash;
}

export function writeStamp(part: string, hash: string): void {
  mkdirSync(cache, { recursive: true });
  writeFileSync(stampFile(part), hash);
}

/** Forgets what is up to date: the watch mode writes dist without the care of a build. */
export function forgetStamps(): void {
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    if (name.endsWith('.stamp')) rmSync(join(cache, name));
  }
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Runs `work` while no other build of this checkout runs; a lock left by a killed build is taken over. */
export async function withBuildLock<T>(work: () => Promise<T>): Promise<T> {
  mkdirSync(cache, { recursive: true });
  const lock = join(cache, 'build.lock');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (holder > 0 && !alive(holder)) rmSync(lock, { force: true });
      else await sleep(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
