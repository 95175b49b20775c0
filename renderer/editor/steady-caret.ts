// Owns: a caret that stands still while it is typed or moved, and blinks again when that is over.
// Must not know: what is typed.
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Milliseconds after the last key. */
const STEADY = 600;

/** Starting the blink anew with each key, as CodeMirror does, costs the page a second frame; standing still costs none. */
export const steadyCaret = [
  ViewPlugin.fromClass(
    class {
      private readonly view: EditorView;
      private timer: ReturnType<typeof setTimeout> | undefined;
      private last = 0;

      constructor(view: EditorView) {
        this.view = view;
      }

      update(update: ViewUpdate): void {
        if (!update.docChanged && !update.selectionSet) return;
        this.last = performance.now();
        if (this.timer !== undefined) return;
        this.view.dom.dataset.typing = '';
        this.wait(STEADY);
      }

      /** One timer for many keys: it looks at its end whether there were more. */
      private wait(ms: number): void {
        this.timer = setTimeout(() => {
          const left = this.last + STEADY - performance.now();
          if (left > 1) {
            this.wait(left);
            return;
          }
          this.timer = undefined;
          delete this.view.dom.dataset.typing;
        }, ms);
      }

      destroy(): void {
        clearTimeout(this.timer);
        delete this.view.dom.dataset.typing;
      }
    },
  ),
  EditorView.baseTheme({
    // The layer names its animation in its own style.
    '&[data-typing] .cm-cursorLayer': { animationName: 'none !important' },
  }),
];
