// Owns: one block of a post in the target's Markdown: its own source where that reads the same, else the least other form that does.
// Must not know: the blocks around it.
import type { MarkdownTraits } from '#core/targets/types.ts';
import { setAside } from './atoms.ts';
import { type HtmlElement, type HtmlNode, parseHtml } from './html-tree.ts';
import type { Model } from './model.ts';
import { repairBlock, repairTildes, withoutAttributeLines, withoutHeadingId } from './repair.ts';
import { readingOf } from './same.ts';
import { htmlBlock, writeMarkdown } from './write-markdown.ts';

export interface BlockTask {
  /** The block's lines, without a line end at the end. */
  readonly source: string;
  /** What kramdown makes of it. */
  readonly html: string;
  /** Link definitions of the post, which the block may use. */
  readonly definitions: string;
}

export interface BlockResult {
  readonly text: string;
  /** How it was got. `differs`: no form reads the same. */
  readonly by: 'source' | 'repair' | 'rewriting' | 'html' | 'differs';
  /** Elements that the target cannot show and that are left out; their text stays. */
  readonly dropped: readonly string[];
  readonly math: boolean;
}

/** Translates blocks for one target. */
export function createBlockTranslator(
  traits: MarkdownTraits,
  model: Model,
): (task: BlockTask) => BlockResult {
  return ({ source, html, definitions }) => {
    const clean = html.replace(/ id="markdown-toc[^"]*"/g, '');
    const atoms = setAside(withoutAttributeLines(source), clean, traits);
    const heading = /^<h[1-6]/.test(html);
    const named = heading ? withoutHeadingId(atoms.source) : atoms.source;
    const own = traits.singleTilde && readsTildes(named, html) ? repairTildes(named) : named;
    const done = (text: string, by: BlockResult['by'], dropped: readonly string[] = []): BlockResult => ({
      text: atoms.restore(text),
      by,
      dropped,
      math: atoms.math,
    });
    const modelled = (text: string): string => model(definitions === '' ? text : `${text}\n\n${definitions}`);
    const nodes = parseHtml(atoms.html);
    const wanted = readingOf(atoms.html);
    const forms: readonly (readonly [BlockResult['by'], () => string])[] = [
      ['source', () => own],
      ['repair', () => repairBlock(own, heading || /^<p[ >]/.test(html), traits)],
      ['rewriting', () => writeMarkdown(nodes, { traits })],
      ...(traits.html ? [['html', () => htmlBlock(nodes)] as const] : []),
    ];
    for (const [by, make] of forms) {
      const text = make();
      if (readingOf(modelled(text)) === wanted) return done(text, by);
    }
    const dropped = traits.html ? [] : unwritable(nodes);
    const reduced = readingOf(atoms.html, { plain: true });
    for (const [by, make] of forms) {
      const text = make();
      if (readingOf(modelled(text), { plain: true }) === reduced) return done(text, by, dropped);
    }
    return done(traits.html ? htmlBlock(nodes) : writeMarkdown(nodes, { traits }), 'differs', dropped);
  };
}

/** Code and raw HTML keep their tildes; the model knows no lone ones, so elsewhere they are made harmless first. */
function readsTildes(source: string, html: string): boolean {
  if (/^(?:<div class="language-|<pre|<figure class="highlight")/.test(html)) return false;
  return !/^\s*</.test(source) || /^<p[ >]/.test(html);
}

/** Elements and attributes that Markdown alone cannot write, each once, as a reader of the post knows them. */
function unwritable(nodes: readonly HtmlNode[]): readonly string[] {
  const found = new Set<string>();
  const visit = (node: HtmlNode): void => {
    if (node.kind !== 'element') return;
    if (!WRITABLE.has(node.name)) found.add(`<${node.name}>`);
    for (const name of lostAttributes(node)) found.add(name);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return [...found];
}

const WRITABLE = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong b i del s a img br hr table thead tbody tr th td input'.split(
    ' ',
  ),
);

function lostAttributes({ name, attributes }: HtmlElement): readonly string[] {
  if (/^(?:pre|code|div|input)$/.test(name) || !WRITABLE.has(name)) return [];
  const kept = /^(?:href|src|alt|title)$/;
  return [...attributes]
    .filter(([key, value]) => {
      if (kept.test(key) || key === 'id' || (key === 'style' && value.startsWith('text-align'))) return false;
      return (
        !(key === 'class' && /^(?:task-list|footnote|reversefootnote)/.test(value)) &&
        key !== 'rel' &&
        key !== 'role'
      );
    })
    .map(([key, value]) => (key === 'class' ? `.${value.split(' ').join('.')}` : key));
}
