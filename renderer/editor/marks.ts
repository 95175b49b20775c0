// Owns: the editing commands that put marks around text (bold, italic, strike, code), as functions of {state, dispatch}.
// Must not know: keys, menus, or the view.
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type SelectionRange,
  type StateCommand,
} from '@codemirror/state';

type Mark = '**' | '*' | '~~' | '`';

/** What opens a line and is no text: indentation, quote and list markers, a heading's hashes, a task's box. */
const OPENING = /^(?:\s|>)*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?(?:#{1,6}\s+)?/;

export const toggleBold: StateCommand = (target) => toggle(target, '**');
export const toggleItalic: StateCommand = (target) => toggle(target, '*');
export const toggleStrike: StateCommand = (target) => toggle(target, '~~');
export const toggleCode: StateCommand = (target) => toggle(target, '`');

function toggle({ state, dispatch }: Parameters<StateCommand>[0], mark: Mark): boolean {
  if (state.readOnly) return false;
  const change = state.changeByRange((range) => {
    const lines = segments(state, range);
    const marked = lines.map((segment) => marksAround(state, segment, mark));
    if (lines.length > 0 && marked.every((found) => found !== null)) return unwrap(range, marked, mark);
    if (lines.length === 0) return pair(state, range, mark);
    return wrap(range, lines, marked, mark);
  });
  dispatch(state.update(change, { userEvent: 'input.format', scrollIntoView: true }));
  return true;
}

interface Segment {
  readonly from: number;
  readonly to: number;
}

/** The stretches of text to mark: the word at the cursor, or each selected line's text without its opening and blanks. */
function segments(state: EditorState, range: SelectionRange): readonly Segment[] {
  if (range.empty) {
    const word = state.wordAt(range.head);
    return word ? [{ from: word.from, to: word.to }] : [];
  }
  const found: Segment[] = [];
  for (let at = range.from; at <= range.to; ) {
    const line = state.doc.lineAt(at);
    const opening = OPENING.exec(line.text)?.[0].length ?? 0;
    let from = Math.max(range.from, line.from + (range.from <= line.from + opening ? opening : 0));
    let to = Math.min(range.to, line.to);
    while (from < to && /\s/.test(state.sliceDoc(from, from + 1))) from++;
    while (to > from && /\s/.test(state.sliceDoc(to - 1, to))) to--;
    if (from < to) found.push({ from, to });
    at = line.to + 1;
  }
  return found;
}

/** Where the segment's marks stand, each inside or just outside of it; null where it has none. */
function marksAround(state: EditorState, { from, to }: Segment, mark: Mark): Segment | null {
  const size = mark.length;
  const open = fits(run(state, from, 1, mark), mark)
    ? from
    : fits(run(state, from, -1, mark), mark)
      ? from - size
      : null;
  const close = fits(run(state, to, -1, mark), mark)
    ? to - size
    : fits(run(state, to, 1, mark), mark)
      ? to
      : null;
  return open === null || close === null || close < open + size ? null : { from: open, to: close };
}

/** How many of the mark's character stand at a place, looking forwards or backwards. */
function run(state: EditorState, at: number, step: 1 | -1, mark: Mark): number {
  let count = 0;
  for (; count < 4; count++) {
    const start = step === 1 ? at + count : at - count - 1;
    if (start < 0 || state.sliceDoc(start, start + 1) !== mark.charAt(0)) break;
  }
  return count;
}

/** `***` is bold and italic at once; of the others, more characters than the mark has are another mark. */
function fits(count: number, mark: Mark): boolean {
  if (mark === '*') return count === 1 || count === 3;
  if (mark === '**') return count === 2 || count === 3;
  return count === mark.length;
}

function unwrap(range: SelectionRange, marked: readonly (Segment | null)[], mark: Mark) {
  const size = mark.length;
  const changes: ChangeSpec[] = [];
  for (const found of marked) {
    if (found)
      changes.push({ from: found.from, to: found.from + size }, { from: found.to, to: found.to + size });
  }
  return { changes, range: mapped(range, changes) };
}

function wrap(
  range: SelectionRange,
  lines: readonly Segment[],
  marked: readonly (Segment | null)[],
  mark: Mark,
) {
  const changes: ChangeSpec[] = [];
  lines.forEach((segment, index) => {
    if (marked[index]) return;
    changes.push({ from: segment.from, insert: mark }, { from: segment.to, insert: mark });
  });
  return { changes, range: mapped(range, changes) };
}

/** Nothing to mark: an empty pair with the cursor inside; a second time, the pair goes again. */
function pair(state: EditorState, range: SelectionRange, mark: Mark) {
  const { head } = range;
  const size = mark.length;
  const inside =
    state.sliceDoc(head - size, head) === mark && state.sliceDoc(head, head + size) === mark && head >= size;
  if (inside) {
    return {
      changes: { from: head - size, to: head + size },
      range: EditorSelection.cursor(head - size),
    };
  }
  return {
    changes: { from: head, insert: mark + mark },
    range: EditorSelection.cursor(head + size),
  };
}

/** The selection after the changes: it keeps the text that it had and leaves new marks outside. */
function mapped(range: SelectionRange, changes: readonly ChangeSpec[]): SelectionRange {
  const move = (at: number, side: 1 | -1): number => {
    let shift = 0;
    for (const change of changes as readonly { from: number; to?: number; insert?: string }[]) {
      // Only the two shapes made above: an insertion at a place, or a deletion.
      if (change.insert !== undefined) {
        if (change.from < at || (change.from === at && side === 1)) shift += change.insert.length;
      } else if (change.from < at) {
        shift -= Math.min(change.to ?? change.from, at) - change.from;
      }
    }
    return at + shift;
  };
  if (range.empty) return EditorSelection.cursor(move(range.head, 1));
  const forward = range.anchor <= range.head;
  const from = move(range.from, 1);
  const to = move(range.to, -1);
  return forward ? EditorSelection.range(from, to) : EditorSelection.range(to, from);
}
