// Owns: turning one wish of the form into one transaction of the editor: the edits of that value's bytes, one step of undo.
// Must not know: React, fields, files.
import { isolateHistory } from '@codemirror/commands';
import type { Annotation, EditorState, TransactionSpec } from '@codemirror/state';
import { type Change, type PatchResult, patch, type Reason } from '#core/frontmatter/index.ts';
import { frontMatterOf } from '../editor/front-matter-state.ts';

export interface FormTarget {
  state(): EditorState;
  dispatch(spec: TransactionSpec): void;
}

/** null: done. Else why the text was left alone. */
export type Outcome = Reason | null;

/**
 * Makes the change. `typing`: it is one of a row of keys in the same field, which are undone together; the first of such a
 * row (`fresh`) begins a step of its own.
 */
export function changeFrontMatter(
  target: FormTarget,
  change: Change | readonly Change[],
  typing: { readonly fresh: boolean } | null = null,
): Outcome {
  const state = target.state();
  const result = patchState(state, change);
  if (!result.ok) return result.reason;
  if (result.edits.length === 0) return null;
  target.dispatch({
    changes: result.edits.map(({ from, to, insert }) => ({ from, to, insert })),
    // CodeMirror joins neighbouring changes of this kind that follow each other closely.
    userEvent: typing ? 'input.type.form' : 'input.form',
    annotations: isolation(typing),
  });
  return null;
}

function isolation(typing: { readonly fresh: boolean } | null): Annotation<unknown>[] {
  if (!typing) return [isolateHistory.of('full')];
  return typing.fresh ? [isolateHistory.of('before')] : [];
}

/** Only the head of a long text is read: no edit of front matter reaches beyond it. */
function patchState(state: EditorState, change: Change | readonly Change[]): PatchResult {
  const { bodyFrom } = frontMatterOf(state);
  return patch(state.sliceDoc(0, bodyFrom), change);
}

/** Puts a new block above a text that has none, with these lines. */
export function addBlock(target: FormTarget, lines: readonly string[]): void {
  const { doc } = target.state();
  const gap = doc.length === 0 || /^\s*\n/.test(doc.sliceString(0, 200)) ? '' : '\n';
  target.dispatch({
    changes: { from: 0, insert: `---\n${lines.map((line) => `${line}\n`).join('')}---\n${gap}` },
    userEvent: 'input.form',
    annotations: isolateHistory.of('full'),
  });
}
