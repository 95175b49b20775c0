// Shapes of the Liquid step that Jekyll runs over a post before kramdown: what goes in, what comes out.
// Must not know liquidjs, kramdown or where the site's files are.
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { SiteDocument } from '#core/site/documents.ts';

/** What a post's Liquid can see of its site. Built from `_config.yml`, `_data`, `_includes` and the list of posts. */
export interface LiquidSite {
  readonly config: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  /** Text of `_includes/**`, by path below `_includes`. */
  readonly includes: Readonly<Record<string, string>>;
  readonly posts: readonly PostEntry[];
  /** Pages and documents of collections, where they are known. */
  readonly documents?: readonly SiteDocument[];
  /** IANA zone that dates are printed in. */
  readonly zone: string;
  /** Milliseconds since the epoch: `site.time` and `'now'`. */
  readonly now: number;
  /** Jekyll 3 (GitHub Pages' classic builder) leaves `baseurl` out of `post_url` and `link`. */
  readonly jekyll: 3 | 4;
}

/** The post itself: `page` in Liquid. */
export interface LiquidPage {
  readonly entry: PostEntry | null;
  readonly frontMatter: Readonly<Record<string, unknown>>;
}

export interface LiquidTools {
  /** HTML of Markdown, for `markdownify`. */
  readonly markdown: (text: string) => string;
  /** Rouge spans of code, for `{% highlight %}`; null: unknown language. */
  readonly highlight: (code: string, language: string) => string | null;
}

export interface LiquidResult {
  readonly text: string;
  /** Source line (0-based) of each line of `text`; null where the text is the source. */
  readonly lines: readonly number[] | null;
  /** Lines are 1-based and of the source given. */
  readonly problems: readonly Problem[];
}
