// Owns: the lines that edits change, as they are and as they will be.
// Must not know: what the lines mean, or how they are shown.
import { applyEdits, type Edit } from '../text.ts';

/** Neighbouring lines that change together. `line`: the 1-based number of the first of them before. */
export interface Hunk {
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The changed lines, without their line ends. Lines taken out or put in have no counterpart. */
export function hunksOf(text: string, edits: readonly Edit[]): readonly Hunk[] {
  return groupsOf(text, edits).map(({ from, to, own }) => {
    const local = own.map((edit) => ({ ...edit, from: edit.from - from, to: edit.to - from }));
    const old = text.slice(from, to);
    const lines = trimmed(linesOf(old), linesOf(applyEdits(old, local)));
    return {
      line: lineAt(text, from) + lines.head,
      before: lines.before,
      after: lines.after,
    };
  });
}

interface Group {
  from: number;
  to: number;
  readonly own: Edit[];
}

/** Edits by the whole lines they touch. */
function groupsOf(text: string, edits: readonly Edit[]): readonly Group[] {
  const groups: Group[] = [];
  for (const edit of edits) {
    const from = text.lastIndexOf('\n', edit.from - 1) + 1;
    const end = text.indexOf('\n', Math.max(edit.from, edit.to - 1));
    const to = end < 0 ? text.length : end + 1;
    const last = groups.at(-1);
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to);
      last.own.push(edit);
    } else groups.push({ from, to, own: [edit] });
  }
  return groups;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Equal lines at both ends belong to no change. */
function trimmed(before: readonly string[], after: readonly string[]) {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    head,
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail),
  };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
