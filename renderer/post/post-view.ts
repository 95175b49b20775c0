// The seam between the page's frame (library, lists, dialogs) and the open post (form, editor, preview).
// Types only; the frame knows nothing of CodeMirror, the post nothing of the library.
import type { CallResult } from '#contract/calls.ts';
import type { Client } from '#contract/transport.ts';
import type { JournalInfo, Settings } from '#contract/values.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { JournalRules } from '#core/journal/rules.ts';
import type { Problem } from '#core/problem.ts';

export type AppInfo = CallResult<'app.info'>;

/** Which parts of the open post are shown. */
export interface PostLayout {
  readonly form: boolean;
  readonly editor: boolean;
  readonly preview: boolean;
  readonly syncScroll: boolean;
  readonly previewWidth: 'page' | 'phone';
  readonly blogStyles: boolean;
}

export type SaveState =
  | 'saved'
  | 'unsaved'
  | 'saving'
  | 'conflict'
  | 'failed'
  | 'read-only'
  /** The file is gone from disk; the text is kept here. */
  | 'gone';

export interface PostStatus {
  readonly path: RelPath;
  readonly save: SaveState;
  /** Sentence for `failed`. */
  readonly reason: string | null;
  readonly words: number;
  readonly characters: number;
  readonly minutes: number;
  /** 1-based caret position. */
  readonly line: number;
  readonly column: number;
  /** Front-matter, kramdown and Liquid findings of the open text. */
  readonly problems: readonly Problem[];
}

/** Commands of the open post that menus, keys and the palette call by name. */
export type PostCommand =
  | 'save'
  | 'undo'
  | 'redo'
  | 'bold'
  | 'italic'
  | 'strike'
  | 'code'
  | 'link'
  | 'heading'
  | 'quote'
  | 'list'
  | 'insert-image'
  | 'find'
  | 'replace'
  | 'fold-front-matter'
  | 'focus-editor'
  | 'focus-form'
  | 'next-problem'
  | 'compare-disk'
  | 'history';

export interface PostApi {
  /** Runs a command; false where it does not apply now. */
  run(command: PostCommand): boolean;
  /** Saves what is unsaved; false if it could not (conflict, failure): the caller must not leave the post. */
  flush(): Promise<boolean>;
  /** Version of the text on disk that the editor is based on. */
  readonly version: string | null;
  /** The text on disk was changed by the host itself at the frame's request (move, rename): take it over as it is. */
  adopt(read: CallResult<'post.read'>): void;
  /** Moves the caret to a 1-based line and shows it. */
  reveal(line: number): void;
}

export interface PostViewProps {
  readonly client: Client;
  readonly info: AppInfo;
  readonly journal: JournalInfo;
  readonly settings: Settings;
  /** All posts: completions of categories, tags and layouts, links between posts. */
  readonly entries: readonly PostEntry[];
  readonly path: RelPath;
  /** What the journal asks of its posts. */
  readonly rules: JournalRules;
  readonly layout: PostLayout;
  readonly onLayout: (layout: PostLayout) => void;
  readonly onStatus: (status: PostStatus) => void;
  readonly onApi: (api: PostApi | null) => void;
  /** Something that the person should hear of, by the key of its sentence, perhaps with something to do about it. */
  readonly onTell: (
    words: { readonly key: string; readonly facts?: Readonly<Record<string, string | number>> },
    options?: {
      readonly tone?: 'info' | 'error';
      readonly undo?: () => void;
      readonly action?: { readonly key: string; readonly run: () => void };
    },
  ) => void;
  /** A link to another post was followed in the preview. */
  readonly onOpenPost: (path: RelPath) => void;
}
