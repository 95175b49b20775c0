// Owns: the words in which references to files are talked about: where one stands in a text and what it points at.
// Must not know: how references are found or rewritten, or any file on disk.

/** In what a reference is written, which decides how characters are escaped there. */
export type Setting =
  | 'markdown'
  | 'angle'
  | 'html-double'
  | 'html-single'
  | 'html-bare'
  | 'srcset'
  | 'yaml-plain'
  | 'yaml-double'
  | 'yaml-single'
  | 'liquid-string'
  | 'liquid-bare';

/** What stands before the path: nothing, an origin, `{{ site.baseurl }}`, or a filter or tag that adds the base itself. */
export type Lead = 'none' | 'origin' | 'base' | 'filter' | 'tag';

export type ReferenceKind = 'image' | 'link' | 'definition' | 'html' | 'front-matter' | 'include';

/** One reference. `from..to` is the path alone, in UTF-16 units: no quotes, origin, base, query or fragment. */
export interface Reference {
  readonly from: number;
  readonly to: number;
  readonly kind: ReferenceKind;
  readonly setting: Setting;
  readonly lead: Lead;
  /** `https://example.org` where the URL has one, else null. */
  readonly origin: string | null;
  /** The path as a file system has it: entities and percent signs decoded; as written otherwise. */
  readonly path: string;
  /** True where the place shows a picture (`![]`, `<img>`, a picture in front matter), false for links. */
  readonly shows: boolean;
  /** Alternative text; null where the place has none. */
  readonly alt: string | null;
}

/** What resolving a reference needs to know about its post and site. */
export interface ReferenceBase {
  /** The post's own path below the root. */
  readonly post: string;
  /** `baseurl` of the site: empty or `/name`. */
  readonly baseurl: string;
  /** `url` of the site, e.g. `https://example.org`; empty where it has none. */
  readonly url: string;
}
