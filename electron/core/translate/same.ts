// Owns: whether two renderings say the same to a reader: one form for every HTML that does.
// Must not know: which renderer made which.
import { blockNames, type HtmlElement, type HtmlNode, parseHtml, textOf } from './html-tree.ts';

export interface SameOptions {
  /** Only what Markdown can write without raw HTML counts: other elements are their content, other attributes nothing. */
  readonly plain?: boolean;
}

/**
 * One text for all HTML that reads the same: highlighters' wrappers, ids of headings, typographic signs, paragraphs inside
 * list items, the order of attributes and white space between blocks make no difference.
 */
export function readingOf(html: string, options: SameOptions = {}): string {
  const out: string[] = [];
  walk(parseHtml(html), '', out, options);
  return out
    .join('')
    .replace(/\u0001+/g, '\u0001')
    .replace(/[ \u0001]*\u0002[ \u0001]*/g, '\u0002')
    .replace(/^[ \u0001\u0002]+|[ \u0001\u0002]+$/g, '');
}

/** Marks of the form: a break between texts of one item, and the edge of a block. */
const GAP = '\u0001';
const EDGE = '\u0002';

function walk(nodes: readonly HtmlNode[], parent: string, out: string[], options: SameOptions): void {
  for (const node of nodes) {
    if (node.kind === 'comment') continue;
    if (node.kind === 'text') out.push(folded(node.text));
    else element(node, parent, out, options);
  }
}

function element(node: HtmlElement, parent: string, out: string[], options: SameOptions): void {
  const { name, children } = node;
  const code = codeOf(node);
  if (code !== null) {
    out.push(EDGE, `<pre ${code.language}>`, code.text.replace(/\n+$/, ''), '</pre>', EDGE);
    return;
  }
  const foreign = options.plain === true && !PLAIN.has(name);
  if (foreign && blockNames.has(name) && name !== 'p' && children.some(isSpan) && !children.some(isBlock)) {
    // Without its tag the text is a paragraph.
    element({ ...node, name: 'p', attributes: new Map() }, parent, out, options);
    return;
  }
  if (options.plain === true && name === 'p' && onlyBreaks(children)) return;
  const bare = name === 'div' && node.attributes.size === 0;
  if (isLeft(node) || foreign || bare) {
    const block = blockNames.has(name) ? EDGE : '';
    out.push(block);
    walk(children, parent, out, options);
    out.push(block);
    return;
  }
  if (name === 'p' && (parent === 'li' || parent === 'dd' || onlyBreaks(children))) {
    out.push(GAP);
    walk(children, parent, out, options);
    out.push(GAP);
    return;
  }
  const edge = blockNames.has(name) ? EDGE : '';
  const tag = (options.plain === true ? PLAIN_NAMES[name] : undefined) ?? NAMES[name] ?? name;
  out.push(edge, `<${[tag, ...attributesOf(node, options.plain === true)].join(' ')}>`, edge);
  if (name === 'code') out.push(textOf(children).replace(/\s+/g, ' '));
  else walk(children, name === 'p' && parent === 'li' ? 'li' : name, out, options);
  out.push(edge, `</${tag}>`, edge);
}

const isBlock = (node: HtmlNode): boolean =>
  node.kind === 'element' && blockNames.has(node.name) && node.name !== 'br';
const isSpan = (node: HtmlNode): boolean =>
  node.kind === 'text' ? node.text.trim() !== '' : node.kind === 'element' && !isBlock(node);

const NAMES: Readonly<Record<string, string>> = { s: 'del', strike: 'del' };
const PLAIN_NAMES: Readonly<Record<string, string>> = { b: 'strong', i: 'em' };
const PLAIN = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong b i del s strike a img br hr table tr th td input'.split(
    ' ',
  ),
);

