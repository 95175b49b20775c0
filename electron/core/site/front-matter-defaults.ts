// Owns: which values `defaults` in `_config.yml` give a file, with Jekyll's order of precedence.
// Must not know: how the file's own front matter is read or merged over them.
import type { DefaultSet, SiteConfig } from './types.ts';

type Data = Readonly<Record<string, unknown>>;

const NONE: Data = Object.freeze({});

/** The default values of a file: `path` is relative to the collections folder, `type` is `posts` or a collection's label. */
export function defaultsFor(path: string, type: string, site: Pick<SiteConfig, 'defaults'>): Data {
  if (site.defaults.length === 0) return NONE;
  let merged: Data = NONE;
  let last: DefaultSet | null = null;
  for (const set of site.defaults) {
    if (!applies(set, path, type)) continue;
    if (last === null || precedes(last, set)) {
      merged = mergeData(merged, set.values);
      last = set;
    } else {
      merged = mergeData(set.values, merged);
    }
  }
  return merged;
}

/** `over` on top of `base`: maps are merged, and an empty value (`key:`) leaves what is below it. */
export function mergeData(base: Data, over: Data): Data {
  if (base === NONE) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (!(key in merged)) merged[key] = value;
    else if (value === null || value === undefined) continue;
    else merged[key] = isMap(below) && isMap(value) ? mergeData(below, value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function applies(set: DefaultSet, path: string, type: string): boolean {
  if (set.type !== null && set.type !== type) return false;
  if (set.path === '') return true;
  return set.path.includes('*') ? globCovers(set.path, path) : path.startsWith(trimSlashes(set.path));
}

/** A longer path wins; of equally long ones, the one with a type, then the later one. */
function precedes(old: DefaultSet, set: DefaultSet): boolean {
  const length = trimSlashes(set.path).length;
  const oldLength = trimSlashes(old.path).length;
  if (length !== oldLength) return length > oldLength;
  return set.type !== null || old.type === null;
}

function trimSlashes(path: string): string {
  return path.startsWith('/') ? path.replace(/^\/|\/$/gu, '') : path;
}

/** A glob covers a file where it matches the file or any folder above it. */
function globCovers(pattern: string, path: string): boolean {
  const expression = globExpression(trimSlashes(pattern));
  const parts = path.split('/');
  return parts.some((_part, i) => expression.test(parts.slice(0, i + 1).join('/')));
}

const globs = new Map<string, RegExp>();

function globExpression(pattern: string): RegExp {
  const known = globs.get(pattern);
  if (known !== undefined) return known;
  const source = pattern.replace(/[\\^$.+()[\]{}|]/gu, '\\$&').replace(/\*\*\/|\*+|\?/gu, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    return token === '?' ? '[^/]' : '[^/]*';
  });
  const made = new RegExp(`^${source}$`, 'u');
  globs.set(pattern, made);
  return made;
}
