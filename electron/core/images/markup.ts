// Owns: the form in which a post shows its pictures, and writing one more in that form.
// Must not know: where the picture is stored, or the editor.
import { readFrontMatter } from '../frontmatter/index.ts';
import { htmlTags } from './html-references.ts';
import { maskCode } from './mask.ts';
import { findReferences } from './references.ts';
import type { Reference } from './types.ts';

export type MarkupKind = 'markdown' | 'html' | 'center' | 'figure' | 'include';

/** A form to write: `width` and `height` are attribute values such as `60%`, null for none. */
export interface Markup {
  readonly kind: MarkupKind;
  readonly width: string | null;
  readonly height: string | null;
  /** The post gives its pictures alternative text. */
  readonly alt: boolean;
  /** For `include`: the whole tag with `{url}` in place of the path. */
  readonly template: string | null;
  /** What the post writes before a root-absolute path: `{{ site.baseurl }}`, or nothing. */
  readonly prefix: string;
}

export interface Picture {
  readonly url: string;
  readonly alt: string;
}

const PLAIN: Markup = { kind: 'markdown', width: null, height: null, alt: true, template: null, prefix: '' };
const CENTER: Markup = { ...PLAIN, kind: 'center', width: '60%', height: '60%', alt: false };
const HTML: Markup = { ...PLAIN, kind: 'html' };

/**
 * The form that most pictures of the post have, the later of two equally frequent; null where it shows none. `baseurl` is the
 * site's: empty or `/name`.
 */
export function detectMarkup(text: string, baseurl = ''): Markup | null {
  const masked = maskCode(text, readFrontMatter(text).bodyFrom);
  const forms = findReferences(text).flatMap((reference) => markupOf(text, masked, reference, baseurl) ?? []);
  const kind = mostFrequent(forms.map((form) => form.kind));
  if (kind === null) return null;
  const alike = forms.filter((form) => form.kind === kind);
  const sizes = mostFrequent(alike.map((form) => JSON.stringify([form.width, form.height])));
  const sized = alike.findLast((form) => JSON.stringify([form.width, form.height]) === sizes);
  const prefix = mostFrequent(alike.map((form) => form.prefix)) ?? '';
  return sized === undefined ? null : { ...sized, alt: alike.some((form) => form.alt), prefix };
}

/** The form that most of these posts use; null where fewer than two agree on a kind, or half of them do something else. */
export function commonMarkup(forms: readonly Markup[]): Markup | null {
  const kind = mostFrequent(forms.map((form) => form.kind));
  const alike = forms.filter((form) => form.kind === kind);
  if (alike.length < 2 || alike.length * 2 < forms.length) return null;
  const wanted = mostFrequent(alike.map((form) => JSON.stringify(form)));
  return alike.find((form) => JSON.stringify(form) === wanted) ?? null;
}

/**
 * The form to use for a post by the setting: its own where that is `auto` and it has one, else the named one. A site that is
 * not at its server's root (`baseurl`) needs the base before the path where the post does not show how it is done. `journal`:
 * what the other posts do, for a post without a picture of its own.
 */
export function chooseMarkup(
  text: string,
  setting: 'auto' | 'markdown' | 'html' | 'center',
  baseurl = '',
  journal: Markup | null = null,
): Markup {
  const own = detectMarkup(text, baseurl) ?? journal;
  const prefix = own?.prefix ?? (baseurl === '' ? '' : '{{ site.baseurl }}');
  if (own !== null && (setting === 'auto' || own.kind === setting)) return own;
  if (setting === 'auto' || setting === 'markdown') return { ...PLAIN, prefix };
  return { ...(setting === 'center' ? CENTER : HTML), prefix };
}

/** Writes a picture in a form. `url` is spelled for a URL already (see `urlOfPath`). */
export function writeMarkup(form: Markup, { url, alt }: Picture): string {
  const target = form.prefix + url;
  if (form.kind === 'markdown') return `![${escapeAlt(alt)}](${target})`;
  if (form.kind === 'include' && form.template !== null) return form.template.replace('{url}', () => target);
  const attributes = [
    `src="${target}"`,
    ...(form.alt || alt !== '' ? [`alt="${escapeAttribute(alt)}"`] : []),
    ...(form.width === null ? [] : [`width="${form.width}"`]),
    ...(form.height === null ? [] : [`height="${form.height}"`]),
  ];
  const image = `<img ${attributes.join(' ')}>`;
  if (form.kind === 'center') return `<center>${image}</center>`;
  return form.kind === 'figure' ? `<figure>${image}</figure>` : image;
}

function escapeAlt(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\[\]]/g, '\\$&');
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
}

function markupOf(text: string, masked: string, reference: Reference, baseurl: string): Markup | null {
  if (!reference.shows) return null;
  const before = text.slice(Math.max(0, reference.from - 200), reference.from);
  const literal = baseurl !== '' && reference.lead === 'none' && reference.path.startsWith(`${baseurl}/`);
  const prefix = literal ? baseurl : (/(?:\{\{-?\s*[\w.]+\s*-?\}\})+$/.exec(before)?.[0] ?? '');
  if (reference.kind === 'image') return { ...PLAIN, alt: reference.alt !== '', prefix };
  if (reference.kind === 'include') return includeForm(text, reference, prefix);
  if (reference.kind !== 'html') return null;
  const start = masked.lastIndexOf('<img', reference.from);
  if (start < 0) return null;
  const [tag] = htmlTags(masked.slice(start, reference.to + 2000));
  if (tag === undefined || tag.from !== 0 || start + tag.to < reference.to) return null;
  const value = (name: string) => {
    const found = tag.attributes.find((attribute) => attribute.name === name);
    return found === undefined ? null : text.slice(start + found.from, start + found.to);
  };
  const around = masked.slice(Math.max(0, start - 300), start).toLowerCase();
  const inside = (name: string) => around.lastIndexOf(`<${name}`) > around.lastIndexOf(`</${name}`);
  const kind = inside('center') ? 'center' : inside('figure') ? 'figure' : 'html';
  const alt = value('alt');
  return { kind, width: value('width'), height: value('height'), alt: alt !== null, template: null, prefix };
}

function includeForm(text: string, reference: Reference, prefix: string): Markup | null {
  const start = text.lastIndexOf('{%', reference.from);
  const end = text.indexOf('%}', reference.to);
  if (start < 0 || end < 0) return null;
  const head = text.slice(start, reference.from - prefix.length);
  // Parameters after the picture (captions, sizes) are of that picture, not of the post's manner.
  const quote = text[reference.to] ?? '"';
  return { ...PLAIN, kind: 'include', template: `${head}{url}${quote} %}`, prefix };
}

function mostFrequent<T extends string>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | null = null;
  for (const value of new Set([...values].reverse())) {
    if (best === null || (counts.get(value) ?? 0) > (counts.get(best) ?? 0)) best = value;
  }
  return best;
}
