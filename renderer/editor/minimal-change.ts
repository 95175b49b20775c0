// Owns: turning one text into another by small changes, so that caret, folds and undo survive an outside edit.
// Must not know: files, conflicts, or the view.
import type { ChangeSpec, Text } from '@codemirror/state';
import { diffLines } from 'diff';

/** Above this, comparing line by line costs more than it brings: the middle is replaced as a whole. */
const MOST = 400_000;

/** Changes (all in positions of `doc`) that make `doc` into `next`. None where they are equal. */
export function minimalChange(doc: Text, next: string): readonly ChangeSpec[] {
  const now = doc.toString();
  if (now === next) return [];
  const shorter = Math.min(now.length, next.length);
  let head = 0;
  while (head < shorter && now.charCodeAt(head) === next.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shorter - head &&
    now.charCodeAt(now.length - 1 - tail) === next.charCodeAt(next.length - 1 - tail)
  ) {
    tail++;
  }
  const whole = { from: head, to: now.length - tail, insert: next.slice(head, next.length - tail) };
  if (whole.to - whole.from + whole.insert.length > MOST) return [whole];
  return byLines(now, whole);
}

function byLines(
  now: string,
  whole: { readonly from: number; readonly to: number; readonly insert: string },
): readonly ChangeSpec[] {
  const parts = diffLines(now.slice(whole.from, whole.to), whole.insert, { timeout: 200 });
  // The library gives nothing where it ran out of time.
  if (parts === undefined) return [whole];
  const changes: { from: number; to: number; insert: string }[] = [];
  let at = whole.from;
  for (const part of parts) {
    if (!part.added && !part.removed) {
      at += part.value.length;
      continue;
    }
    const last = changes.at(-1);
    const change = last && last.to === at ? last : { from: at, to: at, insert: '' };
    if (change !== last) changes.push(change);
    if (part.removed) {
      at += part.value.length;
      change.to = at;
    } else {
      change.insert += part.value;
    }
  }
  return changes;
}
