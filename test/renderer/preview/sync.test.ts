// Owns: who follows whom when one side scrolls, and to where.
// Must not know: the DOM, CodeMirror.
import { describe, expect, it } from 'vitest';
import { createSync, type EditorSide, type PageSide } from '../../../renderer/preview/sync.ts';

/** Two sides of 50 lines: 20 px each in the editor, 50 px each in the page; the page begins 30 px down. */
function bench() {
  const sides = { editor: 0, page: 0, caret: 0 };
  const frames: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const editor: EditorSide = {
    height: () => 600,
    scrolled: () => sides.editor,
    scrollTo: (top) => {
      sides.editor = Math.max(0, top);
    },
    screenTop: () => 0,
    topOf: (line) => line * 20,
    lineAt: (top) => top / 20,
    caretLine: () => sides.caret,
  };
  const page: PageSide = {
    height: () => 600,
    scrolled: () => sides.page,
    scrollTo: (top) => {
      sides.page = Math.max(0, top);
    },
    screenTop: () => 0,
    topOf: (line) => 30 + line * 50,
    lineAt: (top) => (top - 30) / 50,
    spanOf: (line) => ({
      line: Math.floor(line),
      endLine: Math.floor(line) + 1,
      top: 30 + Math.floor(line) * 50,
      bottom: 80 + Math.floor(line) * 50,
    }),
    blockOf: (line) => page.spanOf(line),
  };
  const sync = createSync({
    editor,
    page,
    frame: (run) => void frames.push(run),
    after: (_ms, run) => {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
  });
  const draw = (): void => {
    for (const run of frames.splice(0)) run();
  };
  const settle = (): void => {
    draw();
    for (const run of timers.splice(0)) run();
    draw();
  };
  return { sides, sync, draw, settle, editor, page };
}

describe('scrolling together', () => {
  it('puts the caret’s block at the caret’s height', () => {
    const { sides, sync, settle } = bench();
    sides.editor = 300;
    sides.caret = 20;
    sync.caretMoved(false);
    settle();
    // Line 20 stands at 400 - 300 = 100 on the screen; its block at 1030.
    expect(sides.page).toBe(1030 - 100);
  });

  it('waits for the page where text was typed', () => {
    const { sides, sync, draw } = bench();
    sides.editor = 300;
    sides.caret = 20;
    sync.caretMoved(true);
    draw();
    expect(sides.page).toBe(0);
    sync.moved();
    draw();
    expect(sides.page).toBe(930);
  });

  it('follows a page that grew before it is drawn', () => {
    const { sides, sync } = bench();
    sides.editor = 300;
    sides.caret = 20;
    sync.caretMoved(true);
    sync.resized();
    expect(sides.page).toBe(930);
  });

  it('puts the editor right at rest once its lines are measured, while the page leads', () => {
    const { sides, sync, settle, editor, page } = bench();
    sync.took('page');
    sides.page = 1111;
    sync.scrolled('page');
    settle();
    sides.editor += 114;
    sync.moved();
    settle();
    const line = Math.round(page.lineAt(1111 + 200));
    expect(page.topOf(line) - sides.page).toBeCloseTo(editor.topOf(line) - sides.editor, 5);
  });

  it('leaves a page that grew under the person who scrolls it', () => {
    const { sides, sync } = bench();
    sync.took('page');
    sides.page = 600;
    sync.resized();
    expect(sides).toMatchObject({ page: 600, editor: 0 });
  });

  it('levels the nearest edge at rest, whoever leads', () => {
    const { sides, sync, settle, editor, page } = bench();
    sync.took('editor');
    sides.editor = 507;
    sync.scrolled('editor');
    settle();
    const line = Math.round(editor.lineAt(507 + 200));
    expect(page.topOf(line) - sides.page).toBeCloseTo(editor.topOf(line) - sides.editor, 5);
    sync.took('page');
    sides.page = 1111;
    sync.scrolled('page');
    settle();
    const other = Math.round(page.lineAt(1111 + 200));
    expect(page.topOf(other) - sides.page).toBeCloseTo(editor.topOf(other) - sides.editor, 5);
  });

  it('does not answer the movement that it made itself', () => {
    const { sides, sync, settle } = bench();
    sync.took('editor');
    sides.editor = 400;
    sync.scrolled('editor');
    settle();
    const { page } = sides;
    sync.scrolled('page');
    settle();
    expect(sides.editor).toBe(400);
    expect(sides.page).toBe(page);
  });

  it('begins at the top on both sides', () => {
    const { sides, sync, settle } = bench();
    sides.page = 500;
    sync.took('editor');
    sides.editor = 0;
    sync.scrolled('editor');
    settle();
    expect(sides.page).toBe(30);
  });

  it('stays where it is while the lock is off, and catches up when it is on again', () => {
    const { sides, sync, settle } = bench();
    sync.setLocked(false);
    sides.caret = 20;
    sides.editor = 300;
    sync.caretMoved(false);
    settle();
    expect(sides.page).toBe(0);
    sync.setLocked(true);
    settle();
    expect(sides.page).toBe(930);
  });
});
