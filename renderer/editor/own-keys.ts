// Owns: that keys typed into the editor are the editor's alone, and not also looked at by whoever listens on the page's root.
// Must not know: who listens there, what the keys do.

/** React listens for these on its root, twice each, and looks a component up for every one: eleven times a key. */
const TYPED: ReadonlySet<string> = new Set([
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'textInput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
]);

/** Listeners put on `root` from now on do not hear what is typed into an editor's text in it. No component of ours asks for that. */
export function keepEditorKeys(root: HTMLElement): HTMLElement {
  const add = root.addEventListener.bind(root);
  root.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void => {
    if (!TYPED.has(type) || typeof listener !== 'function') {
      if (listener) add(type, listener, options);
      return;
    }
    add(
      type,
      (event) => {
        const { target } = event;
        if (target instanceof Element && target.classList.contains('cm-content')) return;
        listener.call(root, event);
      },
      options,
    );
  };
  return root;
}
