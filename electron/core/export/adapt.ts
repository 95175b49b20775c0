// Owns: the few changes a post of a plain folder needs in a Jekyll target: categories of its folders, paths of moved files.
// Must not know: files. A post that needs nothing comes back as the very same text.

import { readFrontMatter } from '#core/frontmatter/index.ts';
import { encodePath } from '#core/images/escape.ts';
import { findReferences } from '#core/images/references.ts';
import type { Reference } from '#core/images/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { applyEdits, type Edit } from '#core/text.ts';

export interface Adaptation {
  /** Categories that only the folders gave. */
  readonly folders: readonly string[];
  /** The place in the target of a file of the journal that a reference means; null: the reference stays as it is. */
  readonly placeOf: (reference: Reference) => RelPath | null;
  /** `baseurl` of the target's site. */
  readonly baseurl: string;
  /** Title to write where a post without front matter gets its first block. */
  readonly title: string;
}

/**
 * Gives the text as the target needs it. Edits only insert a `categories` line and replace paths; all other bytes, line ends
 * included, stay. Front matter that cannot be read is left alone.
 */
export function adaptPost(text: string, adaptation: Adaptation): string {
  const edits: Edit[] = [];
  const front = categoriesEdit(text, adaptation);
  if (front) edits.push(front);
  for (const reference of findReferences(text)) {
    const path = adaptation.placeOf(reference);
    if (path === null) continue;
    const { from, to, setting, lead } = reference;
    // A page's address is not its file's, so a path beside the post becomes one from the site's root.
    const base = lead === 'none' ? adaptation.baseurl.replace(/\/+$/, '') : '';
    const insert = encodePath(lead === 'tag' ? path : `${base}/${path}`, setting, text.slice(from, to));
    if (insert !== text.slice(from, to)) edits.push({ from, to, insert });
  }
  edits.sort((a, b) => a.from - b.from);
  return applyEdits(text, edits);
}

function categoriesEdit(text: string, { folders, title }: Adaptation): Edit | null {
  if (folders.length === 0) return null;
  const front = readFrontMatter(text, { generator: 'jekyll' });
  if (front.readOnly || 'categories' in front.data || 'category' in front.data) return null;
  const end = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const line = `categories: [${folders.map(yamlWord).join(', ')}]`;
  if (front.content === null) {
    const start = text.startsWith('\uFEFF') ? 1 : 0;
    const block = ['---', `title: ${JSON.stringify(title)}`, line, '---', '', ''].join(end);
    return { from: start, to: start, insert: block };
  }
  if (front.format !== 'yaml') return null;
  const at = front.content.to;
  const before = text.slice(front.content.from, at);
  const lead = before !== '' && !/[\r\n]$/.test(before) ? end : '';
  return { from: at, to: at, insert: `${lead}${line}${end}` };
}

/** Letters of any script, digits, `_` and inner `-` or space need no quotes, but for words that YAML takes for something else. */
function yamlWord(word: string): string {
  const plain = /^\p{L}[\p{L}\p{M}\p{N}_]*(?:[- ][\p{L}\p{M}\p{N}_]+)*$/u.test(word);
  const special = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(word);
  return plain && !special ? word : JSON.stringify(word);
}
