// Owns: changing front matter by byte range, one wish or several, each verified before it counts.
// Must not know: how single changes are planned or values written.

import { applyEdits, composeEdits, type Edit } from '../text.ts';
import { planChange } from './plan.ts';
import { readFrontMatter } from './read.ts';
import type { BlogStyle, Change, FrontMatter, Note, PatchResult, ReadOptions } from './types.ts';
import { verifyEdits } from './verify.ts';

/**
 * Gives the edits that make `change` in `text`, or the reason why it is left alone. Several changes are made in their order
 * and count together or not at all. A change to what is there already gives no edits. `style` is how the blog writes what
 * the post itself shows no example of. The result was read back: the wanted value is there and all else is as before.
 */
export function patch(
  text: string,
  change: Change | readonly Change[],
  style?: BlogStyle,
  options: ReadOptions = {},
): PatchResult {
  const changes = isMany(change) ? change : [change];
  let now = text;
  let frontMatter = readFrontMatter(text, options);
  let edits: readonly Edit[] = [];
  const notes: Note[] = [];
  for (const wish of changes) {
    const one = options.generator === 'hugo' ? inHugosCase(wish, frontMatter) : wish;
    const plan = planChange(now, frontMatter, one, style);
    if (!plan.ok) return plan;
    if (plan.edits.length === 0) continue;
    const verified = verifyEdits(now, frontMatter, plan.edits, plan.expected, options);
    if (verified === null) {
      const message = `"${one.key}" cannot be changed here without changing something else`;
      return { ok: false, reason: { code: 'not-verified', message } };
    }
    edits = composeEdits(text, edits, plan.edits);
    ({ text: now, frontMatter } = verified);
    notes.push(...plan.notes);
  }
  return { ok: true, edits, notes };
}

/** `patch` for those who only want the text: gives the changed text, or null where the change is refused. */
export function patched(
  text: string,
  change: Change | readonly Change[],
  style?: BlogStyle,
  options: ReadOptions = {},
): string | null {
  const result = patch(text, change, style, options);
  return result.ok ? applyEdits(text, result.edits) : null;
}

/** Hugo ignores the case of keys: `title` means the `Title` that stands there. */
function inHugosCase(change: Change, { entries }: FrontMatter): Change {
  if (entries.some((entry) => entry.key === change.key)) return change;
  const other = entries.findLast((entry) => entry.key.toLowerCase() === change.key.toLowerCase());
  return other === undefined ? change : { ...change, key: other.key };
}

/** Array.isArray does not tell read-only arrays apart. */
function isMany(change: Change | readonly Change[]): change is readonly Change[] {
  return Array.isArray(change);
}
