// Owns: which rules a journal has switched off: the `check` part of its `.galley/settings.json`, all else in it kept.
// Must not know: the rules, or the other parts of the file.
import { dirname } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { RULES_FILE } from '#host/rules/store.ts';

const LARGEST = 1 << 20;
const MOST = 200;

export interface CheckSettings {
  /** Ids of rules that are off, each once. */
  readonly off: readonly string[];
  /** The file is there but cannot be read; nothing is off, and nothing is written into it. */
  readonly damaged: boolean;
}

interface Read extends CheckSettings {
  readonly version: string | null;
  readonly all: Readonly<Record<string, unknown>>;
}

/** Gives what is off in the journal at `root`. Changes nothing. */
export async function readCheckSettings(root: string): Promise<CheckSettings> {
  const { off, damaged } = await read(root);
  return { off, damaged };
}

async function read(root: string): Promise<Read> {
  const at = await locate(root, RULES_FILE);
  const found = at.exists ? await readRegular(at.file) : null;
  if (found === null) return { off: [], damaged: false, version: null, all: {} };
  const { version, bytes } = found;
  const damaged: Read = { off: [], damaged: true, version, all: {} };
  if (bytes.byteLength > LARGEST) return damaged;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!isMap(value)) return damaged;
    const off =
      isMap(value.check) && Array.isArray(value.check.off) ? (value.check.off as readonly unknown[]) : [];
    return { off: ids(off), damaged: false, version, all: value };
  } catch {
    return damaged;
  }
}

const ids = (list: readonly unknown[]): readonly string[] =>
  [
    ...new Set(
      list.filter((id): id is string => typeof id === 'string' && /^[a-z][a-z0-9-]{0,99}$/.test(id)),
    ),
  ].slice(0, MOST);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Switches exactly `off` off. Throws `refused` where the file cannot be read, `conflict` where it changed meanwhile. */
export async function writeCheckSettings(root: string, off: readonly string[]): Promise<CheckSettings> {
  const { version, all, damaged } = await read(root);
  if (damaged)
    throw new CallError(
      'refused',
      'The journal’s settings file cannot be read, so nothing is written to it.',
    );
  const before = isMap(all.check) ? all.check : {};
  const next = ids(off);
  const text = `${JSON.stringify({ version: 1, ...all, check: { ...before, off: next } }, null, 2)}\n`;
  const at = await locate(root, RULES_FILE);
  await makeFolder(at.root, dirname(at.file));
  const result = await writeAtomic(at.file, Buffer.from(text), version);
  if (!result.ok) throw new CallError('conflict', 'The journal’s settings were changed on disk meanwhile.');
  return { off: next, damaged: false };
}
