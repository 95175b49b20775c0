// Owns: the editor's and the preview's heights for keeping them in step, and the events that say who leads.
// Must not know: how the two are matched (preview/sync.ts), React.
import type { EditorView } from '@codemirror/view';
import type { Frame } from '../preview/frame.ts';
import type { Preview } from '../preview/preview.ts';
import { createGeometry, type Span } from '../preview/source-map.ts';
import { createSync, type EditorSide, type PageSide } from '../preview/sync.ts';

export interface Scrolling {
  /** The element that scrolls the form and the editor together. */
  watchEditor(scroller: HTMLElement | null): void;
  watchFrame(frame: Frame): void;
  /** The block of the page at a height of what is seen; null in an empty page. */
  blockAt(y: number): Span | null;
  caretMoved(typed: boolean): void;
  moved(): void;
  /** Heights of the page changed and are known: the frame about to be drawn can still follow. */
  resized(): void;
  setLocked(locked: boolean): void;
  editorTop(): number;
  /** Another post is shown, scrolled to where it was left. */
  show(top: number): void;
  dispose(): void;
}

export interface ScrollingOptions {
  readonly view: EditorView;
  readonly preview: Preview;
  readonly frame: () => Frame | null;
}

export function createScrolling({ view, preview, frame }: ScrollingOptions): Scrolling {
  let scroller: HTMLElement | null = null;
  let stopEditor: (() => void) | null = null;

  const editor: EditorSide = {
    height: () => scroller?.clientHeight ?? 0,
    scrolled: () => scroller?.scrollTop ?? 0,
    scrollTo: (top) => scroller?.scrollTo({ top, behavior: 'instant' }),
    screenTop: () => scroller?.getBoundingClientRect().top ?? 0,
    topOf(line) {
      const { doc } = view.state;
      const number = Math.floor(line);
      const block = view.lineBlockAt(doc.line(Math.min(Math.max(1, number + 1), doc.lines)).from);
      return documentTop() + block.top + (line - number) * block.height;
    },
    lineAt(top) {
      const height = top - documentTop();
      if (height < 0) return 0;
      const block = view.lineBlockAtHeight(height);
      const first = view.state.doc.lineAt(block.from).number - 1;
      const last = view.state.doc.lineAt(block.to).number;
      return first + Math.min(1, (height - block.top) / Math.max(1, block.height)) * (last - first);
    },
    caretLine: () => view.state.doc.lineAt(view.state.selection.main.head).number - 1,
  };

  /** Where the text begins, in pixels from the top of all that is scrolled. */
  const documentTop = (): number =>
    scroller ? view.documentTop - scroller.getBoundingClientRect().top + scroller.scrollTop : 0;

  const offset = (): number => frame()?.window.scrollY ?? 0;
  const geometry = () =>
    createGeometry(preview.blocks(), offset, () => frame()?.document.documentElement.scrollHeight ?? 0);
  const page: PageSide = {
    height: () => frame()?.window.innerHeight ?? 0,
    scrolled: offset,
    scrollTo: (top) => frame()?.window.scrollTo({ top, behavior: 'instant' }),
    screenTop: () => frame()?.window.frameElement?.getBoundingClientRect().top ?? 0,
    topOf: (line) => geometry().topOf(line),
    lineAt: (top) => geometry().lineAt(top),
    spanOf: (line) => geometry().spanOf(line),
    blockOf: (line) => geometry().blockOf(line),
  };

  const sync = createSync({
    editor,
    page,
    // Run even where a side is not there yet: who waits for it would wait for ever.
    frame: (run) => void requestAnimationFrame(run),
    after(ms, run) {
      const timer = setTimeout(() => {
        if (scroller && frame()) run();
      }, ms);
      return () => clearTimeout(timer);
    },
  });

  return {
    watchEditor(next) {
      stopEditor?.();
      scroller = next;
      stopEditor =
        next &&
        watch(
          next,
          next,
          () => sync.took('editor'),
          () => sync.scrolled('editor'),
        );
    },
    watchFrame({ document, window }) {
      watch(
        document,
        window,
        () => sync.took('page'),
        () => sync.scrolled('page'),
      );
    },
    blockAt(y) {
      const map = geometry();
      const block = preview.blocks().length === 0 ? null : map.blockOf(Math.floor(map.lineAt(y + offset())));
      return block && { ...block, top: block.top - offset(), bottom: block.bottom - offset() };
    },
    caretMoved: sync.caretMoved,
    moved: sync.moved,
    resized() {
      if (scroller && frame()) sync.resized();
    },
    setLocked: sync.setLocked,
    editorTop: () => scroller?.scrollTop ?? 0,
    show(top) {
      scroller?.scrollTo({ top, behavior: 'instant' });
      view.requestMeasure();
    },
    dispose() {
      stopEditor?.();
      sync.dispose();
    },
  };
}

const TOOK = ['wheel', 'touchmove'] as const;

/** A wheel or a touch on a side, or its bar held, says that the person scrolls there. */
function watch(input: EventTarget, scrolled: EventTarget, took: () => void, scroll: () => void): () => void {
  const onPointer = (event: Event): void => {
    const { target, offsetX } = event as PointerEvent; // registered for pointerdown only
    const element = target as Element; // pointer events come from elements
    if (element === scrolled || element.nodeName === 'HTML' || offsetX > (element.clientWidth || Infinity))
      took();
  };
  const onKey = (event: Event): void => {
    const { key } = event as KeyboardEvent; // registered for keydown only
    if (scrolled !== input && /^(?:Arrow|Page|Home|End| )/.test(key)) took();
  };
  for (const type of TOOK) input.addEventListener(type, took, { passive: true });
  input.addEventListener('pointerdown', onPointer);
  input.addEventListener('keydown', onKey);
  scrolled.addEventListener('scroll', scroll, { passive: true });
  return () => {
    for (const type of TOOK) input.removeEventListener(type, took);
    input.removeEventListener('pointerdown', onPointer);
    input.removeEventListener('keydown', onKey);
    scrolled.removeEventListener('scroll', scroll);
  };
}
