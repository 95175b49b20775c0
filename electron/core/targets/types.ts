// Owns: the words in which export targets are talked about: generators, what a look at a folder found, settings.
// Must not know: how any generator is recognised, or how files are read.

export const generatorNames = ['jekyll', 'hugo', 'hexo', 'astro', 'eleventy', 'plain'] as const;
export type GeneratorName = (typeof generatorNames)[number];

/** A look at a target from outside. Paths are relative to its root. */
export interface TargetLook {
  /** Text of the configuration files that are there, by path (see `configFiles`). */
  readonly texts: ReadonlyMap<string, string>;
  /** Files of the folder, in path order; of a large folder only the first ones. */
  readonly files: readonly string[];
  /** A few Markdown files with their text: how posts are written there. */
  readonly samples: readonly { readonly path: string; readonly text: string }[];
}

/** Where and how posts are written. Chosen by a person or learned from the target, and remembered. */
export interface TargetSettings {
  readonly generator: GeneratorName;
  /** Folder of posts below the root; empty: the root itself. */
  readonly content: string;
  /** Folder of images and other files that posts bring. */
  readonly images: string;
  /** Files go beside their post (page bundle, asset folder) where the generator allows it. */
  readonly beside: boolean;
  /** Name of a post's file: its slug, or date and slug. */
  readonly names: 'slug' | 'date-slug';
  /** Language of the front matter. */
  readonly format: 'yaml' | 'toml';
}

/** What a generator's Markdown does that kramdown does not, or the other way round. */
export interface MarkdownTraits {
  /** Whose reading of emphasis, lists and tables counts. */
  readonly engine: 'commonmark' | 'marked';
  /** Raw HTML reaches the page. */
  readonly html: boolean;
  readonly footnotes: boolean;
  /** How ids of headings are made; `none`: headings get no id. */
  readonly headingIds: 'goldmark' | 'github' | 'hexo' | 'none';
  /** `## Title {#id}` is understood. */
  readonly headingAttributes: boolean;
  /** `{.class}` behind a block is understood. */
  readonly blockAttributes: boolean;
  /** `- [x] done` is a box. */
  readonly taskLists: boolean;
  /** A line end inside a paragraph becomes a `<br>`. */
  readonly breaks: boolean;
  /** `~text~` is struck out. */
  readonly singleTilde: boolean;
  /** A bare URL becomes a link. */
  readonly linkify: boolean;
  /** Straight quotes, dashes and dots become typographic ones. */
  readonly smart: boolean;
  /** Lines indented by four are code. */
  readonly indentedCode: boolean;
  /** `$…$` and `$$…$$` are mathematics. */
  readonly dollarMath: boolean;
}

/** What must be known of a post to place it and to tell its address. */
export interface PlacedPost {
  /** File name without date and extension. */
  readonly slug: string;
  /** `YYYY-MM-DD…`, in the zone of the blog; null for a post without a date. */
  readonly date: string | null;
  readonly title: string;
  readonly categories: readonly string[];
  readonly draft: boolean;
  /** The address that the post itself names (`permalink`), decoded; null or left out where it names none. */
  readonly permalink?: string | null;
}

/** A target's site as far as posts are concerned: what its configuration says. */
export interface TargetSite {
  readonly generator: GeneratorName;
  /** Origin of absolute addresses, e.g. `https://example.org`; empty where it is not configured. */
  readonly url: string;
  /** Path of the site below its origin, without a slash at the end; mostly empty. */
  readonly base: string;
  /** IANA zone of the site; null where it is not configured. */
  readonly zone: string | null;
  readonly markdown: MarkdownTraits;
  /** What a person gets who chooses nothing. */
  readonly defaults: TargetSettings;
  /** The address of a post, from the site's root and decoded; null where it cannot be known. */
  readonly address: (post: PlacedPost, settings: TargetSettings) => string | null;
  /** The address of a file at `path`, from the site's root and decoded; null where the build does not publish it. */
  readonly fileAddress: (path: string, settings: TargetSettings) => string | null;
  /** Posts dated later than the build are published. */
  readonly future: boolean;
  /** Keys that posts have there under other names, e.g. `date` -> `pubDate`. */
  readonly keys: Readonly<Record<string, string>>;
  /** `layout` that posts there name; null where they name none. */
  readonly layout: string | null;
  /** Keys that every post must have there. */
  readonly required: readonly string[];
  /** The generator itself puts `base` before the paths of Markdown images. */
  readonly baseForImages: boolean;
  /** Pictures of the front matter are named by their way from the post's file, and imported. */
  readonly importsPictures: boolean;
  /** Front matter that hands a post's braces through untouched; null where the generator has no such key. */
  readonly literal: { readonly key: string; readonly value: string | boolean } | null;
}
