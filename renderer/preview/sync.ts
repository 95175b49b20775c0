// Owns: which of editor and page follows the other, and to where: lines to heights and back through both sides' maps.
// Must not know: CodeMirror, the frame, how heights are measured.
import type { Span } from './source-map.ts';

/** One scrolled side. Heights are pixels from the top of its content; lines count from 0 and may be fractions. */
export interface Side {
  height(): number;
  scrolled(): number;
  scrollTo(top: number): void;
  /** Where its window begins on the screen. */
  screenTop(): number;
  topOf(line: number): number;
  lineAt(top: number): number;
}

export interface PageSide extends Side {
  spanOf(line: number): Span | null;
  blockOf(line: number): Span | null;
}

export interface EditorSide extends Side {
  caretLine(): number;
}

export interface Sync {
  /** The person scrolled (by wheel, bar or touch) on this side. */
  took(side: 'editor' | 'page'): void;
  /** The caret moved. `typed`: with the text, so that the page will move in a moment and is followed then. */
  caretMoved(typed: boolean): void;
  /** This side's scroll position changed, for whatever reason. */
  scrolled(side: 'editor' | 'page'): void;
  /** Heights changed: pictures loaded, blocks were patched, a pane was resized. */
  moved(): void;
  /** The page's heights changed and are laid out already: it is put right before it is drawn. */
  resized(): void;
  setLocked(locked: boolean): void;
  dispose(): void;
}

export interface SyncOptions {
  readonly editor: EditorSide;
  readonly page: PageSide;
  /** Runs once before the next frame is drawn. */
  readonly frame: (run: () => void) => void;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Scrolling has come to rest after so many milliseconds without an event. */
const REST = 140;
/** Below this no correction is visible. */
const CLOSE = 1;

export function createSync({ editor, page, frame, after }: SyncOptions): Sync {
  let master: 'editor' | 'page' = 'editor';
  let byCaret = true;
  let locked = true;
  let due = false;
  let stopRest: (() => void) | null = null;
  let disposed = false;

  const schedule = (): void => {
    if (due || disposed || !locked) return;
    due = true;
    frame(() => {
      due = false;
      follow();
    });
  };

  const follow = (): void => {
    if (disposed || !locked) return;
    if (master === 'page') followPage();
    else if (byCaret) followCaret();
    else followEditor();
  };

  const move = (side: Side, top: number): void => {
    if (Math.abs(side.scrolled() - top) > CLOSE) side.scrollTo(top);
  };

  /** Puts the page so that its `pageTop` is on the screen where the editor's `editorTop` is. */
  const align = (pageTop: number, editorTop: number): void => {
    const onScreen = editor.screenTop() + editorTop - editor.scrolled();
    move(page, pageTop + page.screenTop() - onScreen);
  };

  const alignEditor = (pageTop: number, editorTop: number): void => {
    const onScreen = page.screenTop() + pageTop - page.scrolled();
    move(editor, editorTop + editor.screenTop() - onScreen);
  };

  const followCaret = (): void => {
    const line = editor.caretLine();
    const span = page.spanOf(line);
    if (!span || line < span.line) {
      followEditor();
      return;
    }
    const top = editor.topOf(span.line);
    const visible = top - editor.scrolled() >= 0;
    if (visible) align(span.top, top);
    else align(page.topOf(line), editor.topOf(line));
  };

  /** The height that is held level: a third down, or less near the start so that both begin at their tops. */
  const reference = (side: Side): number => Math.min(side.height() / 3, side.scrolled());

  const followEditor = (): void => {
    const at = editor.scrolled() + reference(editor);
    align(page.topOf(editor.lineAt(at)), at);
  };

  const followPage = (): void => {
    const at = page.scrolled() + reference(page);
    alignEditor(at, editor.topOf(page.lineAt(at)));
  };

  /** At rest the top edge of the block nearest to the reference is level with its source line. */
  const rest = (): void => {
    if (disposed || !locked) return;
    const leader: Side = master === 'page' ? page : editor;
    if (byCaret && master === 'editor') {
      followCaret();
      return;
    }
    if (leader.scrolled() <= CLOSE) return;
    const at = leader.scrolled() + reference(leader);
    const line = leader.lineAt(at);
    const nearest = nearestEdge(leader, at, page.blockOf(line)) ?? nearestEdge(leader, at, page.spanOf(line));
    if (!nearest) return;
    if (master === 'page') alignEditor(page.topOf(nearest.line), editor.topOf(nearest.line));
    else align(page.topOf(nearest.line), editor.topOf(nearest.line));
  };

  /** The upper or lower edge of the span, whichever is nearer to the height and can be seen. */
  const nearestEdge = (leader: Side, at: number, span: Span | null): { readonly line: number } | null => {
    if (!span) return null;
    const edges = [span.line, span.endLine]
      .map((line) => ({ line, top: leader.topOf(line) }))
      .filter(({ top }) => top >= leader.scrolled() && top < leader.scrolled() + leader.height());
    return edges.sort((a, b) => Math.abs(a.top - at) - Math.abs(b.top - at))[0] ?? null;
  };

  const rested = (): void => {
    stopRest?.();
    stopRest = after(REST, rest);
  };

  return {
    took(side) {
      master = side;
      byCaret = false;
    },
    caretMoved(typed) {
      master = 'editor';
      byCaret = true;
      if (!typed) schedule();
      rested();
    },
    scrolled(side) {
      if (side !== master) return;
      schedule();
      rested();
    },
    moved() {
      // Who scrolls the page is not disturbed; the editor, whose lines are measured as they come, is put right at rest.
      if (master === 'editor') schedule();
      if (!byCaret) rested();
    },
    resized() {
      if (master === 'editor') follow();
      if (!byCaret) rested();
    },
    setLocked(next) {
      locked = next;
      if (locked) schedule();
    },
    dispose() {
      disposed = true;
      stopRest?.();
    },
  };
}
