// Owns: the words of an export: what goes out, what the target holds, what was written last time, and the steps between.
// Must not know: how any of it is read, hashed or written.

import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';

/** Identity of a file's bytes: the `version` of the wire, in hex. */
export type Hash = string;

/** One file as the journal would publish it. */
export interface OutgoingFile {
  /** Where it goes, below the target's root. */
  readonly path: RelPath;
  /** Where it comes from, below the journal's root. */
  readonly source: RelPath;
  readonly kind: 'post' | 'image' | 'file';
  readonly hash: Hash;
  /** Bytes. */
  readonly size: number;
  readonly binary: boolean;
  /** Posts (paths in the journal) that bring it; a post brings itself. */
  readonly broughtBy: readonly RelPath[];
  /** Hashes of earlier states of this file that are known to be the author's own. */
  readonly former: readonly Hash[];
}

/** Why a path of the target must not be written, whatever the person says. */
export type Blocked = 'symlink' | 'not-a-file' | 'nested-repository' | 'unreadable';

/** What the target holds at one path. */
export type TargetFile =
  | { readonly is: 'absent' }
  | { readonly is: 'file'; readonly hash: Hash; readonly size: number }
  | { readonly is: 'blocked'; readonly why: Blocked };

/** What git says of one path of the target: the letters of index and working tree; `.` is unchanged, `?` untracked. */
export interface PathStatus {
  readonly index: string;
  readonly tree: string;
}

/** One file that the last export wrote, or found equal. */
export interface RecordedFile {
  readonly hash: Hash;
  readonly kind: 'post' | 'image' | 'file';
  /** The journal it came from. */
  readonly journal: string;
  readonly source: RelPath;
  readonly title: string | null;
}

/** What was exported to a target so far, by path in the target. */
export interface ExportRecord {
  readonly files: ReadonlyMap<RelPath, RecordedFile>;
}

export type Action = 'add' | 'change' | 'keep' | 'conflict' | 'delete';

/**
 * Why a step is what it is.
 * `new` not there yet · `edited` ours changed since the last export · `former` the target holds an earlier state of ours ·
 * `same` equal bytes · `uncommitted` equal bytes that git has not committed yet · `target-newer` only the target's copy
 * changed · `target-edited` both changed · `target-removed` someone removed it there · `target-different` another file
 * stands there · `staged` git holds a third state of it in its index · `removed` gone from the journal · `now-draft` the post
 * became a draft · `removed-target-edited` gone from the journal, but edited in the target · the rest: see `Blocked`.
 */
export type StepReason =
  | 'new'
  | 'edited'
  | 'former'
  | 'same'
  | 'uncommitted'
  | 'target-newer'
  | 'target-edited'
  | 'target-removed'
  | 'target-different'
  | 'staged'
  | 'removed'
  | 'now-draft'
  | 'removed-target-edited'
  | Blocked;

/**
 * One line of a plan. Crosses the wire without `before` and `after`. A post under a new name is two lines that name each other by
 * `pair`: it is added at one path and deleted at the other, both or neither.
 */
export interface Step {
  readonly action: Action;
  /** Below the target's root. */
  readonly path: RelPath;
  /** Below the journal's root; null for a deletion. */
  readonly source: RelPath | null;
  readonly kind: 'post' | 'image' | 'file';
  /** Bytes of the new content; 0 for a deletion. */
  readonly size: number;
  readonly broughtBy: readonly RelPath[];
  readonly reason: StepReason;
  readonly binary: boolean;
  /** What the target holds now; null: nothing, or something that is no file. */
  readonly before: Hash | null;
  /** What it will hold; null: nothing. */
  readonly after: Hash | null;
  /** The other path of a post that is renamed: for its addition the old one, for its deletion the new one. */
  readonly pair?: RelPath;
}

/** Steps in path order, and what a person should know beside them. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}
