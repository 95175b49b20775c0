// Owns: the journal's own settings, in `.galley/settings.json` inside it: read with suspicion, written whole or not at all.
// Must not know: what the rules are used for.
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { journalRules, type StoredRules } from '#contract/rules-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { type JournalRules, noRules } from '#core/journal/rules.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';

/** A hidden folder: no build and no list looks into it, and an export never takes it. */
export const RULES_FILE = '.galley/settings.json' as RelPath; // a constant, relative

const FORMAT = 1;
const LARGEST = 1 << 20;

interface Read extends StoredRules {
  /** What else the file holds, by a later version of the program or by hand. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Gives the rules stored in the journal at `root`; none where there is no file. Changes nothing on disk. */
export async function readRules(root: string): Promise<StoredRules> {
  const { rules, version, damaged } = await read(root);
  return { rules, version, damaged };
}

async function read(root: string): Promise<Read> {
  const none: Read = { rules: noRules, version: null, damaged: false, rest: {} };
  const at = await locate(root, RULES_FILE);
  const found = at.exists ? await readRegular(at.file) : null;
  if (found === null) return none;
  const { version } = found;
  const damaged: Read = { ...none, version, damaged: true };
  if (found.bytes.byteLength > LARGEST) return damaged;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(found.bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return damaged;
    const { version: _format, posts, ...rest } = { version: 0, posts: undefined, ...value };
    if (posts === undefined) return { ...none, version, rest };
    const rules = journalRules.safeParse(posts);
    return rules.success ? { rules: rules.data, version, damaged: false, rest } : damaged;
  } catch {
    return damaged;
  }
}

/**
 * Stores the rules if the file still is `base` (a version; null: no file). A damaged one is renamed to `settings.json.broken-NOW`
 * first. Throws `conflict` where the file is another, and whatever the disk says.
 */
export async function writeRules(
  root: string,
  rules: JournalRules,
  base: string | null,
  now: number,
): Promise<StoredRules> {
  const at = await locate(root, RULES_FILE);
  const before = await read(root);
  if (before.version !== base) throw changed();
  if (before.damaged) await rename(at.file, `${at.file}.broken-${now}`);
  const text = `${JSON.stringify({ version: FORMAT, posts: rules, ...before.rest }, null, 2)}\n`;
  await makeFolder(at.root, dirname(at.file));
  const result = await writeAtomic(at.file, Buffer.from(text), before.damaged ? null : base);
  if (!result.ok) throw changed();
  return { rules, version: result.version, damaged: false };
}

const changed = (): CallError =>
  new CallError('conflict', 'The journal’s settings were changed on disk meanwhile.');
