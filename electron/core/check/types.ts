// Owns: the words of the checks before publishing: what a rule is given and what it says.
// Must not know: any one rule, or files.
import type { Lookup } from '#core/export/bring.ts';
import type { FrontMatter } from '#core/frontmatter/index.ts';
import type { Reference, ReferenceBase } from '#core/images/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { LiquidRenderer } from '#core/liquid/index.ts';
import type { Problem } from '#core/problem.ts';
import type { Edit } from '#core/text.ts';

/** One post as the rules see it. */
export interface PostView {
  readonly entry: PostEntry;
  readonly text: string;
  /** The text with front matter, code and comments as spaces; same length. */
  readonly masked: string;
  readonly front: FrontMatter;
  readonly references: readonly Reference[];
  /** 1-based line of an offset. */
  readonly lineOf: (offset: number) => number;
  /** Offset of a 1-based line and column; the text's end where there is no such line. */
  readonly offsetOf: (line: number, column: number) => number;
}

/** The blog around the posts, as far as checks ask for it. */
export interface Blog {
  /** Configuration as written. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Addresses that are no posts' own: pages, and old ones that redirect. Without leading slash, `index.html` and `.html`. */
  readonly addresses: ReadonlySet<string>;
  /** Ids that layouts and includes put on every page. */
  readonly ids: ReadonlySet<string>;
  /** It is built with plugins of its own, which may make any page, file or tag. */
  readonly plugins: boolean;
  /** Its layouts and includes come, at least in part, from a theme that is not among its files. */
  readonly theme: boolean;
  /** True where the last build on disk has something at this address. */
  readonly built: (address: string) => boolean;
  /** Bytes of a file; null where there is none. */
  readonly sizeOf: (path: RelPath) => number | null;
  /** Text of another post; null where it cannot be read. */
  readonly textOf: (path: RelPath) => string | null;
  /** The blog's Liquid; null where its posts are not run through it. */
  readonly liquid: LiquidRenderer | null;
}

/** What the rules know beside the post. */
export interface CheckContext {
  readonly site: Pick<ReferenceBase, 'baseurl' | 'url'>;
  /** Every post of the journal. */
  readonly entries: readonly PostEntry[];
  /** What the journal's disk holds at a path. */
  readonly lookup: (path: RelPath) => Lookup;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly blog: Blog;
}

/** What a rule found in one post. `fix`: edits of the post's text that mend it, where that is safe. */
export interface Finding {
  readonly path: RelPath;
  /** The id of the rule; the same as the problem's code. */
  readonly rule: string;
  readonly problem: Problem;
  readonly fix: readonly Edit[] | null;
}

/** What a rule says of one place in a post. */
export interface Remark {
  /** Offset in the text; null: the post as a whole, told at its first line. */
  readonly at: number | null;
  readonly message: string;
  /** Other than the rule's own. */
  readonly severity?: Problem['severity'];
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly fix?: readonly Edit[];
}

/** One rule: pure, over one post. */
export interface Rule {
  /** Stable, in kebab-case; settings switch a rule off by it. */
  readonly id: string;
  readonly severity: Problem['severity'];
  /** One line for the command line: what it finds. The page has words of its own. */
  readonly about: string;
  /** Its fixes change nothing but the spelling of a path, so they may be made without looking. */
  readonly safeFix?: true;
  readonly check: (post: PostView, context: CheckContext) => readonly Remark[];
}
