// Owns: the open post's commands by name, as the page's frame, menus and palette call them.
// Must not know: keys, React.
import { redo, undo } from '@codemirror/commands';
import { nextDiagnostic } from '@codemirror/lint';
import { openSearchPanel } from '@codemirror/search';
import type { EditorView } from '@codemirror/view';
import { toggleFrontMatter } from '../editor/front-matter-fold.ts';
import { cycleHeading, toggleList, toggleQuote } from '../editor/lines.ts';
import { toggleLink } from '../editor/link.ts';
import { toggleBold, toggleCode, toggleItalic, toggleStrike } from '../editor/marks.ts';
import type { Desk } from './desk.ts';
import type { PostApi, PostCommand } from './post-view.ts';

/** What only the components can do. */
export interface ApiHooks {
  readonly insertImage: () => boolean;
  readonly compare: () => boolean;
  readonly focusForm: () => boolean;
}

export function createApi(desk: Desk, hooks: () => ApiHooks): PostApi {
  const edit = (command: (view: EditorView) => boolean): boolean => {
    if (!desk.current()) return false;
    const done = command(desk.view);
    desk.view.focus();
    return done;
  };
  return {
    run: (command) => runCommand(command, desk, hooks(), edit),
    flush: async () => (await desk.current()?.runner.flush()) ?? true,
    get version() {
      return desk.current()?.runner.session().base ?? null;
    },
    adopt(read) {
      const post = desk.current();
      if (!post) return;
      const from = post.runner.path();
      post.runner.adopt(read);
      if (from !== read.path) desk.rekey(from, post);
    },
    reveal: (line) => desk.reveal(line),
  };
}

function runCommand(
  command: PostCommand,
  desk: Desk,
  hooks: ApiHooks,
  edit: (command: (view: EditorView) => boolean) => boolean,
): boolean {
  switch (command) {
    case 'save':
      desk.current()?.runner.send({ type: 'save', why: 'asked' });
      return desk.current() !== null;
    case 'undo':
      return edit(undo);
    case 'redo':
      return edit(redo);
    case 'bold':
      return edit(toggleBold);
    case 'italic':
      return edit(toggleItalic);
    case 'strike':
      return edit(toggleStrike);
    case 'code':
      return edit(toggleCode);
    case 'link':
      return edit(toggleLink);
    case 'heading':
      return edit(cycleHeading);
    case 'quote':
      return edit(toggleQuote);
    case 'list':
      return edit(toggleList);
    case 'find':
    case 'replace':
      return find(desk, command);
    case 'fold-front-matter':
      return edit(toggleFrontMatter);
    case 'focus-editor':
      return edit(() => true);
    case 'next-problem':
      return edit(nextDiagnostic);
    case 'insert-image':
      return hooks.insertImage();
    case 'compare-disk':
    case 'history':
      return hooks.compare();
    case 'focus-form':
      return hooks.focusForm();
  }
}

/** The panel takes the focus itself, in the field that was asked for. */
function find(desk: Desk, command: 'find' | 'replace'): boolean {
  if (!desk.current()) return false;
  openSearchPanel(desk.view);
  if (command === 'replace') {
    desk.view.dom.querySelector<HTMLInputElement>('.cm-search [name=replace]')?.focus();
  }
  return true;
}
