// Owns: hiding from a search what is code or comment in a post, with every other character in its place.
// Must not know: what is searched for.

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

interface Hidden {
  readonly open: RegExp;
  readonly close: RegExp;
  /** What `open` begins with: most posts have none, and a plain search is far cheaper. */
  readonly signs: readonly string[];
  /** The tags themselves may hold references. */
  readonly keepTags: boolean;
}

/** Comments and code blocks of Liquid and HTML, and the content of scripts and styles. */
const HIDDEN: readonly Hidden[] = [
  {
    open: /\{%-?\s{0,20}comment\s{0,20}-?%\}/g,
    close: /\{%-?\s{0,20}endcomment\s{0,20}-?%\}/g,
    signs: ['{%'],
    keepTags: false,
  },
  {
    open: /\{%-?\s{0,20}highlight\b[^%]{0,200}%\}/g,
    close: /\{%-?\s{0,20}endhighlight\s{0,20}-?%\}/g,
    signs: ['{%'],
    keepTags: false,
  },
  { open: /<!--/g, close: /-->/g, signs: ['<!--'], keepTags: false },
  { open: /<script\b[^>]{0,2000}>/gi, close: /<\/script>/gi, signs: ['<s', '<S'], keepTags: true },
  { open: /<style\b[^>]{0,2000}>/gi, close: /<\/style>/gi, signs: ['<s', '<S'], keepTags: true },
];

/**
 * Gives `text` from `from` on with code (fenced, indented, in backticks) and comments as spaces; what is before `from` is
 * spaces too. Same length, same line ends, so that a place in the result is a place in the text.
 */
export function maskCode(text: string, from: number): string {
  let body = maskBlocks(text.slice(from));
  for (const hidden of HIDDEN)
    if (hidden.signs.some((sign) => body.includes(sign))) body = maskBetween(body, hidden);
  return blank(text.slice(0, from)) + maskSpans(body);
}

function maskBetween(body: string, { open, close, keepTags }: Hidden): string {
  let out = '';
  let at = 0;
  open.lastIndex = 0;
  for (let opener = open.exec(body); opener !== null; opener = open.exec(body)) {
    close.lastIndex = open.lastIndex;
    const closer = close.exec(body);
    // Without a closer here there is none for any later opener either.
    if (closer === null) break;
    const from = keepTags ? open.lastIndex : opener.index;
    const to = keepTags ? closer.index : close.lastIndex;
    out += body.slice(at, from) + blank(body.slice(from, to));
    at = to;
    open.lastIndex = close.lastIndex;
  }
  return out + body.slice(at);
}

const FENCE = /^[ \t>]*(?:[-*+] +|\d+[.)] +)*(`{3,}|~{3,})(.*)$/;
const ITEM = /^ {0,3}(?:[-*+]|\d+[.)])\s/;

function maskBlocks(body: string): string {
  // Without a fence or an indented line there is no block of code.
  if (!body.includes('```') && !body.includes('~~~') && !/^(?: {4}|\t)/m.test(body)) return body;
  const lines = body.split('\n');
  let fence: string | null = null;
  let inList = false;
  let afterBlank = true;
  let inCode = false;
  for (const [at, line] of lines.entries()) {
    const opener = line.includes('```') || line.includes('~~~') ? FENCE.exec(line) : null;
    if (fence !== null) {
      const closes = opener?.[1]?.startsWith(fence) === true && opener[2]?.trim() === '';
      if (closes) fence = null;
      lines[at] = blank(line);
      continue;
    }
    if (opener !== null && !(opener[1]?.startsWith('`') && opener[2]?.includes('`'))) {
      fence = opener[1] ?? null;
      lines[at] = blank(line);
      continue;
    }
    const empty = line.trim() === '';
    const indented = line.startsWith('    ') || line.startsWith('\t');
    if (!empty && !indented) inList = ITEM.test(line) || (inList && /^\s/.test(line));
    // In a list four spaces continue an item; only elsewhere, after a blank line, are they code.
    inCode = indented && !inList && (afterBlank || inCode);
    if (inCode) lines[at] = blank(line);
    afterBlank = empty;
  }
  return lines.join('\n');
}

/** Code in backticks: a run of backticks up to the next run of the same length, within one paragraph. */
function maskSpans(body: string): string {
  if (!body.includes('`')) return body;
  let out = '';
  let at = 0;
  for (const run of body.matchAll(/`+/g)) {
    if (run.index < at) continue;
    if (body[run.index - 1] === '\\') continue;
    const ticks = run[0];
    const paragraph = body.indexOf('\n\n', run.index);
    const limit = paragraph < 0 ? body.length : paragraph;
    const close = closing(body, run.index + ticks.length, ticks.length, limit);
    if (close === null) continue;
    out += body.slice(at, run.index) + blank(body.slice(run.index, close));
    at = close;
  }
  return out + body.slice(at);
}

function closing(body: string, from: number, length: number, limit: number): number | null {
  for (let at = body.indexOf('`', from); at >= 0 && at < limit; ) {
    let end = at;
    while (body[end] === '`') end++;
    if (end - at === length) return end;
    at = body.indexOf('`', end);
  }
  return null;
}
