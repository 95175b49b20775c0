// Owns: finding references written in HTML tags inside a post.
// Must not know: Markdown or front matter.
import { readTarget } from './target.ts';
import type { Reference, Setting } from './types.ts';

/** Attributes that hold one URL; `srcset` holds several. */
const URL_ATTRIBUTES: ReadonlySet<string> = new Set([
  'src',
  'href',
  'poster',
  'data',
  'data-src',
  'xlink:href',
]);
const SET_ATTRIBUTES: ReadonlySet<string> = new Set(['srcset', 'data-srcset']);
const SHOWING: ReadonlySet<string> = new Set([
  'img',
  'source',
  'video',
  'image',
  'object',
  'embed',
  'amp-img',
]);

export interface Attribute {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly setting: 'html-double' | 'html-single' | 'html-bare';
}

export interface Tag {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly attributes: readonly Attribute[];
}

/** References of `text`; `masked` is the same text without code (see `maskCode`). */
export function htmlReferences(text: string, masked: string): readonly Reference[] {
  const found: Reference[] = [];
  for (const tag of htmlTags(masked)) {
    const alt = tag.attributes.find(({ name }) => name === 'alt');
    const shared = {
      kind: 'html' as const,
      shows: SHOWING.has(tag.name),
      alt: alt === undefined ? null : text.slice(alt.from, alt.to),
    };
    for (const attribute of tag.attributes) {
      for (const place of places(masked, attribute)) {
        const target = readTarget(text, place.from, place.to, place.setting);
        if (target !== null) found.push({ ...target, ...shared });
      }
    }
  }
  return found;
}

function places(
  text: string,
  attribute: Attribute,
): readonly { from: number; to: number; setting: Setting }[] {
  if (URL_ATTRIBUTES.has(attribute.name)) return [attribute];
  if (!SET_ATTRIBUTES.has(attribute.name)) return [];
  const value = text.slice(attribute.from, attribute.to);
  // Candidates are `URL descriptor`, with commas between; a comma may also be inside a URL, but not at its end.
  return [...value.matchAll(/(?:\{\{.*?\}\}|[^\s,{]|,(?=\S)|\{(?!\{))+(?:\s+[\d.]+[wxh])*/g)].map((match) => {
    const url = match[0].replace(/(?:\s+[\d.]+[wxh])+$/, '').replace(/,+$/, '');
    const from = attribute.from + match.index;
    return { from, to: from + url.length, setting: 'srcset' };
  });
}

/** All start tags of a text with their attributes; Liquid inside a value may hold quotes of its own. */
export function* htmlTags(text: string): Generator<Tag> {
  const opener = /<([a-z][a-z0-9-]*)(?=[\s/>])/iy;
  // A plain search for the sign is many times faster than the pattern.
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    opener.lastIndex = at;
    const match = opener.exec(text);
    const tag = match && readTag(text, at, (match[1] ?? '').toLowerCase(), opener.lastIndex);
    at = tag === null ? at + 1 : tag.to;
    if (tag !== null) yield tag;
  }
}

const MAX_TAG = 20_000;

function readTag(text: string, from: number, name: string, start: number): Tag | null {
  const attributes: Attribute[] = [];
  let at = start;
  while (at < text.length && at - from < MAX_TAG) {
    while (/[\s/]/.test(text[at] ?? '')) at++;
    if (text[at] === '>') return { name, from, to: at + 1, attributes };
    const nameEnd = until(text, at, /[\s=/>"'<]/);
    if (nameEnd === at) return null;
    const attributeName = text.slice(at, nameEnd).toLowerCase();
    at = nameEnd;
    while (/\s/.test(text[at] ?? '')) at++;
    if (text[at] !== '=') continue;
    at++;
    while (/\s/.test(text[at] ?? '')) at++;
    const value = readValue(text, at);
    if (value === null) return null;
    attributes.push({ name: attributeName, ...value.attribute });
    at = value.next;
  }
  return null;
}

function readValue(text: string, at: number): { attribute: Omit<Attribute, 'name'>; next: number } | null {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    const to = valueEnd(text, at, /[\s>]/);
    return { attribute: { from: at, to, setting: 'html-bare' }, next: to };
  }
  const to = valueEnd(text, at + 1, quote === '"' ? /"/ : /'/);
  if (text[to] !== quote) return null;
  const setting = quote === '"' ? 'html-double' : 'html-single';
  return { attribute: { from: at + 1, to, setting }, next: to + 1 };
}

function until(text: string, from: number, stop: RegExp): number {
  let at = from;
  while (at < text.length && !stop.test(text[at] ?? '')) at++;
  return at;
}

/** Where a value ends; `{{ ... }}` and `{% ... %}` are jumped over. */
function valueEnd(text: string, from: number, stop: RegExp): number {
  let at = from;
  while (at < text.length && at - from < MAX_TAG && !stop.test(text[at] ?? '')) {
    const second = text[at] === '{' ? text[at + 1] : '';
    const end = second === '{' ? text.indexOf('}}', at) : second === '%' ? text.indexOf('%}', at) : -1;
    at = end < 0 ? at + 1 : end + 2;
  }
  return at;
}
