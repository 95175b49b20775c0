// Owns: the shape of everything the page's frame knows: one immutable value.
// Must not know: the open post's text (the editor owns it), nor how anything is fetched or drawn.
import type { CallResult } from '#contract/calls.ts';
import type { StoredRules } from '#contract/rules-calls.ts';
import type { FolderChoice, JournalInfo, Settings } from '#contract/values.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { Grouping, PostQuery, SortOrder } from '#core/journal/query.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import type { AppInfo, PostLayout, PostStatus } from '../post/post-view.ts';
import type { Connection } from '../transport.ts';

/** Which posts the list shows. */
export type View =
  | { readonly kind: 'all' }
  | { readonly kind: 'drafts' }
  | { readonly kind: 'uncategorised' }
  | { readonly kind: 'problems' }
  /** Posts that are no drafts and will not appear all the same. */
  | { readonly kind: 'hidden' }
  | { readonly kind: 'category'; readonly path: readonly string[] }
  | { readonly kind: 'tag'; readonly tag: string };

/** What the list is narrowed to beside its view: one choice of each facet. */
export type Narrow = Pick<PostQuery, 'tag' | 'category' | 'year' | 'draft' | 'problem' | 'appears'>;

/** What is remembered of one journal between sessions. */
export interface JournalUi {
  readonly view: View;
  readonly open: RelPath | null;
  /** Category paths that are folded in the tree, each as JSON. */
  readonly folded: readonly string[];
}

/** What is remembered for all journals. */
export interface Panes {
  readonly library: boolean;
  readonly posts: boolean;
  /** Widths in CSS pixels. */
  readonly libraryWidth: number;
  readonly postsWidth: number;
}

export type Dialog =
  | { readonly kind: 'new-post' }
  | { readonly kind: 'rename'; readonly path: RelPath }
  | { readonly kind: 'publish'; readonly path: RelPath }
  | { readonly kind: 'move'; readonly paths: readonly RelPath[] }
  | { readonly kind: 'folder'; readonly purpose: 'journal' | 'target' }
  /** `wish`: a change that is clear already (a drop), whose preview comes at once. */
  | {
      readonly kind: 'taxonomy';
      readonly wish: Operation | null;
      readonly tab: 'categories' | 'tags';
    }
  | { readonly kind: 'edit-key'; readonly paths: readonly RelPath[] }
  | { readonly kind: 'check' }
  | { readonly kind: 'export' }
  /** `target`: a folder that was exported to, null for the journal itself; undefined: whichever is next. */
  | { readonly kind: 'publishing'; readonly target: string | null | undefined }
  | { readonly kind: 'post-history'; readonly path: RelPath }
  | { readonly kind: 'settings' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'palette'; readonly scope: 'commands' | 'posts' }
  | { readonly kind: 'recovery'; readonly path: RelPath }
  /** Images that only deleted posts used. */
  | { readonly kind: 'left-images'; readonly images: readonly LeftImage[] };

export type LeftImage = CallResult<'image.only'>['images'][number];

/** A sentence of the catalogue with its facts. */
export interface Words {
  readonly key: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'error';
  readonly words: Words;
  /** Stays until it is closed. */
  readonly sticky: boolean;
  readonly undo: (() => void) | null;
  /** Something to do about it, by the key of its name. */
  readonly action: { readonly key: string; readonly run: () => void } | null;
}

export type Backup = CallResult<'backup.list'>['backups'][number];

export interface State {
  readonly phase: 'start' | 'opening' | 'journal';
  readonly info: AppInfo;
  readonly settings: Settings;
  readonly connection: Connection;
  readonly recent: readonly FolderChoice[];
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly journal: JournalInfo | null;
  /** False while the journal's folder cannot be reached. */
  readonly available: boolean;
  readonly entries: readonly PostEntry[];
  /** Posts of a long list that are on their way: `entries` holds its beginning until they are here. */
  readonly awaited: number;
  /** What the journal asks of its posts; `entries` carry the problems that come of it. */
  readonly rules: StoredRules;
  readonly view: View;
  readonly filter: string;
  readonly narrow: Narrow;
  readonly sort: SortOrder;
  readonly group: Grouping;
  readonly folded: readonly string[];
  readonly open: RelPath | null;
  readonly chosen: ReadonlySet<RelPath>;
  readonly post: PostStatus | null;
  readonly layout: PostLayout;
  readonly panes: Panes;
  /** The pane that lies over the others in a narrow window. */
  readonly drawer: 'library' | 'posts' | null;
  readonly width: number;
  /** What a window too narrow for both shows of the open post. */
  readonly face: 'editor' | 'preview';
  /** The view of the journal's images lies over the panes. */
  readonly media: boolean;
  readonly dialog: Dialog | null;
  readonly notices: readonly Notice[];
  readonly backups: readonly Backup[];
  readonly journals: Readonly<Record<string, JournalUi>>;
}

export type Action =
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'recent'; readonly recent: readonly FolderChoice[] }
  | { readonly type: 'opening' }
  | { readonly type: 'open-failed' }
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | {
      readonly type: 'opened';
      readonly journal: JournalInfo;
      readonly entries: readonly PostEntry[];
      /** Posts of the list that are still to come. */
      readonly awaited?: number;
    }
  | { readonly type: 'refreshed'; readonly journal: JournalInfo; readonly entries: readonly PostEntry[] }
  | { readonly type: 'closed' }
  | {
      readonly type: 'changed';
      readonly upserted: readonly PostEntry[];
      readonly removed: readonly RelPath[];
    }
  | { readonly type: 'moved'; readonly from: RelPath; readonly entry: PostEntry }
  | { readonly type: 'available'; readonly available: boolean }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'filter'; readonly filter: string }
  | { readonly type: 'narrow'; readonly narrow: Narrow }
  | { readonly type: 'sort'; readonly sort: SortOrder }
  | { readonly type: 'group'; readonly group: Grouping }
  | { readonly type: 'fold'; readonly key: string; readonly folded: boolean }
  | { readonly type: 'open-post'; readonly path: RelPath | null }
  | { readonly type: 'choose'; readonly paths: ReadonlySet<RelPath> }
  | { readonly type: 'post-status'; readonly status: PostStatus | null }
  | { readonly type: 'layout'; readonly layout: PostLayout }
  | { readonly type: 'panes'; readonly panes: Partial<Panes> }
  | { readonly type: 'drawer'; readonly drawer: State['drawer'] }
  | { readonly type: 'width'; readonly width: number }
  | { readonly type: 'face'; readonly face: State['face'] }
  | { readonly type: 'media'; readonly media: boolean }
  | { readonly type: 'dialog'; readonly dialog: Dialog | null }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'notice-gone'; readonly id: number }
  | { readonly type: 'backups'; readonly backups: readonly Backup[] }
  | { readonly type: 'backup-gone'; readonly path: RelPath }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'rules'; readonly stored: StoredRules };
