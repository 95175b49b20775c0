// Owns: what the page and the preview's worker say to each other. Lines count from 0 in the file.
// Must not know: how anything is rendered or shown.
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { SiteDocument } from '#core/site/documents.ts';

/** Replaces `from..to` of the text before the change; the changes of one message all speak of that text, in order. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

export type ToWorker =
  | {
      readonly type: 'open';
      readonly post: number;
      readonly revision: number;
      readonly text: string;
      readonly entry: PostEntry | null;
    }
  | {
      readonly type: 'change';
      readonly post: number;
      readonly revision: number;
      readonly changes: readonly TextChange[];
    }
  | { readonly type: 'site'; readonly site: Site }
  | { readonly type: 'posts'; readonly posts: readonly PostEntry[] };

/** What rendering needs to know of the blog. */
export interface Site {
  /** `_config.yml`, parsed. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly includes: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
  /** Pages and documents of collections. */
  readonly documents?: readonly SiteDocument[];
}

/** One top-level block of the page. `data-line` inside counts from the block's own line. */
export interface PreviewBlock {
  readonly html: string;
  readonly line: number;
  /** Exclusive. */
  readonly endLine: number;
}

/** A problem with an exact place, as `Problem` (from 1), and where it ends. */
export interface PlacedProblem extends Problem {
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Counts {
  readonly words: number;
  readonly characters: number;
  readonly minutes: number;
}

export type FromWorker =
  | {
      readonly type: 'rendered';
      readonly post: number;
      readonly revision: number;
      /** So many blocks at the start and at the end stay as they are; those at the end move by `shift` lines. */
      readonly head: number;
      readonly tail: number;
      readonly shift: number;
      readonly blocks: readonly PreviewBlock[];
      /** null: as before. */
      readonly problems: readonly PlacedProblem[] | null;
      /** Line on which the body begins. */
      readonly bodyLine: number;
      /** false: the time budget ran out and the rest is plain text. */
      readonly complete: boolean;
    }
  | { readonly type: 'counted'; readonly post: number; readonly revision: number; readonly counts: Counts }
  /** A post's templates ask for other posts: from now on the worker wants to know them. */
  | { readonly type: 'wantsPosts' };
