// Owns: pieces of a block that both readers would treat in their own way: mathematics and footnote marks, set aside as one letter.
// Must not know: the rest of the block.
import { maskLiterals } from './mask.ts';

const OPEN = '\uE000';
const CLOSE = '\uE001';

export interface Atoms {
  /** The block's source with each piece set aside. */
  readonly source: string;
  /** Its HTML with the same pieces set aside. */
  readonly html: string;
  /** Puts the pieces back, as the target has them. */
  readonly restore: (markdown: string) => string;
  readonly math: boolean;
}

export interface AtomOptions {
  /** Footnote marks stay marks. */
  readonly footnotes: boolean;
  /** `$…$` is mathematics in the target. */
  readonly dollarMath: boolean;
  readonly breaks: boolean;
}

const SUP = /<sup id="fnref:[^"]*"[^>]*><a href="#fn:([^"]+)"[^>]*>[^<]*<\/a><\/sup>/g;
const MATH = /\\\((?:(?!\\\))[\s\S])*\\\)|\\\[(?:(?!\\\])[\s\S])*\\\]/g;

/** Sets pieces aside. Where source and HTML do not tell of the same number of them, they stay where they are. */
export function setAside(source: string, html: string, options: AtomOptions): Atoms {
  const held: string[] = [];
  const hold = (text: string): string => `${OPEN}${held.push(text) - 1}${CLOSE}`;
  let text = source;
  let page = html;
  let math = false;
  const formulas = formulasOf(source);
  const shown = html.match(MATH) ?? [];
  if (formulas.length > 0 && formulas.length === shown.length) {
    math = true;
    const atoms = formulas.map(({ body, block }) => hold(mathText(body, block, options)));
    text = replaceAt(text, formulas, atoms);
    let next = 0;
    page = page.replace(MATH, () => atoms[next++] ?? '');
    // kramdown puts a formula of its own straight into the page; Markdown makes a paragraph of it.
    page = page.replace(/^\s*(\uE000\d+\uE001)\s*$/, '<p>$1</p>');
  }
  if (options.footnotes) {
    const names = new Set([...page.matchAll(SUP)].map((match) => match[1] ?? ''));
    const marks = new Map([...names].map((name) => [name, hold(`[^${name}]`)]));
    const masked = maskLiterals(text);
    text = text.replace(/\[\^([\w-]+)\](?!:)/g, (whole, name: string, at: number) =>
      masked.charAt(at) === '[' ? (marks.get(name) ?? whole) : whole,
    );
    page = page.replace(SUP, (whole, name: string) => marks.get(name) ?? whole);
  }
  return {
    source: text,
    html: page,
    math,
    restore: (markdown) =>
      markdown.replace(/\uE000(\d+)\uE001/g, (_, index: string) => held[Number(index)] ?? ''),
  };
}

interface Formula {
  readonly from: number;
  readonly to: number;
  readonly body: string;
  readonly block: boolean;
}

function formulasOf(source: string): readonly Formula[] {
  const found: Formula[] = [];
  const masked = maskLiterals(source);
  const pattern = /(?<!\\)\$\$(?!\$)([\s\S]+?)(?<!\\)\$\$/g;
  for (const match of masked.matchAll(pattern)) {
    const from = match.index;
    const to = from + match[0].length;
    const alone = source.slice(0, from).trim() === '' && /^\s*(?:\{:[^\n]*\}\s*)?$/.test(source.slice(to));
    found.push({ from, to, body: source.slice(from + 2, to - 2), block: alone });
  }
  return found;
}

function replaceAt(text: string, places: readonly Formula[], inserts: readonly string[]): string {
  let out = '';
  let at = 0;
  places.forEach(({ from, to }, index) => {
    out += text.slice(at, from) + (inserts[index] ?? '');
    at = to;
  });
  return out + text.slice(at);
}

/** Mathematics as the target reads it: between dollars, or as the text that a script of the theme looks for. */
function mathText(body: string, block: boolean, { dollarMath, breaks }: AtomOptions): string {
  const trimmed = body.trim();
  if (dollarMath) return block ? `$$\n${trimmed}\n$$` : `$${trimmed.replace(/\s*\n\s*/g, ' ')}$`;
  const line = breaks ? trimmed.replace(/\s*\n\s*/g, ' ') : trimmed;
  // Every sign that Markdown could take for its own stands behind a backslash; the page gets the sign alone.
  const safe = line.replace(/[\\`*_{}[\]<>#+\-=|~&!$"'^.:()]/g, '\\$&');
  return block ? `\\\\[${safe}\\\\]` : `\\\\(${safe}\\\\)`;
}
