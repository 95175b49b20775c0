// Owns: waiting until nobody is composing a syllable, so that a change of ours does not break it.
// Must not know: what is to be done then.
import type { EditorView } from '@codemirror/view';

const LOOK_AGAIN = 60;

/** Resolves when the view is not composing; at once where it is not. */
export async function untilQuiet(view: EditorView): Promise<void> {
  while (view.composing) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
}
