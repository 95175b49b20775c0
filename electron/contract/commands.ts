// The one table of what a person can do: from it come keys, the page's menu, the palette and the desktop's native menu.
// Plain data; must not know how a command is done, nor any page or shell. Its words are in command-words.ts.

export type MenuPlace = 'file' | 'edit' | 'format' | 'view' | 'go' | 'help';

/** The menus in their order on a menu bar. */
export const menuPlaces = [
  'file',
  'edit',
  'format',
  'view',
  'go',
  'help',
] as const satisfies readonly MenuPlace[];

/** What must be there for a command to do something: nothing, a journal, an open post, or a post chosen in the list. */
export type CommandNeeds = 'nothing' | 'journal' | 'post' | 'chosen';

export interface Command {
  readonly id: string;
  /**
   * Keys as `Mod+Shift+K`, the shown one first: `Mod` is Cmd on macOS, else Ctrl; last comes a letter, a digit, a sign, `F2`,
   * or a name of KeyboardEvent.key.
   */
  readonly keys: readonly string[];
  /** Keys to use instead where a web browser keeps the first ones for itself. */
  readonly browserKeys?: readonly string[];
  readonly needs: CommandNeeds;
  readonly menu: MenuPlace;
  /** Commands of a menu with the same group stand together; groups in ascending order, a line between them. */
  readonly group: number;
  /** A state that is on or off: the menu shows a tick. */
  readonly toggle?: true;
}

export const commands = [
  { id: 'newPost', keys: ['Mod+N'], browserKeys: ['Mod+Alt+N'], needs: 'journal', menu: 'file', group: 1 },
  { id: 'openFolder', keys: ['Mod+O'], needs: 'nothing', menu: 'file', group: 1 },
  { id: 'openSample', keys: [], needs: 'nothing', menu: 'file', group: 1 },
  { id: 'closeJournal', keys: [], needs: 'journal', menu: 'file', group: 1 },
  { id: 'post.save', keys: ['Mod+S'], needs: 'post', menu: 'file', group: 2 },
  { id: 'renamePost', keys: ['F2'], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'movePost', keys: ['Mod+Shift+M'], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'publishPost', keys: [], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'unpublishPost', keys: [], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'revealPost', keys: ['Mod+Alt+R'], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'trashPost', keys: [], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'postHistory', keys: [], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'editKey', keys: [], needs: 'chosen', menu: 'file', group: 3 },
  { id: 'taxonomy', keys: [], needs: 'journal', menu: 'file', group: 4 },
  { id: 'check', keys: [], needs: 'journal', menu: 'file', group: 4 },
  { id: 'export', keys: ['Mod+Shift+E'], needs: 'journal', menu: 'file', group: 4 },
  { id: 'publishing', keys: ['Mod+Shift+G'], needs: 'journal', menu: 'file', group: 4 },
  { id: 'undoExport', keys: [], needs: 'journal', menu: 'file', group: 4 },
  { id: 'settings', keys: ['Mod+,'], needs: 'nothing', menu: 'file', group: 5 },

  { id: 'post.undo', keys: ['Mod+Z'], needs: 'post', menu: 'edit', group: 1 },
  { id: 'post.redo', keys: ['Mod+Shift+Z'], needs: 'post', menu: 'edit', group: 1 },
  { id: 'post.find', keys: ['Mod+F'], needs: 'post', menu: 'edit', group: 2 },
  { id: 'post.replace', keys: ['Mod+Alt+F'], needs: 'post', menu: 'edit', group: 2 },
  { id: 'post.next-problem', keys: ['F8'], needs: 'post', menu: 'edit', group: 3 },
  { id: 'post.compare-disk', keys: [], needs: 'post', menu: 'edit', group: 4 },
  { id: 'post.history', keys: [], needs: 'post', menu: 'edit', group: 4 },

  { id: 'post.bold', keys: ['Mod+B'], needs: 'post', menu: 'format', group: 1 },
  { id: 'post.italic', keys: ['Mod+I'], needs: 'post', menu: 'format', group: 1 },
  { id: 'post.strike', keys: [], needs: 'post', menu: 'format', group: 1 },
  { id: 'post.code', keys: [], needs: 'post', menu: 'format', group: 1 },
  { id: 'post.link', keys: [], needs: 'post', menu: 'format', group: 1 },
  { id: 'post.heading', keys: [], needs: 'post', menu: 'format', group: 2 },
  { id: 'post.quote', keys: [], needs: 'post', menu: 'format', group: 2 },
  { id: 'post.list', keys: [], needs: 'post', menu: 'format', group: 2 },
  { id: 'post.insert-image', keys: ['Mod+Alt+G'], needs: 'post', menu: 'format', group: 3 },

  { id: 'toggleLibrary', keys: ['Mod+Alt+1'], needs: 'journal', menu: 'view', group: 1, toggle: true },
  { id: 'togglePosts', keys: ['Mod+Alt+2'], needs: 'journal', menu: 'view', group: 1, toggle: true },
  { id: 'toggleForm', keys: ['Mod+Alt+3'], needs: 'journal', menu: 'view', group: 1, toggle: true },
  { id: 'toggleEditor', keys: ['Mod+Alt+4'], needs: 'journal', menu: 'view', group: 1, toggle: true },
  { id: 'togglePreview', keys: ['Mod+Alt+5'], needs: 'journal', menu: 'view', group: 1, toggle: true },
  { id: 'toggleSync', keys: [], needs: 'journal', menu: 'view', group: 2, toggle: true },
  { id: 'togglePhone', keys: [], needs: 'journal', menu: 'view', group: 2, toggle: true },
  { id: 'toggleBlogStyles', keys: [], needs: 'journal', menu: 'view', group: 2, toggle: true },
  { id: 'post.fold-front-matter', keys: [], needs: 'post', menu: 'view', group: 3 },
  { id: 'media', keys: ['Mod+Alt+M'], needs: 'journal', menu: 'view', group: 4, toggle: true },

  { id: 'quickOpen', keys: ['Mod+P'], needs: 'journal', menu: 'go', group: 1 },
  { id: 'palette', keys: ['Mod+Shift+P', 'Mod+K'], needs: 'nothing', menu: 'go', group: 1 },
  { id: 'filterPosts', keys: ['Mod+Shift+L'], needs: 'journal', menu: 'go', group: 2 },
  { id: 'nextPost', keys: ['Alt+PageDown'], needs: 'journal', menu: 'go', group: 2 },
  { id: 'previousPost', keys: ['Alt+PageUp'], needs: 'journal', menu: 'go', group: 2 },
  { id: 'nextPane', keys: ['F6'], needs: 'journal', menu: 'go', group: 3 },
  { id: 'post.focus-editor', keys: [], needs: 'post', menu: 'go', group: 3 },
  { id: 'post.focus-form', keys: [], needs: 'post', menu: 'go', group: 3 },

  { id: 'shortcuts', keys: ['F1'], needs: 'nothing', menu: 'help', group: 1 },
] as const satisfies readonly Command[];

export type CommandId = (typeof commands)[number]['id'];

/** The same table, seen without the particular literals. */
export const commandList: readonly (Command & { readonly id: CommandId })[] = commands;

/** The command with this id; undefined for anything else (an id may come over the wire). */
export function findCommand(id: string): (Command & { readonly id: CommandId }) | undefined {
  return commandList.find((command) => command.id === id);
}
