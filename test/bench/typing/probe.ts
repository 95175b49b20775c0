// Owns: what the bench asks inside a page: the editor's text and caret, when a typed key was seen in the preview, how level both are.
// Must not know: how keys are sent, what is counted.
import type { EditorView } from '@codemirror/view';

export interface Level {
  readonly line: number;
  /** Top of the source line and of its block on the screen, and of the editor's window. */
  readonly source: number;
  readonly shown: number;
}

export interface Probe {
  text(): string;
  caret(at: number): void;
  /** How many elements the preview shows; 0 without one. */
  blocks(): number;
  /** From now on: when keys are pressed and when what they typed behind `mark` is painted. */
  watch(mark: string, typed: string): void;
  /** Milliseconds from each watched key to its paint; null where it was never seen. */
  watched(): readonly (number | null)[];
  shownText(mark: string): string | null;
  levels(starts: readonly number[]): readonly Level[];
}

interface Content extends HTMLElement {
  /** CodeMirror's own way back from its element; not in its types. */
  readonly cmTile?: { readonly view?: EditorView };
}

function editor(): EditorView {
  const view = document.querySelector<Content>('.cm-content')?.cmTile?.view;
  if (!view) throw new Error('no editor');
  return view;
}

const frame = (): HTMLIFrameElement | null => document.querySelector('iframe.preview-frame');
const page = (): HTMLElement | null => frame()?.contentDocument?.getElementById('preview') ?? null;

/** The blocks of the page, whether they stand in stretches or not. */
function shownBlocks(): readonly Element[] {
  return [...(page()?.children ?? [])].flatMap((element) =>
    element.classList.contains('galley-chunk') ? [...element.children] : [element],
  );
}

let stop = (): void => undefined;
let paints: (number | null)[] = [];

const probe: Probe = {
  text: () => editor().state.doc.toString(),
  caret(at) {
    const view = editor();
    view.dispatch({ selection: { anchor: at }, scrollIntoView: true, userEvent: 'select' });
    view.focus();
  },
  blocks: () => shownBlocks().length,
  watch(mark, typed) {
    stop();
    paints = [];
    const keys: number[] = [];
    const onKey = ({ timeStamp }: KeyboardEvent): void => {
      keys.push(timeStamp);
      paints.push(null);
    };
    addEventListener('keydown', onKey, { capture: true });
    let seen = 0;
    let sheets: Promise<void> | null = null;
    const paint = (): Promise<void> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve();
          channel.port2.postMessage(null);
        });
      });
    const take = (until: number): void => {
      const from = seen;
      seen = until;
      sheets ??= paint().finally(() => {
        sheets = null;
      });
      void sheets.then(() => {
        const now = performance.now();
        for (let at = from; at < until; at++) paints[at] = now - (keys[at] ?? now);
      });
    };
    const observer = new MutationObserver((records) => {
      for (const record of records) {
        for (const node of record.type === 'characterData' ? [record.target] : record.addedNodes) {
          const text = node.textContent ?? '';
          const at = text.indexOf(mark);
          if (at < 0) continue;
          const shown = text.slice(at + mark.length);
          let common = 0;
          while (common < typed.length && shown[common] === typed[common]) common++;
          if (common > seen) take(common);
        }
      }
    });
    const root = page();
    if (root) observer.observe(root, { childList: true, subtree: true, characterData: true });
    stop = () => {
      observer.disconnect();
      removeEventListener('keydown', onKey, { capture: true });
    };
  },
  watched() {
    stop();
    return paints;
  },
  shownText: (mark) => shownBlocks().find((block) => block.textContent?.includes(mark))?.textContent ?? null,
  levels(starts) {
    const view = editor();
    const frameTop = frame()?.getBoundingClientRect().top ?? 0;
    const scroller = document.querySelector('.editor-column')?.getBoundingClientRect();
    const blocks = shownBlocks();
    if (!scroller || blocks.length !== starts.length)
      throw new Error(`${blocks.length} blocks for ${starts.length}`);
    return starts.flatMap((line, at) => {
      const source = view.documentTop + view.lineBlockAt(view.state.doc.line(line + 1).from).top;
      const block = blocks[at];
      if (!block || source < scroller.top || source > scroller.bottom) return [];
      return [{ line, source, shown: frameTop + block.getBoundingClientRect().top }];
    });
  },
};

Object.assign(window, { probe });