/** A link that is its own text is one that some renderers make of a bare URL. */
function isLeft(node: HtmlElement): boolean {
  if (node.name !== 'a') return node.name === 'tbody' || node.name === 'thead';
  const href = decoded(node.attributes.get('href') ?? '');
  const text = textOf(node.children);
  return (
    text !== '' &&
    [text, `http://${text}`, `https://${text}`, `mailto:${text}`].some((each) => same(each, href))
  );
}

const same = (a: string, b: string): boolean => decoded(a).replace(/\/$/, '') === b.replace(/\/$/, '');

const onlyBreaks = (nodes: readonly HtmlNode[]): boolean =>
  nodes.length > 0 &&
  nodes.every((node) =>
    node.kind === 'text' ? node.text.trim() === '' : node.kind === 'element' && node.name === 'br',
  );

interface Code {
  readonly language: string;
  readonly text: string;
}

/** The code of a block, whatever a highlighter wrapped it in; null for other elements. */
export function codeOf(node: HtmlElement): Code | null {
  const classes = (node.attributes.get('class') ?? '').split(/\s+/);
  if (node.name === 'div' && classes.includes('highlighter-rouge')) {
    const language = classes.find((each) => each.startsWith('language-'))?.slice(9) ?? '';
    return {
      language: language === 'plaintext' ? '' : language,
      text: textOf([innerCode(node)]).replace(/\n$/, ''),
    };
  }
  if (node.name !== 'pre') return null;
  const inner = node.children.find(
    (child): child is HtmlElement => child.kind === 'element' && child.name === 'code',
  );
  if (inner === undefined) return null;
  const language = /language-(\S+)/.exec(inner.attributes.get('class') ?? '')?.[1] ?? '';
  return { language: language === 'plaintext' ? '' : language, text: textOf(node.children) };
}

/** The element that holds the code itself: white space between the wrappers is none of it. */
function innerCode(node: HtmlElement): HtmlElement {
  const inner = node.children.filter((child): child is HtmlElement => child.kind === 'element');
  return node.name === 'code' || inner[0] === undefined || node.name === 'pre' ? node : innerCode(inner[0]);
}

const NO_MEANING = new Set([
  'markdown-toc',
  'task-list',
  'task-list-item',
  'task-list-item-checkbox',
  'highlighter-rouge',
]);

function attributesOf({ name, attributes }: HtmlElement, plain: boolean): readonly string[] {
  if (name === 'input') return attributes.has('checked') ? ['checked'] : [];
  const heading = /^h[1-6]$/.test(name);
  return [...attributes]
    .flatMap(([key, value]) => {
      if (plain && !/^(?:href|src|alt|title)$/.test(key)) return [];
      if (key === 'id' && (heading || value.startsWith('markdown-toc'))) return [];
      if (key === 'start' && value === '1') return [];
      if (name === 'ol' && key === 'start') return [];
      if (key === 'rel' || (name === 'img' && key === 'alt' && value === '')) return [];
      if (key === 'class') {
        const kept = value
          .split(/\s+/)
          .filter((each) => !NO_MEANING.has(each) && !(name === 'code' && each.startsWith('language-')));
        return kept.length === 0 || kept[0] === '' ? [] : [`class=${kept.sort().join(' ')}`];
      }
      if (key === 'style') return [`style=${value.replace(/\s*([:;])\s*/g, '$1').replace(/;$/, '')}`];
      if (key === 'align') return [`style=text-align:${value}`];
      return [`${key}=${key === 'href' || key === 'src' ? decoded(value) : foldSigns(value)}`];
    })
    .sort();
}

function decoded(url: string): string {
  return url.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function folded(text: string): string {
  return foldSigns(text.replace(/[ \t\r\n\f]+/g, ' '));
}

/** Straight and typographic signs as one. */
export function foldSigns(text: string): string {
  return text
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚′]/g, "'")
    .replace(/-{2,3}|[–—]/g, '–')
    .replace(/\.{3}/g, '…')
    .replace(/«[\u00a0]?|<</g, '«')
    .replace(/[\u00a0]?»|>>/g, '»')
    .replace(/\u00a0/g, ' ');
}
