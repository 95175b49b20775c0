// Owns: making the fixes of findings in a post's file: only those bytes change, and only if the file still is what was checked.
// Must not know: which fixes are wanted, or the rules.
import type { Finding } from '#core/check/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { applyEdits, type Edit } from '#core/text.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';

/** Edits of several fixes as one list: sorted, and of two that overlap the first. `count`: the fixes that are in it. */
export function mergeFixes(findings: readonly Finding[]): {
  readonly edits: readonly Edit[];
  readonly count: number;
} {
  const fixes = findings
    .flatMap(({ fix }) => (fix === null || fix.length === 0 ? [] : [fix]))
    .sort((a, b) => (a[0]?.from ?? 0) - (b[0]?.from ?? 0));
  const edits: Edit[] = [];
  let count = 0;
  for (const fix of fixes) {
    const last = edits.at(-1);
    if (last && fix.some((edit) => edit.from < last.to || (edit.from === last.from && edit.to === last.to)))
      continue;
    edits.push(...fix);
    count++;
  }
  return { edits, count };
}

/** Mends a file on disk; false where it is gone, no UTF-8 text, or changed while it was mended. */
export async function fixFile(root: string, path: RelPath, edits: readonly Edit[]): Promise<boolean> {
  const at = await locate(root, path);
  const found = at.exists ? await readRegular(at.file) : null;
  if (found === null) return false;
  const { text, misfit } = textOf(found.bytes);
  if (misfit !== null || edits.some(({ to }) => to > text.length)) return false;
  const result = await writeAtomic(at.file, Buffer.from(applyEdits(text, edits), 'utf8'), found.version);
  return result.ok;
}
