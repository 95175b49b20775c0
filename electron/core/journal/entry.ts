// The value of one post in the list: what the library, the list and the command line show without opening the post.
// Plain data that crosses the wire; must not know how it was read.
import type { Problem } from '#core/problem.ts';

/** Path relative to the journal's root: `/` separators, no leading `/`, no `.` or `..`; the bytes as found on disk. */
export type RelPath = string & { readonly __relPath: true };

/** Why a post will or will not be in the published site, by Jekyll's rules. */
export type Appears =
  | { readonly will: true }
  | {
      readonly will: false;
      readonly why: 'draft' | 'unpublished' | 'future' | 'no-date' | 'excluded' | 'duplicate-url' | 'invalid';
      /** E.g. the date it appears on, or the other post with the same URL. */
      readonly detail?: string;
    };

export interface PostEntry {
  readonly path: RelPath;
  /** Never empty: front matter, else the file name's words. */
  readonly title: string;
  /** The date as the post gives it, normalised: `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm:ss` with `Z`/`±HH:MM` if a zone is given; null if none. */
  readonly date: string | null;
  /** Milliseconds since the epoch of `date` in the journal's zone, for sorting; null if none. */
  readonly time: number | null;
  /** The file's slug as Jekyll sees it (`:title`). */
  readonly slug: string;
  /** Category path as Jekyll reads it: folders above `_posts`, then `categories`, then `category`; unique, order kept. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly layout: string | null;
  readonly draft: boolean;
  /** Site-absolute URL path by the permalink rules; null where the post has none. */
  readonly url: string | null;
  readonly appears: Appears;
  readonly problems: readonly Problem[];
  /** The front-matter image as written, if any. */
  readonly image: string | null;
  /** First words of the body as one line of plain text; absent where there are none. */
  readonly excerpt?: string;
  /** Front-matter keys in their order. */
  readonly keys: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}
