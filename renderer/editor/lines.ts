// Owns: the editing commands that change whole lines (heading, quote, list), as functions of {state, dispatch}.
// Must not know: keys, menus, or the view.
import {
  type ChangeSpec,
  EditorSelection,
  type EditorState,
  type Line,
  type StateCommand,
} from '@codemirror/state';

const DEEPEST = 4;

/** Turns text into a heading of level 2 (the post's title is level 1), then 3, then 4, then back into text. */
export const cycleHeading: StateCommand = (target) =>
  changeLines(target, (line) => {
    const hashes = /^(#{1,6})\s+/.exec(line.text);
    const level = hashes?.[1]?.length ?? 0;
    const next = level === 0 ? 2 : level >= DEEPEST ? 0 : level + 1;
    return {
      from: line.from,
      to: line.from + (hashes?.[0].length ?? 0),
      insert: next === 0 ? '' : `${'#'.repeat(next)} `,
    };
  });

/** Quotes the selected lines, or takes one level of quoting away where all have it. */
export const toggleQuote: StateCommand = (target) => {
  const quoted = lineTexts(target.state).every((text) => text.trim() === '' || /^\s*>/.test(text));
  return changeLines(
    target,
    (line) => {
      const mark = /^(\s*)> ?/.exec(line.text);
      if (!quoted) return { from: line.from, insert: '> ' };
      if (!mark) return null;
      const start = line.from + (mark[1]?.length ?? 0);
      return { from: start, to: line.from + mark[0].length };
    },
    { blank: true },
  );
};

/** Makes the selected lines list items with dashes, numbered items too, or plain lines where all are dashed. */
export const toggleList: StateCommand = (target) => {
  const listed = lineTexts(target.state).every((text) => text.trim() === '' || /^\s*[-*+]\s/.test(text));
  return changeLines(target, (line) => {
    const mark = /^(\s*)((?:[-*+]|\d{1,9}[.)])\s+)?/.exec(line.text);
    const start = line.from + (mark?.[1]?.length ?? 0);
    const to = start + (mark?.[2]?.length ?? 0);
    return { from: start, to, insert: listed ? '' : '- ' };
  });
};

function selectedLines(state: EditorState): readonly Line[] {
  const lines = new Map<number, Line>();
  for (const range of state.selection.ranges) {
    for (let at = range.from; ; ) {
      const line = state.doc.lineAt(at);
      // A selection that ends at a line's very start does not mean that line.
      if (range.empty || line.from < range.to || lines.size === 0) lines.set(line.from, line);
      if (line.to >= range.to) break;
      at = line.to + 1;
    }
  }
  return [...lines.values()];
}

const lineTexts = (state: EditorState): readonly string[] => selectedLines(state).map((line) => line.text);

function changeLines(
  { state, dispatch }: Parameters<StateCommand>[0],
  edit: (line: Line) => { readonly from: number; readonly to?: number; readonly insert?: string } | null,
  options: { readonly blank: boolean } = { blank: false },
): boolean {
  if (state.readOnly) return false;
  const lines = selectedLines(state);
  const changes: ChangeSpec[] = [];
  for (const line of lines) {
    if (line.text.trim() === '' && lines.length > 1 && !options.blank) continue;
    const change = edit(line);
    if (change) changes.push(change);
  }
  const set = state.changes(changes);
  const selection = EditorSelection.create(
    state.selection.ranges.map((range) =>
      EditorSelection.range(set.mapPos(range.anchor, 1), set.mapPos(range.head, 1)),
    ),
    state.selection.mainIndex,
  );
  dispatch(state.update({ changes: set, selection, userEvent: 'input.format', scrollIntoView: true }));
  return true;
}
