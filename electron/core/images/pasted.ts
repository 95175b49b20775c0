// Owns: what a piece of a web page on the clipboard is to a text: its words, line by line, and its pictures in their places.
// Must not know: the clipboard, or what is done with a picture. It is no converter to Markdown: words stay plain.

export type PastedPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'picture'; readonly src: string; readonly alt: string };

const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
/** What stands in these is nothing to read. */
const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'math',
]);

/** The pieces of `html` in their order; pictures without a source are left out. Never throws. */
export function pastedPieces(html: string): readonly PastedPiece[] {
  const pieces: PastedPiece[] = [];
  let text = '';
  const say = (words: string): void => {
    // White space of the source says nothing, and none begins a line.
    const plain = words.replace(/[ \t\r\n\f]+/g, ' ');
    const fresh = text === '' ? pieces.at(-1)?.kind !== 'picture' : /[\n ]$/.test(text);
    text += fresh ? plain.replace(/^ /, '') : plain;
  };
  const breakLine = (lines: 1 | 2): void => {
    if (text === '' && pieces.length === 0) return;
    text = text.replace(/ +$/, '');
    const ends = /\n*$/.exec(text)?.[0].length ?? 0;
    if (lines === 1) text += '\n';
    else text += '\n'.repeat(Math.max(0, 2 - ends));
  };
  const flush = (): void => {
    if (text !== '') pieces.push({ kind: 'text', text });
    text = '';
  };
  let silent: string | null = null;
  for (const token of tokensOf(fragmentOf(html))) {
    if (token.kind === 'words') {
      if (silent === null) say(decodeEntities(token.text));
      continue;
    }
    const { name, closing } = token;
    if (silent !== null) {
      if (closing && name === silent) silent = null;
      continue;
    }
    if (SILENT.has(name) && !closing) silent = name;
    else if (name === 'br') breakLine(1);
    else if (BLOCKS.has(name)) breakLine(2);
    else if (name === 'img' && !closing) {
      const src = decodeEntities(attributeOf(token.attributes, 'src') ?? '').trim();
      if (src === '') continue;
      flush();
      const alt = decodeEntities(attributeOf(token.attributes, 'alt') ?? '').trim();
      pieces.push({ kind: 'picture', src, alt });
    }
  }
  text = text.replace(/\s+$/, '');
  flush();
  return pieces;
}

/** Windows marks what was chosen of the page by two comments. */
function fragmentOf(html: string): string {
  const from = html.indexOf('<!--StartFragment-->');
  const to = html.lastIndexOf('<!--EndFragment-->');
  return from >= 0 && to > from ? html.slice(from + '<!--StartFragment-->'.length, to) : html;
}

type Token =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'tag'; readonly name: string; readonly closing: boolean; readonly attributes: string };

/** Words and tags in turn. A picture's data may be megabytes long, so a value is jumped over by its quote and never backtracked. */
function* tokensOf(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    if (open > at) yield { kind: 'words', text: html.slice(at, open) };
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const head = /^<(\/?)([a-z][a-z0-9:-]*)|^<[!?]/i.exec(html.slice(open, open + 64));
    if (head === null) {
      yield { kind: 'words', text: '<' };
      at = open + 1;
      continue;
    }
    const start = open + head[0].length;
    const end = tagEnd(html, start);
    if (head[2] !== undefined) {
      const name = head[2].toLowerCase();
      yield { kind: 'tag', name, closing: head[1] === '/', attributes: html.slice(start, end) };
    }
    at = end + 1;
  }
  if (at < html.length) yield { kind: 'words', text: html.slice(at) };
}

/** Where the tag's `>` is; the end of the text where there is none. */
function tagEnd(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const char = html[at];
    if (char === '>') return at;
    if (char !== '"' && char !== "'") continue;
    // A quote opens a value only behind an equals sign.
    if (!/=\s*$/.test(html.slice(Math.max(from, at - 8), at))) continue;
    const close = html.indexOf(char, at + 1);
    if (close < 0) return html.length;
    at = close;
  }
  return html.length;
}

/** The value of an attribute in the text of a tag; null where it has none. */
function attributeOf(text: string, wanted: string): string | null {
  for (let at = 0; at < text.length; ) {
    const name = /^[\s/]*([^\s=/>"']+)\s*(=?)\s*/.exec(text.slice(at, at + 512));
    if (name === null) {
      at += 1;
      continue;
    }
    at += name[0].length;
    if (name[2] !== '=') continue;
    const quote = text[at];
    const quoted = quote === '"' || quote === "'";
    const from = quoted ? at + 1 : at;
    const end = quoted ? text.indexOf(quote, from) : text.slice(from).search(/\s|$/) + from;
    const to = end < 0 ? text.length : end;
    if (name[1]?.toLowerCase() === wanted) return text.slice(from, to);
    at = quoted ? to + 1 : to;
  }
  return null;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
};

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return !valid ? whole : code === 0xa0 ? ' ' : String.fromCodePoint(code);
  });
}
