// Owns: the shapes of a change of images: what is planned, and what was done and can be taken back.
// Must not know: how a plan is made or carried out.
import type { MediaChange } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Hunk } from '#core/taxonomy/hunks.ts';
import type { Edit } from '#core/text.ts';

export type Op = MediaChange['op'];

/** One image of a plan, with the version of the bytes that it was planned for. */
export interface PlannedImage {
  readonly path: RelPath;
  /** Null: to the trash. The same path: other bytes in the same place. */
  readonly to: RelPath | null;
  readonly version: string;
  /** Bytes before and after. */
  readonly before: number;
  readonly after: number;
  /** Files whose references will lead nowhere; none for anything but the trash. */
  readonly users: readonly RelPath[];
  /** Other bytes that it gets, ready in a file of our own; null: it keeps its own. */
  readonly made: { readonly file: string; readonly version: string } | null;
}

export interface PlannedPost {
  readonly path: RelPath;
  readonly title: string;
  /** A file of the blog that is no post. */
  readonly site: boolean;
  readonly version: string;
  readonly edits: readonly Edit[];
  readonly hunks: readonly Hunk[];
}

/** What stays as it is, with a closed code of why. */
export interface Left {
  readonly path: RelPath;
  readonly code: string;
  readonly message: string;
  readonly posts: readonly RelPath[];
}

export interface PreparedMedia {
  /** Handle of the journal. */
  readonly journal: string;
  readonly op: Op;
  readonly images: readonly PlannedImage[];
  readonly posts: readonly PlannedPost[];
  readonly left: readonly Left[];
  /** Folder of made files, to be removed with the plan. */
  readonly folder: string | null;
}

/** What work over many files tells, and how it is ended. */
export interface Watched {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}
