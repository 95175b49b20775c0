// Owns: hashes of files that need not be read again while their facts stay the same.
// Must not know: whose files they are.
import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Two facts of the clock's last moment could be equal before and after a change; such a file is read again. */
const UNSURE_NS = 2_000_000_000n;

/** What is remembered of a file beside its hash: opaque to the cache, plain JSON. */
export interface Known<T> {
  readonly hash: string;
  readonly size: number;
  readonly more: T;
}

interface Stored<T> extends Known<T> {
  readonly facts: string;
}

export interface HashCache<T> {
  get(path: string, facts: BigIntStats): Known<T> | null;
  set(path: string, facts: BigIntStats, known: Known<T>): void;
  /** Writes what changed. With `prune`, paths that were not asked for since loading are forgotten. */
  save(prune: boolean): Promise<void>;
}

const FORMAT = 2;

/**
 * Loads the cache kept in `file`; an absent or broken one is empty. `accept` checks what was remembered. `now` is the clock in
 * milliseconds since the epoch.
 */
export async function loadHashes<T>(
  file: string,
  now: () => number,
  accept: (more: unknown) => more is T,
): Promise<HashCache<T>> {
  const before = await readStored(file, accept);
  const used = new Map<string, Stored<T>>();
  let changed = false;
  return {
    get(path, facts) {
      const found = used.get(path) ?? before.get(path);
      if (!found || found.facts !== factsKey(facts)) return null;
      used.set(path, found);
      return found;
    },
    set(path, facts, known) {
      const sure = BigInt(Math.floor(now())) * 1_000_000n - UNSURE_NS;
      if (facts.mtimeNs > sure || facts.ctimeNs > sure) return;
      used.set(path, { ...known, facts: factsKey(facts) });
      changed = true;
    },
    async save(prune) {
      const kept = prune ? used : new Map([...before, ...used]);
      if (!changed && kept.size === before.size) return;
      const temp = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(temp, JSON.stringify({ format: FORMAT, files: [...kept] }));
        await rename(temp, file);
      } catch {
        // A cache that cannot be kept costs time at the next plan, and nothing else.
        await unlink(temp).catch(() => undefined);
      }
    },
  };
}

function factsKey({ size, mtimeNs, ctimeNs, ino, dev }: BigIntStats): string {
  return `${size} ${mtimeNs} ${ctimeNs} ${ino} ${dev}`;
}

async function readStored<T>(
  file: string,
  accept: (more: unknown) => more is T,
): Promise<Map<string, Stored<T>>> {
  const stored = new Map<string, Stored<T>>();
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isObject(value) || value.format !== FORMAT || !Array.isArray(value.files)) return stored;
    for (const item of value.files as readonly unknown[]) {
      if (!Array.isArray(item)) continue;
      const [path, known] = item as readonly unknown[];
      if (typeof path !== 'string' || !isObject(known)) continue;
      const { hash, size, facts, more } = known;
      if (typeof hash !== 'string' || typeof size !== 'number' || typeof facts !== 'string') continue;
      if (accept(more)) stored.set(path, { hash, size, facts, more });
    }
  } catch {
    // Rebuilt from the disk.
  }
  return stored;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
