// Owns: the ids that generators give to headings, and making them one of a kind in a page.
// Must not know: where headings stand.
import type { MarkdownTraits } from '#core/targets/types.ts';

/** Gives the id a generator makes for the text of a heading; null where it makes none. Ask in the order of the page. */
export function headingIdMaker(kind: MarkdownTraits['headingIds']): (text: string) => string | null {
  const seen = new Map<string, number>();
  const used = new Set<string>();
  return (text) => {
    if (kind === 'none') return null;
    const id = BASES[kind](text) || (kind === 'goldmark' ? 'heading' : '');
    if (kind === 'hexo') {
      const count = seen.get(id) ?? 0;
      seen.set(id, count + 1);
      return count === 0 ? id : `${id}-${count}`;
    }
    let count = seen.get(id) ?? 0;
    let unique = count === 0 && !used.has(id) ? id : '';
    while (unique === '') {
      count++;
      if (!used.has(`${id}-${count}`)) unique = `${id}-${count}`;
    }
    seen.set(id, count);
    used.add(unique);
    return unique;
  };
}

const BASES: Readonly<Record<Exclude<MarkdownTraits['headingIds'], 'none'>, (text: string) => string>> = {
  // Hugo's `github` style: letters, digits, `-` and `_` stay in lower case, each space is a hyphen.
  goldmark: (text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  github: githubSlug,
  // Hexo keeps case; control characters, most signs and white space become single hyphens.
  hexo: (text) =>
    text
      .trim()
      .normalize('NFC')
      .replace(/[\u0000-\u001f]/g, '')
      .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g, '-')
      .replace(/-{2,}/g, '-')
      .replace(/^-+|-+$/g, ''),
};

/** GitHub's slug: lower case, signs go, each space is a hyphen. */
export function githubSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
}
