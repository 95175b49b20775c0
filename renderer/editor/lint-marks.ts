// Owns: showing problems with a place in the text as marks, kept off while somebody composes Hangul.
// Must not know: where problems come from or how they are phrased.
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import type { EditorState, Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Edit } from '#core/text.ts';

/** One mark; lines count from 1, columns from 1 in UTF-16 units. Without an end, the rest of the line is marked. */
export interface LintMark {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** A safe mending, offered as a button. */
  readonly fix?: { readonly name: string; readonly edits: readonly Edit[] };
}

/** Shows exactly these marks. Does nothing while text is being composed: the caller comes again after it. */
export function showMarks(view: EditorView, marks: readonly LintMark[]): boolean {
  if (view.composing) return false;
  view.dispatch(setDiagnostics(view.state, diagnostics(view.state, marks)));
  return true;
}

function diagnostics(state: EditorState, marks: readonly LintMark[]): Diagnostic[] {
  return marks.map((mark) => {
    const from = position(state.doc, mark.line, mark.column);
    const line = state.doc.lineAt(from);
    const end = mark.endLine === undefined ? line.to : position(state.doc, mark.endLine, mark.endColumn ?? 1);
    const { fix } = mark;
    return {
      from,
      to: Math.max(from, end),
      severity: mark.severity,
      message: mark.message,
      ...(fix
        ? {
            actions: [
              {
                name: fix.name,
                apply: (view: EditorView) =>
                  view.dispatch({ changes: fix.edits.map((edit) => ({ ...edit })), userEvent: 'input.fix' }),
              },
            ],
          }
        : {}),
    };
  });
}

function position(doc: Text, line: number, column: number): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(found.to, found.from + Math.max(0, column - 1));
}
