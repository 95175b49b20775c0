// Owns: where a new image goes and what it is called, by the person's template.
// Must not know: which names are taken, or any file on disk.
import { type SlugStyle, safeName, slugOf } from '../slug.ts';

/** What the variables of a template stand for. */
export interface TemplateValues {
  /** Category path of the post; empty where it has none. */
  readonly categories: readonly string[];
  readonly slug: string;
  /** `YYYY-MM-DD...` of the post; null where it has none. */
  readonly date: string | null;
  /** Name of the dropped file without its extension. */
  readonly name: string;
  /** Running number, from 1. */
  readonly n: number;
  /** Hash of the stored bytes in hex; its first eight digits are `{hash8}`. */
  readonly hash: string;
}

export const templateVariables = ['category', 'slug', 'year', 'month', 'day', 'n', 'hash8', 'name'] as const;
export type TemplateVariable = (typeof templateVariables)[number];

/** The variables that a template names and that do not exist. */
export function unknownVariables(template: string): readonly string[] {
  const known: ReadonlySet<string> = new Set(templateVariables);
  return [...template.matchAll(/\{([^{}]*)\}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => !known.has(name));
}

/**
 * The folder below the root that `template` gives: parts that come out empty are left out, every part is a legal name, hidden
 * folders and `..` cannot come out. Empty for the root itself.
 */
export function fillFolder(template: string, values: TemplateValues, style: SlugStyle): string {
  const parts = template.split('/').flatMap((part) => {
    if (part === '{category}') return values.categories.map((each) => partName(each, style));
    return [partName(fill(part, values, style), style)];
  });
  return parts.filter((part) => part !== '').join('/');
}

/** The file name without extension that `template` gives; never empty. */
export function fillName(template: string, values: TemplateValues, style: SlugStyle): string {
  const filled = fill(template.replaceAll('/', '-'), values, style).replace(/^[-_.\s]+|[-_.\s]+$/g, '');
  return nameOf(filled === '' ? values.hash.slice(0, 8) : filled, style);
}

function fill(template: string, values: TemplateValues, style: SlugStyle): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(values.date ?? '');
  const replacements: Readonly<Record<TemplateVariable, string>> = {
    category: values.categories.map((each) => nameOf(each, style)).join('-'),
    slug: nameOf(values.slug, style),
    year: day?.[1] ?? '',
    month: day?.[2] ?? '',
    day: day?.[3] ?? '',
    n: String(values.n),
    hash8: values.hash.slice(0, 8),
    name: nameOf(values.name, style),
  };
  return template.replace(/\{([a-z0-9]+)\}/g, (whole, name: string) =>
    Object.hasOwn(replacements, name) ? replacements[name as TemplateVariable] : whole,
  ); // hasOwn has just told that it is one
}

/** A folder's name: legal and composed, spaces as hyphens, never hidden. */
function partName(text: string, style: SlugStyle): string {
  return text.trim() === '' ? '' : nameOf(text, style);
}

/** A name that needs no escaping in a URL or in Markdown, except for letters beyond ASCII where they are kept. */
function nameOf(text: string, style: SlugStyle): string {
  if (text.trim() === '') return '';
  const plain = style === 'romanise' ? withRomanLetters(text) : text;
  const clean = safeName(plain)
    .replace(/[\s()[\]{}<>'"`#%&?,;+!$^~=@\\]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  // A second time, because a name that was made legal by a hyphen has just lost it again.
  return clean === '' ? slugOf(text, style) : safeName(clean);
}

/** Romanises each run of letters beyond ASCII; capitals, dots and underscores of the rest stay. */
function withRomanLetters(text: string): string {
  return text.normalize('NFC').replace(/[^\u0000-\u007f]+/g, (run) => {
    const roman = slugOf(run, 'romanise');
    return roman === 'untitled' ? '' : roman;
  });
}
