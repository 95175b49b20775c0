// Owns: making the references of a post follow files that move, by the bytes of their paths alone.
// Must not know: how files are moved, or who asked.
import type { Edit } from '../text.ts';
import { encodePath } from './escape.ts';
import { findReferences } from './references.ts';
import { resolveReference, spellReference } from './resolve.ts';
import type { ReferenceBase } from './types.ts';
import { isVague } from './vague.ts';

/**
 * Gives the edits that make every reference of `text` that meant a moved file mean its new path. `moved` gives the new path
 * of an old one (composed, below the root), or null where it stays. `after`: the post's own place then, if it moves too;
 * relative references are rewritten for it. `byEnd`: the new spelling of a path in front matter or an include that only the theme
 * completes (see `isVague`), or null where it stays.
 */
export function followMoves(
  text: string,
  base: ReferenceBase,
  moved: (path: string) => string | null,
  after: ReferenceBase = base,
  byEnd: (path: string) => string | null = () => null,
): readonly Edit[] {
  const edits: Edit[] = [];
  for (const reference of findReferences(text)) {
    const target = resolveReference(reference, base);
    if (target === null) continue;
    const to = moved(target);
    const written = text.slice(reference.from, reference.to);
    const completed = to === null && isVague(reference) ? byEnd(reference.path.normalize('NFC')) : null;
    if (completed !== null) {
      const insert = encodePath(completed, reference.setting, written);
      edits.push({ from: reference.from, to: reference.to, insert });
      continue;
    }
    const relative = reference.lead === 'none' && !reference.path.startsWith('/');
    if (to === null && !(relative && after.post !== base.post && reference.shows)) continue;
    const insert = spellReference(reference, written, to ?? target, after);
    if (insert !== written) edits.push({ from: reference.from, to: reference.to, insert });
  }
  return edits;
}
