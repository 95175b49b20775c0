// Owns: what each of the frame's own commands does.
// Must not know: whether it may be done now (commands.ts asks first), nor from where it was called.
import type { CommandId } from '#contract/commands.ts';
import type { PostLayout } from './post/post-view.ts';
import { showLastExport } from './publish/show.ts';
import { arrange } from './state/arrange.ts';
import { demotePosts } from './state/draft-work.ts';
import { visiblePosts } from './state/list.ts';
import type { Dialog, State } from './state/model.ts';
import { revealPost, trashPosts } from './state/post-work.ts';
import type { Work } from './state/work.ts';
import { showKeyEdit, showTaxonomy } from './taxonomy/show.ts';

/** Commands that the frame does itself; those of the open post are run by the post. */
export type FrameCommand = Exclude<CommandId, `post.${string}`>;

type Deed = (work: Work, state: State) => void;

const show =
  (dialog: Dialog): Deed =>
  ({ store }) =>
    store.dispatch({ type: 'dialog', dialog });

const layout =
  (change: (now: PostLayout) => Partial<PostLayout>): Deed =>
  ({ store }, state) =>
    store.dispatch({ type: 'layout', layout: { ...state.layout, ...change(state.layout) } });

export const deeds: Readonly<Record<FrameCommand, Deed>> = {
  newPost: show({ kind: 'new-post' }),
  openFolder: (work) => void work.chooseFolder(),
  openSample: (work) => void work.openSample(),
  closeJournal: (work) => void work.closeJournal(),
  renamePost: (work, state) => {
    for (const path of state.chosen) show({ kind: 'rename', path })(work, state);
  },
  movePost: (work, state) => show({ kind: 'move', paths: [...state.chosen] })(work, state),
  publishPost: (work, state) => {
    for (const path of state.chosen) show({ kind: 'publish', path })(work, state);
  },
  unpublishPost: (work, state) => void demotePosts(work, [...state.chosen]),
  revealPost: (work, state) => {
    for (const path of state.chosen) void revealPost(work, path);
  },
  trashPost: (work, state) => void trashPosts(work, [...state.chosen]),
  editKey: (work, state) => void showKeyEdit(work, [...state.chosen]),
  taxonomy: (work) => void showTaxonomy(work, null),
  check: (work, state) =>
    void work.flush().then((clean) => {
      if (clean) show({ kind: 'check' })(work, state);
    }),
  media: ({ store }, state) => store.dispatch({ type: 'media', media: !state.media }),
  export: (work, state) =>
    void work.flush().then((clean) => {
      if (clean) show({ kind: 'export' })(work, state);
    }),
  publishing: show({ kind: 'publishing', target: undefined }),
  undoExport: (work) => void showLastExport(work),
  postHistory: (work, state) => {
    for (const path of state.chosen) show({ kind: 'post-history', path })(work, state);
  },
  settings: show({ kind: 'settings' }),
  shortcuts: show({ kind: 'shortcuts' }),
  palette: show({ kind: 'palette', scope: 'commands' }),
  quickOpen: show({ kind: 'palette', scope: 'posts' }),
  toggleLibrary: (work) => togglePane(work, 'library'),
  togglePosts: (work) => togglePane(work, 'posts'),
  toggleForm: layout(({ form }) => ({ form: !form })),
  toggleEditor: (work) => toggleFace(work, 'editor'),
  togglePreview: (work) => toggleFace(work, 'preview'),
  toggleSync: layout(({ syncScroll }) => ({ syncScroll: !syncScroll })),
  togglePhone: layout(({ previewWidth }) => ({ previewWidth: previewWidth === 'phone' ? 'page' : 'phone' })),
  toggleBlogStyles: layout(({ blogStyles }) => ({ blogStyles: !blogStyles })),
  filterPosts: (work) => focusFilter(work),
  nextPost: (work) => step(work, 1),
  previousPost: (work) => step(work, -1),
  nextPane: () => nextPane(),
};

function togglePane({ store }: Work, pane: 'library' | 'posts'): void {
  const state = store.get();
  const place = arrange(state)[pane];
  if (place === 'drawer') {
    store.dispatch({ type: 'drawer', drawer: state.drawer === pane ? null : pane });
    return;
  }
  store.dispatch({ type: 'panes', panes: { [pane]: place === 'off' } });
}

/** Shows or hides one side of the open post; one side always stays. */
function toggleFace({ store }: Work, side: 'editor' | 'preview'): void {
  const state = store.get();
  const other = side === 'editor' ? 'preview' : 'editor';
  const shown = arrange(state);
  if (state.layout[side] && state.layout[other] && !shown.both) {
    store.dispatch({ type: 'face', face: shown.layout[side] ? other : side });
    return;
  }
  const next = { ...state.layout, [side]: !state.layout[side] };
  if (!next.editor && !next.preview) next[other] = true;
  store.dispatch({ type: 'layout', layout: next });
  if (next[side]) store.dispatch({ type: 'face', face: side });
}

function focusFilter({ store }: Work): void {
  if (arrange(store.get()).posts !== 'pane') store.dispatch({ type: 'drawer', drawer: 'posts' });
  window.setTimeout(() => document.querySelector<HTMLInputElement>('[data-filter-posts]')?.focus());
}

function step(work: Work, by: 1 | -1): void {
  const state = work.store.get();
  const posts = visiblePosts(state);
  const at = posts.findIndex((entry) => entry.path === state.open);
  const next = posts[at === -1 ? 0 : at + by];
  if (next !== undefined) void work.openPost(next.path);
}

/** Moves the focus to the next part of the window that is marked as a pane. */
function nextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let i = 1; i <= panes.length; i++) {
    const pane = panes[(here + i) % panes.length];
    const target =
      pane?.querySelector<HTMLElement>('.cm-content') ??
      pane?.querySelector<HTMLElement>('[tabindex="0"], button:not([disabled], [tabindex="-1"]), input');
    if (!target) continue;
    target.focus();
    return;
  }
}
