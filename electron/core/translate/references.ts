// Owns: the paths in a translated body: images and files where they are in the target, posts at their addresses there.
// Must not know: which files exist, or how addresses are made.
import { encodePath } from '#core/images/escape.ts';
import { findReferences } from '#core/images/references.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference, ReferenceBase } from '#core/images/types.ts';
import { applyEdits, type Edit } from '#core/text.ts';

/** Where a reference leads in the target; null: it stays as it is. */
export type Destination = (path: string, reference: Reference) => string | null;

/** An empty block in front keeps a rule at the start of a body from being read as one. */
const LEAD = '---\n---\n';

/** Rewrites the paths of a body. `base` says where the post and its site are in the journal. */
export function rewriteReferences(body: string, base: ReferenceBase, destination: Destination): string {
  const text = LEAD + body;
  const edits: Edit[] = [];
  for (const reference of findReferences(text)) {
    const edit = referenceEdit(text, reference, base, destination);
    if (edit) edits.push(edit);
  }
  return applyEdits(text, edits).slice(LEAD.length);
}

/** The edit of one reference of a text; null where it stays. An origin before the path goes with it. */
export function referenceEdit(
  text: string,
  reference: Reference,
  base: ReferenceBase,
  destination: Destination,
): Edit | null {
  const path = resolveReference(reference, base);
  if (path === null) return null;
  const to = destination(path, reference);
  if (to === null) return null;
  const { from, origin, lead, setting } = reference;
  const start =
    lead === 'origin' && origin !== null && text.slice(from - origin.length, from) === origin
      ? from - origin.length
      : from;
  const written = text.slice(from, reference.to);
  const insert = encodePath(to, setting, written);
  return insert === text.slice(start, reference.to) ? null : { from: start, to: reference.to, insert };
}
