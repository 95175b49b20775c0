// Owns: HTML as a small tree, enough to compare two fragments and to write one as Markdown.
// Must not know: Markdown. It reads what renderers write; it is no browser.

export type HtmlNode = HtmlText | HtmlElement | HtmlComment;

export interface HtmlText {
  readonly kind: 'text';
  /** Characters, entities decoded. */
  readonly text: string;
}

export interface HtmlComment {
  readonly kind: 'comment';
  readonly text: string;
}

export interface HtmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly HtmlNode[];
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const RAW = new Set(['script', 'style', 'textarea', 'title']);

/** Elements that stand on their own in a page; white space at their edges means nothing. */
export const blockNames: ReadonlySet<string> = new Set(
  'address article aside blockquote body br center col colgroup dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu nav noscript ol optgroup option p pre script section style summary table tbody td template tfoot th thead title tr track ul video'.split(
    ' ',
  ),
);

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
}

const TAG = /<(\/?)([A-Za-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|<!--([\s\S]*?)-->|<[!?][^>]*>/y;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Reads a fragment. End tags that close nothing are dropped; what is left open ends with the fragment. */
export function parseHtml(html: string): readonly HtmlNode[] {
  const root: Open = { name: '', attributes: new Map(), children: [] };
  const stack: Open[] = [root];
  const top = (): Open => stack[stack.length - 1] ?? root;
  const close = (): void => {
    const done = stack.pop();
    if (done) top().children.push({ kind: 'element', ...done });
  };
  const addText = (text: string): void => {
    if (text !== '') top().children.push({ kind: 'text', text: decodeEntities(text) });
  };
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    if (next < 0) break;
    addText(html.slice(at, next));
    TAG.lastIndex = next;
    const match = TAG.exec(html);
    if (match === null) {
      addText('<');
      at = next + 1;
      continue;
    }
    at = next + match[0].length;
    const [, slash, tag, rest = '', selfClosing, comment] = match;
    if (tag === undefined) {
      if (comment !== undefined) top().children.push({ kind: 'comment', text: comment });
      continue;
    }
    const name = tag.toLowerCase();
    if (slash === '/') {
      if (stack.some((each) => each.name === name)) while (stack.length > 1 && top().name !== name) close();
      if (stack.length > 1 && top().name === name) close();
      continue;
    }
    // A paragraph ends where a block begins.
    if (top().name === 'p' && blockNames.has(name) && name !== 'br') close();
    const attributes = attributesOf(rest);
    if (VOID.has(name) || selfClosing === '/') {
      top().children.push({ kind: 'element', name, attributes, children: [] });
    } else if (RAW.has(name)) {
      const end = html.toLowerCase().indexOf(`</${name}`, at);
      const text = html.slice(at, end < 0 ? html.length : end);
      top().children.push({ kind: 'element', name, attributes, children: [{ kind: 'text', text }] });
      const after = end < 0 ? -1 : html.indexOf('>', end);
      at = after < 0 ? html.length : after + 1;
    } else stack.push({ name, attributes, children: [] });
  }
  addText(html.slice(at));
  while (stack.length > 1) close();
  return root.children;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  rarr: '→',
  larr: '←',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
};

/** Characters for entities that renderers write; others stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z]\w*));/g,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return ENTITIES[name] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML has it. */
export const escapeText = (text: string): string => text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? char);

/** The opening tag of an element. */
export function openTag({ name, attributes }: Pick<HtmlElement, 'name' | 'attributes'>): string {
  const written = [...attributes].map(
    ([key, value]) => ` ${key}="${value.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char)}"`,
  );
  return `<${name}${written.join('')}>`;
}

/** True for elements that have no end tag. */
export const isVoid = (name: string): boolean => VOID.has(name);

/** HTML of nodes, on as few lines as the text has. */
export function writeHtml(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return escapeText(node.text);
      if (node.kind === 'comment') return `<!--${node.text}-->`;
      if (VOID.has(node.name)) return openTag(node);
      const inner = RAW.has(node.name)
        ? node.children.map((child) => (child.kind === 'text' ? child.text : '')).join('')
        : writeHtml(node.children);
      return `${openTag(node)}${inner}</${node.name}>`;
    })
    .join('');
}

/** The text of nodes without any markup. */
export function textOf(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => (node.kind === 'text' ? node.text : node.kind === 'element' ? textOf(node.children) : ''))
    .join('');
}
