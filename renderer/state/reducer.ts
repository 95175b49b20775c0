// Owns: how the frame's state follows from what happened. Pure.
// Must not know: the host, the DOM, or time.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { newestFirst } from '#core/journal/order.ts';
import { noRules, withMissing } from '#core/journal/rules.ts';
import type { AppInfo } from '../post/post-view.ts';
import type { Action, State } from './model.ts';
import { freshJournalUi, type Remembered } from './remembered.ts';

/** The state before it is known whether a journal is open. */
export function firstState(info: AppInfo, remembered: Remembered, width: number): State {
  return {
    phase: 'opening',
    info,
    settings: info.settings,
    connection: 'open',
    recent: [],
    progress: null,
    journal: null,
    available: true,
    entries: [],
    awaited: 0,
    rules: unruled,
    view: freshJournalUi.view,
    filter: '',
    narrow: {},
    sort: remembered.sort,
    group: remembered.group,
    folded: [],
    open: null,
    chosen: new Set(),
    post: null,
    layout: remembered.layout,
    panes: remembered.panes,
    drawer: null,
    width,
    face: 'editor',
    media: false,
    dialog: null,
    notices: [],
    backups: [],
    journals: remembered.journals,
  };
}

const unruled: State['rules'] = { rules: noRules, version: null, damaged: false };

/** Entries with what the journal's rules say of them. */
function judged({ rules }: State, entries: readonly PostEntry[]): readonly PostEntry[] {
  const next = entries.map((entry) => withMissing(entry, rules.rules));
  return next.some((entry, at) => entry !== entries[at]) ? next : entries;
}

const noticeLimit = 4;

/** The state after `action`. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'connection':
      return { ...state, connection: action.connection };
    case 'recent':
      return { ...state, recent: action.recent };
    case 'opening':
      // A journal that is open stays to be seen until the next one is there; it may be the same.
      return {
        ...state,
        phase: state.journal === null ? 'opening' : 'journal',
        progress: null,
        dialog: null,
      };
    case 'open-failed':
      return { ...state, phase: state.journal === null ? 'start' : 'journal', progress: null };
    case 'progress':
      return { ...state, progress: { done: action.done, total: action.total } };
    case 'opened':
      return enter(state, action.journal, action.entries, action.awaited ?? 0);
    case 'refreshed':
      return {
        ...withoutLost(withEntries(state, judged(state, action.entries))),
        phase: 'journal',
        progress: null,
        journal: action.journal,
        available: true,
        awaited: 0,
      };
    case 'closed':
      return leave(state);
    case 'changed':
      return withEntries(state, merge(state.entries, judged(state, action.upserted), action.removed));
    case 'moved':
      return move(state, action.from, action.entry);
    case 'available':
      return { ...state, available: action.available };
    case 'view':
      return {
        ...state,
        view: action.view,
        filter: '',
        narrow: {},
        drawer: state.drawer === null ? null : 'posts',
      };
    case 'filter':
      return { ...state, filter: action.filter };
    case 'narrow':
      return { ...state, narrow: action.narrow };
    case 'sort':
      return { ...state, sort: action.sort };
    case 'group':
      return { ...state, group: action.group };
    case 'fold':
      return {
        ...state,
        folded: action.folded
          ? [...state.folded.filter((key) => key !== action.key), action.key]
          : state.folded.filter((key) => key !== action.key),
      };
    case 'open-post':
      return openPost(state, action.path);
    case 'choose':
      return { ...state, chosen: action.paths };
    case 'post-status':
      // A late report of a post that was left says nothing about the one that is open now.
      if (action.status !== null && action.status.path !== state.open) return state;
      return { ...state, post: action.status };
    case 'layout':
      return { ...state, layout: action.layout };
    case 'panes':
      return { ...state, panes: { ...state.panes, ...action.panes } };
    case 'drawer':
      return { ...state, drawer: action.drawer };
    case 'width':
      return action.width === state.width ? state : { ...state, width: action.width };
    case 'face':
      return { ...state, face: action.face };
    case 'media':
      return { ...state, media: action.media, drawer: null };
    case 'dialog':
      return { ...state, dialog: action.dialog };
    case 'notice':
      return { ...state, notices: [...state.notices, action.notice].slice(-noticeLimit) };
    case 'notice-gone':
      return { ...state, notices: state.notices.filter((notice) => notice.id !== action.id) };
    case 'backups':
      return { ...state, backups: action.backups };
    case 'backup-gone':
      return { ...state, backups: state.backups.filter((backup) => backup.path !== action.path) };
    case 'settings':
      return { ...state, settings: action.settings };
    case 'rules': {
      const ruled = { ...state, rules: action.stored };
      return { ...ruled, entries: judged(ruled, state.entries) };
    }
  }
}

function enter(
  state: State,
  journal: State['journal'],
  entries: readonly PostEntry[],
  awaited: number,
): State {
  const known = journal === null ? undefined : state.journals[journal.id];
  const kept = known ?? freshJournalUi;
  const there = awaited > 0 || entries.some((entry) => entry.path === kept.open);
  const last = kept.open !== null && there ? kept.open : null;
  // The sample is there to be looked at: the first time it lies open at its newest post.
  const open = known === undefined && journal?.sample === true ? newestDated(entries) : last;
  return {
    ...state,
    phase: 'journal',
    progress: null,
    journal,
    available: true,
    entries,
    awaited,
    rules: unruled,
    view: kept.view,
    folded: kept.folded,
    filter: '',
    narrow: {},
    open,
    chosen: open === null ? new Set() : new Set([open]),
    post: null,
    drawer: null,
    media: false,
    dialog: null,
  };
}

/** The post that was open last time may turn out to be gone when the whole list is here, and then it was never read. */
function withoutLost(state: State): State {
  const { awaited, open, post, entries } = state;
  if (awaited === 0 || open === null || post !== null) return state;
  return entries.some(({ path }) => path === open) ? state : { ...state, open: null, chosen: new Set() };
}

