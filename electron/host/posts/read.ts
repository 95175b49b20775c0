// Owns: reading one post for the editor, exactly as stored.
// Must not know: how posts are written.

import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { readRegular, readSettled } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { freshEntry, knownEntry, locatePost } from './deps.ts';

/** The post's text, version and value. A file that is no UTF-8 is shown and marked read-only. Changes nothing on disk. */
export async function readPost(journal: JournalHandle, path: RelPath): Promise<CallResult<'post.read'>> {
  const at = await locatePost(journal, path);
  const first = at.exists ? await readRegular(at.file) : null;
  const ours = first !== null && journal.isOwnWrite(path, first.version);
  // What another program is writing just now must not reach the editor half-way.
  const found = first === null || ours ? first : await readSettled(at.file);
  if (found === null) throw new CallError('not-found', 'The post is not there any more.');
  const known = journal.entry(path);
  const current = known !== null && known.size === found.bytes.byteLength && isAsOld(known.modified, found);
  const entry = current ? knownEntry(journal, path) : await freshEntry(journal, path);
  const { text, misfit } = textOf(found.bytes);
  return { path, text, version: found.version, entry, readOnly: misfit !== null };
}

/** The list may hold whole milliseconds where the disk has nanoseconds. */
function isAsOld(modified: number, found: { readonly facts: { readonly mtimeNs: bigint } }): boolean {
  return Math.abs(modified - Number(found.facts.mtimeNs) / 1e6) < 1.5;
}
