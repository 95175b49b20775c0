// Owns: what each command of the shared table does in this page, and whether it can be done now.
// Must not know: where it was called from: a key, a menu, the palette, or the desktop's own menu.
import { type CommandId, commandList, findCommand } from '#contract/commands.ts';
import { deeds, type FrameCommand } from './deeds.ts';
import { keysOf, pressed, showKeys } from './keys.ts';
import type { PostCommand } from './post/post-view.ts';
import { arrange } from './state/arrange.ts';
import type { State } from './state/model.ts';
import type { Work } from './state/work.ts';

/** Can the command be done now? */
export function canRun(state: State, id: CommandId): boolean {
  if (id === 'revealPost' && !state.info.canReveal) return false;
  switch (findCommand(id)?.needs) {
    case 'nothing':
      return true;
    case 'journal':
      return state.journal !== null;
    case 'post':
      return state.open !== null;
    case 'chosen':
      return canRunOnChosen(state, id);
    case undefined:
      return false;
  }
}

function canRunOnChosen({ chosen, entries }: State, id: CommandId): boolean {
  const [first] = chosen;
  const only = chosen.size === 1 ? entries.find((entry) => entry.path === first) : undefined;
  if (id === 'publishPost') return only?.draft === true;
  // Among many, those that are drafts already are passed over.
  if (id === 'unpublishPost') return only === undefined ? chosen.size > 1 : !only.draft;
  return id === 'renamePost' || id === 'revealPost' || id === 'postHistory'
    ? chosen.size === 1
    : chosen.size > 0;
}

/** Is a command with two states on? */
export function isOn(state: State, id: CommandId): boolean {
  const arrangement = arrange(state);
  switch (id) {
    case 'toggleLibrary':
      return arrangement.library === 'pane' || state.drawer === 'library';
    case 'togglePosts':
      return arrangement.posts === 'pane' || state.drawer === 'posts';
    case 'toggleForm':
      return arrangement.layout.form;
    case 'toggleEditor':
      return arrangement.layout.editor;
    case 'togglePreview':
      return arrangement.layout.preview;
    case 'media':
      return state.media;
    case 'toggleSync':
      return state.layout.syncScroll;
    case 'togglePhone':
      return state.layout.previewWidth === 'phone';
    case 'toggleBlogStyles':
      return state.layout.blogStyles;
    default:
      return false;
  }
}

/** Does the command; false where it cannot be done now. */
export function runCommand(work: Work, id: CommandId): boolean {
  const state = work.store.get();
  if (!canRun(state, id)) return false;
  if (id.startsWith('post.')) {
    // The table's ids after `post.` are the seam's own names; the post answers false to any other.
    return work.runInPost(id.slice('post.'.length) as PostCommand);
  }
  deeds[id as FrameCommand](work, state); // the rest of the table are the frame's own
  return true;
}

export const isMac = (state: State): boolean => state.info.platform === 'darwin';

/** The keys of a command as shown to a person here; undefined where it has none. */
export function shownKeys(state: State, id: CommandId): string | undefined {
  const command = findCommand(id);
  const [keys] = command === undefined ? [] : keysOf(command, !state.info.hasMenu);
  return keys === undefined ? undefined : showKeys(keys, isMac(state));
}

/** Runs the command whose keys the event presses; true if there was one. */
export function runKeys(work: Work, event: KeyboardEvent): boolean {
  const state = work.store.get();
  const command = commandList.find((one) =>
    keysOf(one, !state.info.hasMenu).some((keys) => pressed(event, keys, isMac(state))),
  );
  if (command === undefined) return false;
  // The editor hears its own keys first; elsewhere they would change a text that one is not in.
  if (command.menu === 'format' || command.id === 'post.undo' || command.id === 'post.redo') return false;
  // In a field, finding belongs to it.
  if (command.menu === 'edit' && inField(event.target)) return false;
  return runCommand(work, command.id);
}

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
