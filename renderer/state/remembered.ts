// Owns: what the page remembers between sessions, as the opaque text that the host keeps, and reading it back safely.
// Must not know: when it is saved.
import type { RelPath } from '#core/journal/entry.ts';
import type { Grouping, SortOrder } from '#core/journal/query.ts';
import type { PostLayout } from '../post/post-view.ts';
import type { JournalUi, Panes, State, View } from './model.ts';

export interface Remembered {
  readonly panes: Panes;
  readonly layout: PostLayout;
  readonly sort: SortOrder;
  readonly group: Grouping;
  readonly journals: Readonly<Record<string, JournalUi>>;
}

export const freshPanes: Panes = { library: true, posts: true, libraryWidth: 200, postsWidth: 280 };
export const freshLayout: PostLayout = {
  form: true,
  editor: true,
  preview: true,
  syncScroll: true,
  previewWidth: 'page',
  blogStyles: true,
};
export const freshJournalUi: JournalUi = { view: { kind: 'all' }, open: null, folded: [] };

export const sortOrders: readonly SortOrder[] = ['newest', 'oldest', 'title', 'modified'];

export const groupings: readonly Grouping[] = ['year', 'month', 'category', 'none'];

const journalLimit = 30;

/** The text to keep: panes, layout, and the last journals' selections. */
export function remember(state: State): string {
  const journals = { ...state.journals };
  if (state.journal !== null) {
    delete journals[state.journal.id]; // so that it comes last: the most recent
    journals[state.journal.id] = { view: state.view, open: state.open, folded: state.folded };
  }
  const kept = Object.fromEntries(Object.entries(journals).slice(-journalLimit));
  return JSON.stringify({
    panes: state.panes,
    layout: state.layout,
    sort: state.sort,
    group: state.group,
    journals: kept,
  } satisfies Remembered);
}

/** Reads such a text; whatever is not as expected is as on the first day. */
export function recall(text: string | null): Remembered {
  const value = parse(text);
  const journals: Record<string, JournalUi> = {};
  for (const [id, kept] of Object.entries(record(value.journals))) journals[id] = recallJournal(record(kept));
  return {
    panes: recallPanes(record(value.panes)),
    layout: recallLayout(record(value.layout)),
    sort: sortOrders.find((sort) => sort === value.sort) ?? 'newest',
    group: groupings.find((group) => group === value.group) ?? 'year',
    journals,
  };
}

type Bag = Readonly<Record<string, unknown>>;

function record(value: unknown): Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {}; // just checked
}

function parse(text: string | null): Bag {
  if (text === null) return {};
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

const flag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise;

const pixels = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value >= 100 && value <= 2000 ? value : otherwise;

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function recallPanes(kept: Bag): Panes {
  return {
    library: flag(kept.library, freshPanes.library),
    posts: flag(kept.posts, freshPanes.posts),
    libraryWidth: pixels(kept.libraryWidth, freshPanes.libraryWidth),
    postsWidth: pixels(kept.postsWidth, freshPanes.postsWidth),
  };
}

function recallLayout(kept: Bag): PostLayout {
  const editor = flag(kept.editor, freshLayout.editor);
  return {
    form: flag(kept.form, freshLayout.form),
    editor,
    preview: flag(kept.preview, freshLayout.preview) || !editor,
    syncScroll: flag(kept.syncScroll, freshLayout.syncScroll),
    previewWidth: kept.previewWidth === 'phone' ? 'phone' : 'page',
    blogStyles: flag(kept.blogStyles, freshLayout.blogStyles),
  };
}

function recallJournal(kept: Bag): JournalUi {
  return {
    view: recallView(record(kept.view)),
    // The path was the host's own; one that is not there any more is dropped when the journal opens.
    open: typeof kept.open === 'string' ? (kept.open as RelPath) : null,
    folded: strings(kept.folded),
  };
}

function recallView(kept: Bag): View {
  const plain = (['drafts', 'uncategorised', 'problems', 'hidden'] as const).find(
    (kind) => kind === kept.kind,
  );
  if (plain !== undefined) return { kind: plain };
  if (kept.kind === 'category') return { kind: 'category', path: strings(kept.path) };
  if (kept.kind === 'tag' && typeof kept.tag === 'string') return { kind: 'tag', tag: kept.tag };
  return { kind: 'all' };
}
