// Owns: hiding from a search what is code or comment in a post, with every other character in its place.
// Must not know: what is searched for.

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Comments and code blocks of Liquid and HTML, and the content of scripts and styles. */
const HIDDEN: readonly RegExp[] = [
  /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g,
  /\{%-?\s*highlight\b[^%]*%\}[\s\S]*?\{%-?\s*endhighlight\s*-?%\}/g,
  /<!--[\s\S]*?-->/g,
  /(?<=<(?:script|style)\b[^>]*>)[\s\S]*?(?=<\/(?:script|style)>)/gi,
];

/**
 * Gives `text` from `from` on with code (fenced, indented, in backticks) and comments as spaces; what is before `from` is
 * spaces too. Same length, same line ends, so that a place in the result is a place in the text.
 */
export function maskCode(text: string, from: number): string {
  let body = maskBlocks(text.slice(from));
  for (const pattern of HIDDEN) if (mayMatch(pattern, body)) body = body.replace(pattern, blank);
  return blank(text.slice(0, from)) + maskSpans(body);
}

/** Most posts have none of these: a plain search is far cheaper than the pattern. */
function mayMatch(pattern: RegExp, body: string): boolean {
  const needle = pattern === HIDDEN[2] ? '<!--' : pattern === HIDDEN[3] ? '<s' : '{%';
  return body.includes(needle);
}

const FENCE = /^[ \t>]*(?:[-*+] +|\d+[.)] +)*(`{3,}|~{3,})(.*)$/;

function maskBlocks(body: string): string {
  const lines = body.split('\n');
  let fence: string | null = null;
  let inList = false;
  let afterBlank = true;
  let inCode = false;
  for (const [at, line] of lines.entries()) {
    const opener = FENCE.exec(line);
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
    const indented = /^(?: {4}|\t)/.test(line);
    if (!empty && !indented) inList = /^ {0,3}(?:[-*+]|\d+[.)])\s/.test(line) || (inList && /^\s/.test(line));
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
