// Owns: a short notation for editor states: `|` is the cursor; a pair of `|` around text is a selection.
// Must not know: which command is tested.
import { EditorSelection, EditorState, type Extension, type StateCommand } from '@codemirror/state';

/** `a |b| c` -> text `a b c` with `b` selected. */
export function parse(text: string, extensions: Extension = []): EditorState {
  const [before = '', selected, after] = text.split('|');
  const doc = text.replaceAll('|', '');
  const selection =
    after === undefined
      ? EditorSelection.single(before.length)
      : EditorSelection.single(before.length, before.length + (selected?.length ?? 0));
  return EditorState.create({ doc, selection, extensions });
}

export function show(state: EditorState): string {
  const { from, to, empty } = state.selection.main;
  const doc = state.doc.toString();
  if (empty) return `${doc.slice(0, from)}|${doc.slice(from)}`;
  return `${doc.slice(0, from)}|${doc.slice(from, to)}|${doc.slice(to)}`;
}

/** What the command makes of the state; the state itself where it declines. */
export function run(command: StateCommand, text: string, extensions: Extension = []): string {
  let state = parse(text, extensions);
  command({
    state,
    dispatch: (transaction) => {
      state = transaction.state;
    },
  });
  return show(state);
}
