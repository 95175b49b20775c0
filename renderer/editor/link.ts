// Owns: the command that makes the selection a link, or a link plain text again.
// Must not know: keys, menus, or the view.
import { syntaxTree } from '@codemirror/language';
import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';

const ADDRESS = /^(?:https?:\/\/|mailto:|\/)\S+$/;

/** `text` becomes `[text](|)`, an address becomes `[|](address)`; in a link, the link goes and its text stays. */
export const toggleLink: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const change = state.changeByRange((range) => {
    const link = linkAt(state, range.from, range.to);
    if (link) {
      const cut = link.from + 1;
      return {
        changes: { from: link.from, to: link.to, insert: link.text },
        range: EditorSelection.range(
          clamp(range.anchor - 1, cut - 1, cut - 1 + link.text.length),
          clamp(range.head - 1, cut - 1, cut - 1 + link.text.length),
        ),
      };
    }
    const word = range.empty ? state.wordAt(range.head) : range;
    const from = word?.from ?? range.head;
    const to = word?.to ?? range.head;
    const text = state.sliceDoc(from, to);
    if (ADDRESS.test(text)) {
      return { changes: { from, to, insert: `[](${text})` }, range: EditorSelection.cursor(from + 1) };
    }
    return {
      changes: { from, to, insert: `[${text}]()` },
      range: EditorSelection.cursor(text === '' ? from + 1 : from + text.length + 3),
    };
  });
  dispatch(state.update(change, { userEvent: 'input.format', scrollIntoView: true }));
  return true;
};

/** The inline link around the range, with its text. */
function linkAt(
  state: EditorState,
  from: number,
  to: number,
): { readonly from: number; readonly to: number; readonly text: string } | null {
  for (let node = syntaxTree(state).resolveInner(from, 1).node; ; ) {
    if (node.name === 'Link' && node.to >= to) {
      const marks = node.getChildren('LinkMark');
      const [open, close] = marks;
      if (!open || !close) return null;
      return { from: node.from, to: node.to, text: state.sliceDoc(open.to, close.from) };
    }
    if (!node.parent) return null;
    node = node.parent;
  }
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
