// Owns: the names that stand in one key of a post's front matter, one by one as the patcher sees them.
// Must not know: what is to become of them, or folders.
import { readFrontMatter, splitList, stringListOf } from '../frontmatter/index.ts';
import type { Entry, FrontMatter, ReadOptions } from '../frontmatter/types.ts';
import type { SiteConfig } from '../site/types.ts';

/** The names of one key. `commas`: they are one string with commas, which Jekyll itself would cut at spaces. */
export interface OwnNames {
  readonly key: string;
  readonly names: readonly string[];
  readonly commas: boolean;
  /** A list inside the list, or something else that is no name. */
  readonly odd: boolean;
}

/** How front matter is read for this blog. */
export function readOptionsOf(site: Pick<SiteConfig, 'kind'>): ReadOptions {
  return { generator: site.kind };
}

/** The front matter of a post of this blog. */
export function frontMatterOf(text: string, site: Pick<SiteConfig, 'kind'>): FrontMatter {
  return readFrontMatter(text, readOptionsOf(site));
}

/** The names that `key` holds; null where it is not there or empty. */
export function namesIn(text: string, { entries }: FrontMatter, key: string): OwnNames | null {
  const entry = entries.findLast((each) => each.key === key && !each.shadowed);
  if (entry === undefined || entry.shape === 'null') return null;
  if (entry.shape === 'list') {
    const values: readonly unknown[] = Array.isArray(entry.value) ? entry.value : [];
    const odd = values.some((value) => typeof value === 'object' && value !== null);
    return { key, names: values.map(String), commas: false, odd };
  }
  if (entry.shape === 'map' || entry.shape === 'unreadable')
    return { key, names: [], commas: false, odd: true };
  const value = wordsOf(text, entry);
  const kind = stringListOf(key, value);
  return { key, names: splitList(value, kind), commas: kind === 'commas', odd: false };
}

/** A number, a date or a switch is a name as it is written. */
function wordsOf(text: string, entry: Entry): string {
  return typeof entry.value === 'string' ? entry.value : text.slice(entry.valueFrom, entry.valueTo);
}

/** Two spellings of one name: composed and decomposed letters are the same. */
export function sameName(left: string, right: string): boolean {
  return left === right || left.normalize('NFC') === right.normalize('NFC');
}

/** Jekyll's word of a string with commas carries its comma along. */
export function withoutComma(name: string): string {
  return name.replace(/,+$/u, '');
}
