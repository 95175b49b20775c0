// Owns: the words in which a blog's rules are told: its configuration, and how a post's file is placed.
// Must not know: how `_config.yml` is read, or any file on disk.

/** One set of `defaults` in `_config.yml`. */
export interface DefaultSet {
  /** Path prefix or glob; empty: every file. */
  readonly path: string;
  readonly type: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

/** One collection of `collections` in `_config.yml`. */
export interface CollectionConfig {
  readonly label: string;
  readonly output: boolean;
  readonly permalink: string | null;
}

/** The part of a site's configuration that decides where posts are, what their URL is and whether they appear. */
export interface SiteConfig {
  readonly kind: 'jekyll' | 'plain';
  /** Permalink template of posts, styles resolved, e.g. `/:categories/:year/:month/:day/:title:output_ext`. */
  readonly permalink: string;
  readonly baseurl: string;
  readonly url: string;
  /** IANA name of the zone in which dates are read and URLs are made: `timezone`, else the machine's. */
  readonly zone: string;
  /** `timezone` as configured, if it is. */
  readonly timezone: string | null;
  readonly future: boolean;
  /** Posts with `published: false` are built all the same. */
  readonly unpublished: boolean;
  readonly showDrafts: boolean;
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly defaults: readonly DefaultSet[];
  readonly collections: readonly CollectionConfig[];
  /** Folder that holds `_posts` and the collections; empty: the root. */
  readonly collectionsDir: string;
  /** Folder that the build writes, below the root; empty where it is elsewhere. */
  readonly destination: string;
  /** The Markdown engine's name, `kramdown` by default. */
  readonly markdown: string;
  /** The `kramdown:` map as written. */
  readonly kramdown: Readonly<Record<string, unknown>>;
  readonly highlighter: string;
  readonly excerptSeparator: string;
  /** Extensions (without dot, lower case) of Markdown files. */
  readonly markdownExtensions: readonly string[];
  /** `time` of the build in milliseconds since the epoch, where the configuration fixes it. */
  readonly time: number | null;
  /** The whole configuration as parsed. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A post's file name taken apart. */
export interface PostFileName {
  /** The date as written in the name (`2024-1-5`), null where there is none. */
  readonly dateText: string | null;
  readonly slug: string;
  /** With the dot: `.md`. */
  readonly extension: string;
}

/** Where a post's file stands: folders above the posts folder are categories, folders below are not. */
export interface PostPlace {
  readonly role: 'post' | 'draft' | 'page' | 'collection';
  /** Folders above `_posts`/`_drafts`; for a plain journal, all folders. */
  readonly above: readonly string[];
  /** Folders between `_posts` and the file. */
  readonly below: readonly string[];
  /** The posts folder itself (`ml/_posts`), empty for a plain journal's root. */
  readonly folder: string;
  readonly file: string;
}
