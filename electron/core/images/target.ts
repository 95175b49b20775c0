// Owns: taking the written form of one URL apart: what leads it, its path, and what follows.
// Must not know: where in a post the URL stands.
import { decodePath } from './escape.ts';
import type { Lead, Setting } from './types.ts';

export interface Target {
  readonly from: number;
  readonly to: number;
  readonly setting: Setting;
  readonly lead: Lead;
  readonly origin: string | null;
  readonly path: string;
}

/** `{{ site.baseurl }}`, `{{ site.url }}{{ site.baseurl }}`, `{{ BASE_PATH }}`: what themes put before a root-absolute path. */
const BASE = /^(?:\{\{-?\s*(?:site\.(?:baseurl|url|github\.url)|BASE_PATH|baseurl)\s*-?\}\})+/;
const FILTER = /^\{\{-?\s*(["'])(.*?)\1\s*\|[^}]*-?\}\}$/;
const APPEND = /^\{\{-?\s*site\.(?:baseurl|url)\s*\|\s*append:\s*(["'])(.*?)\1\s*-?\}\}$/;
const LINK = /^\{%-?\s*link\s+(\S(?:.*\S)?)\s*-?%\}$/;
const ORIGIN = /^(?:https?:)?\/\/[^/?#\s]+/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * Reads the URL written at `from..to`. Null where it points at no file: another scheme, a fragment alone, or Liquid that only
 * the site can work out.
 */
export function readTarget(text: string, from: number, to: number, setting: Setting): Target | null {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  const raw = text.slice(start, end);
  const inside = FILTER.exec(raw) ?? APPEND.exec(raw);
  if (inside !== null) {
    const at = start + raw.indexOf(inside[1] ?? '', 2) + 1;
    return pathAt(text, at, at + (inside[2] ?? '').length, 'liquid-string', 'filter', null);
  }
  const link = LINK.exec(raw);
  if (link !== null) {
    const file = link[1] ?? '';
    const at = start + raw.lastIndexOf(file, raw.length - 2);
    return pathAt(text, at, at + file.length, 'liquid-bare', 'tag', null);
  }
  const base = BASE.exec(raw);
  if (base !== null) return pathAt(text, start + base[0].length, end, setting, 'base', null);
  const origin = ORIGIN.exec(raw);
  if (origin !== null) return pathAt(text, start + origin[0].length, end, setting, 'origin', origin[0]);
  if (SCHEME.test(raw)) return null;
  return pathAt(text, start, end, setting, 'none', null);
}

function pathAt(
  text: string,
  from: number,
  to: number,
  setting: Setting,
  lead: Lead,
  origin: string | null,
): Target | null {
  const written = text.slice(from, to);
  if (/\{[{%]/.test(written)) return null;
  const stop = lead === 'tag' ? -1 : written.search(/[?#]/);
  // `&#47;` is an entity, not a fragment.
  const cut = stop > 0 && written[stop - 1] === '&' ? -1 : stop;
  const end = cut < 0 ? to : from + cut;
  if (end <= from) return null;
  const path = decodePath(text.slice(from, end), setting);
  return { from, to: end, setting, lead, origin, path };
}
