// Owns: the words in which changes to many posts are told: operations on tags, categories and keys, and what a plan says.
// Must not know: how an operation is worked out, files on disk, or the wire.
import type { BlogStyle, FieldValue, Note, ReasonCode, ValueKind } from '../frontmatter/types.ts';
import type { PostEntry, RelPath } from '../journal/entry.ts';
import type { SiteConfig } from '../site/types.ts';
import type { Edit } from '../text.ts';

/** A category by the names from the top down to it. */
export type CategoryPath = readonly string[];

/**
 * One wish for many posts.
 *
 * - `tags`: every tag of `from` becomes the tags `to`. One to one renames, several to one merge, one to several split, none deletes.
 * - `categories`: what stands at a path of `from`, with all below, stands at `to`. That renames, merges, nests and takes out; with
 *   `to` its own parent the category goes and what is below it moves up. `everywhere`: `from` holds one name, which counts at any
 *   place in a post's categories; `to` is then one name, or none.
 * - `tag-to-category`, `category-to-tag`: the name goes there and comes here; it is put last.
 * - `key`: one key of the front matter is set or taken out.
 */
export type Operation =
  | { readonly op: 'tags'; readonly from: readonly string[]; readonly to: readonly string[] }
  | {
      readonly op: 'categories';
      readonly from: readonly CategoryPath[];
      readonly to: CategoryPath;
      readonly everywhere: boolean;
    }
  | { readonly op: 'tag-to-category'; readonly tag: string; readonly to: CategoryPath }
  | {
      readonly op: 'category-to-tag';
      readonly from: CategoryPath;
      readonly everywhere: boolean;
      readonly to: string;
    }
  | { readonly op: 'key'; readonly change: KeyChange };

export type KeyChange =
  | { readonly op: 'set'; readonly key: string; readonly value: FieldValue; readonly as?: ValueKind }
  | { readonly op: 'remove'; readonly key: string };

/** A post with its text as it is on disk. */
export interface PostText {
  readonly path: RelPath;
  readonly text: string;
  readonly entry: PostEntry;
}

/** The journal that the posts are of. */
export interface Surroundings {
  readonly site: SiteConfig;
  /** Every post: for paths and URLs that are taken, and for the keys that the journal uses. */
  readonly entries: readonly PostEntry[];
  /** How the blog writes what a post itself shows no example of. */
  readonly style?: BlogStyle;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Add the old URL to `redirect_from` wherever a published post's URL changes. */
  readonly redirect: boolean;
}

/** What happens to one post. */
export interface PlannedFile {
  readonly path: RelPath;
  /** Where the file goes; null where it stays. */
  readonly newPath: RelPath | null;
  readonly edits: readonly Edit[];
  /** Site-absolute, as in the list; null where there is none. */
  readonly urlBefore: string | null;
  readonly urlAfter: string | null;
  /** Another post has `urlAfter` already, or gets it by this plan. */
  readonly clash: boolean;
  readonly notes: readonly Note[];
}

export type RefusalCode =
  | ReasonCode
  /** `defaults` of `_config.yml` give the name. */
  | 'from-config'
  /** The name is a piece of one string with commas, which Jekyll cuts elsewhere. */
  | 'comma-string'
  /** The new category cannot be the name of a folder. */
  | 'folder-name'
  /** Another post has the path the post would get. */
  | 'taken'
  | 'not-utf8'
  | 'unreadable';

/** A post that the wish concerns and that is left alone. */
export interface Refusal {
  readonly path: RelPath;
  readonly code: RefusalCode;
  /** English. */
  readonly message: string;
  readonly line?: number;
}

export interface TaxonomyPlan {
  readonly files: readonly PlannedFile[];
  readonly refused: readonly Refusal[];
}