function newestDated(entries: readonly PostEntry[]): RelPath | null {
  return newestFirst(entries).find((entry) => entry.time !== null)?.path ?? null;
}

function leave(state: State): State {
  return {
    ...state,
    phase: 'start',
    journals: rememberJournal(state),
    journal: null,
    entries: [],
    awaited: 0,
    rules: unruled,
    open: null,
    chosen: new Set(),
    post: null,
    media: false,
    dialog: null,
    drawer: null,
    backups: [],
  };
}

function rememberJournal(state: State): State['journals'] {
  if (state.journal === null) return state.journals;
  const { [state.journal.id]: _, ...others } = state.journals;
  return { ...others, [state.journal.id]: { view: state.view, open: state.open, folded: state.folded } };
}

function merge(
  entries: readonly PostEntry[],
  upserted: readonly PostEntry[],
  removed: readonly RelPath[],
): readonly PostEntry[] {
  if (upserted.length === 0 && removed.length === 0) return entries;
  const fresh = new Map(upserted.map((entry) => [entry.path, entry]));
  const gone = new Set(removed.filter((path) => !fresh.has(path)));
  const kept: PostEntry[] = [];
  for (const entry of entries) {
    if (gone.has(entry.path)) continue;
    kept.push(fresh.get(entry.path) ?? entry);
    fresh.delete(entry.path);
  }
  return [...kept, ...fresh.values()];
}

function withEntries(state: State, entries: readonly PostEntry[]): State {
  if (entries === state.entries) return state;
  const there = new Set(entries.map((entry) => entry.path));
  // The open post stays open even if its file is gone: its text lives in the editor, which says so itself.
  const chosen = [...state.chosen].filter((path) => there.has(path) || path === state.open);
  return {
    ...state,
    entries,
    chosen: chosen.length === state.chosen.size ? state.chosen : new Set(chosen),
  };
}

function move(state: State, from: RelPath, entry: PostEntry): State {
  const moved = withEntries(
    state,
    merge(state.entries, judged(state, [entry]), from === entry.path ? [] : [from]),
  );
  const chosen = new Set([...state.chosen].map((path) => (path === from ? entry.path : path)));
  if (state.open !== from) return { ...moved, chosen };
  return {
    ...moved,
    chosen,
    open: entry.path,
    post: state.post === null ? null : { ...state.post, path: entry.path },
  };
}

function openPost(state: State, path: RelPath | null): State {
  if (path === state.open) return { ...state, drawer: null, media: false };
  return {
    ...state,
    open: path,
    post: null,
    chosen: path === null ? new Set() : new Set([path]),
    drawer: null,
    media: false,
  };
}
