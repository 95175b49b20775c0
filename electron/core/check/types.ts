// Owns: the words of the checks before publishing: what a rule is given and what it says.
// Must not know: any one rule, or files.
import type { Lookup } from '#core/export/bring.ts';
import type { FrontMatter } from '#core/frontmatter/index.ts';
import type { Reference, ReferenceBase } from '#core/images/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
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
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly fix?: readonly Edit[];
}

/** One rule: pure, over one post. */
export interface Rule {
  /** Stable, in kebab-case; settings switch a rule off by it. */
  readonly id: string;
  readonly severity: Problem['severity'];
  readonly check: (post: PostView, context: CheckContext) => readonly Remark[];
}
