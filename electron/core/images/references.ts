// Owns: every reference of a post to a file, whatever it is written in, in the order of the text.
// Must not know: which files exist.
import { findContainer } from '../frontmatter/container.ts';
import { frontMatterReferences } from './front-matter-references.ts';
import { htmlReferences } from './html-references.ts';
import { liquidReferences } from './liquid-references.ts';
import { markdownReferences } from './markdown-references.ts';
import { maskCode } from './mask.ts';
import type { Reference } from './types.ts';

/**
 * Finds the references of a post's text: images, links, definitions, HTML attributes, Liquid parameters and front matter.
 * Code and comments are left out. Ranges never overlap.
 */
export function findReferences(text: string): readonly Reference[] {
  const front = findContainer(text);
  const { content, bodyFrom } = front.kind === 'found' ? front.container : { content: null, ...front };
  const masked = maskCode(text, bodyFrom);
  const found = [
    ...(content === null ? [] : frontMatterReferences(text, content.from, content.to)),
    ...markdownReferences(text, masked),
    ...htmlReferences(text, masked),
    ...liquidReferences(text, masked),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  return found.filter((each, at) => at === 0 || each.from >= (found[at - 1]?.to ?? 0));
}
