// Owns: the references to images in the files of a blog that are no posts: pages, layouts, styles, data, configuration.
// Must not know: posts, or which files exist.
import type { Edit } from '../text.ts';
import { imageExtensions, isImagePath } from './file-kinds.ts';
import { frontMatterReferences } from './front-matter-references.ts';
import { findReferences } from './references.ts';
import { resolveReference, spellReference } from './resolve.ts';
import { readTarget } from './target.ts';
import type { Reference, ReferenceBase, Setting } from './types.ts';
import type { ImageUse } from './usage.ts';

const MARKUP = /\.(?:md|markdown|mkdn?|html?|xml|liquid)$/i;
const DATA = /\.(?:ya?ml|toml)$/i;
const CODE = /\.(?:css|s[ac]ss|less|js|mjs|json|webmanifest)$/i;

/** True for a file that may refer to images and is text. */
export function isSiteFile(path: string): boolean {
  return MARKUP.test(path) || DATA.test(path) || CODE.test(path);
}

const STRING = new RegExp(
  `(["'\`])((?:(?!\\1)[^\\n\\\\])*\\.(?:${imageExtensions})(?:[?#](?:(?!\\1)[^\\n\\\\])*)?)\\1`,
  'gi',
);
const URL_VALUE = /\burl\(\s*([^"'\s)][^)\n]*?)\s*\)/gi;
const QUOTED: Readonly<Record<string, Setting>> = {
  '"': 'html-double',
  "'": 'html-single',
  '`': 'html-double',
};

function siteReferences(path: string, text: string): readonly Reference[] {
  if (DATA.test(path)) return frontMatterReferences(text, 0, text.length);
  const found = MARKUP.test(path) ? [...findReferences(text)] : [];
  const shared = { kind: 'html' as const, shows: true, alt: null };
  for (const match of text.matchAll(STRING)) {
    const from = match.index + 1;
    const setting = QUOTED[match[1] ?? ''] ?? 'html-double';
    const target = readTarget(text, from, from + (match[2] ?? '').length, setting);
    if (target !== null) found.push({ ...target, ...shared });
  }
  for (const match of text.matchAll(URL_VALUE)) {
    const written = match[1] ?? '';
    const from = match.index + match[0].indexOf(written, 4);
    const target = readTarget(text, from, from + written.length, 'html-bare');
    if (target !== null) found.push({ ...target, ...shared });
  }
  found.sort((a, b) => a.from - b.from || a.to - b.to);
  return found.filter((each, at) => at === 0 || each.from >= (found[at - 1]?.to ?? 0));
}

/** Relative paths of layouts and data count from the page that they end up in: the root is the best guess. */
function basesOf(path: string, site: Pick<ReferenceBase, 'baseurl' | 'url'>): readonly ReferenceBase[] {
  const own = { ...site, post: path };
  return path.includes('/') ? [own, { ...site, post: 'index' }] : [own];
}

/** The images that a file of the blog may mean; one that is relative, by both of its readings. */
export function siteUses(
  path: string,
  text: string,
  site: Pick<ReferenceBase, 'baseurl' | 'url'>,
): readonly ImageUse[] {
  const uses: ImageUse[] = [];
  let line = 1;
  let at = 0;
  for (const reference of siteReferences(path, text)) {
    if (!isImagePath(reference.path)) continue;
    for (let end = text.indexOf('\n', at); end >= 0 && end < reference.from; end = text.indexOf('\n', at)) {
      line++;
      at = end + 1;
    }
    const meant = basesOf(path, site).flatMap((base) => resolveReference(reference, base) ?? []);
    for (const each of new Set(meant)) uses.push({ path: each, line, shows: reference.shows, alt: null });
  }
  return uses;
}

/** The edits by which a file of the blog follows images that move; `moved` is as in `followMoves`. */
export function followMovesInSite(
  path: string,
  text: string,
  site: Pick<ReferenceBase, 'baseurl' | 'url'>,
  moved: (path: string) => string | null,
): readonly Edit[] {
  return siteReferences(path, text).flatMap((reference) => {
    for (const base of basesOf(path, site)) {
      const target = resolveReference(reference, base);
      const to = target === null ? null : moved(target);
      if (to === null) continue;
      const written = text.slice(reference.from, reference.to);
      const insert = spellReference(reference, written, to, base);
      return insert === written ? [] : [{ from: reference.from, to: reference.to, insert }];
    }
    return [];
  });
}
