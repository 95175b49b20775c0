// Owns: reading a generator's configuration as values, whatever language it is written in.
// Must not know: what the values mean.
import { parse as parseToml } from 'smol-toml';
import { readYaml } from '#core/site/read-yaml.ts';
import type { TargetLook } from './types.ts';

export type Values = Readonly<Record<string, unknown>>;

/** The values of a configuration text; empty where it cannot be read. The ending of `path` tells its language. */
export function readValues(path: string, text: string): Values {
  try {
    const value: unknown = path.endsWith('.toml')
      ? parseToml(text)
      : path.endsWith('.json')
        ? JSON.parse(text)
        : readYaml(text).value;
    return asValues(value);
  } catch {
    return {};
  }
}

export function asValues(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {}; // any object is such a record
}

/** The value at a path of keys, letter case aside, as Hugo reads its configuration; undefined where there is none. */
export function valueAt(values: Values, ...keys: readonly string[]): unknown {
  let here: unknown = values;
  for (const key of keys) {
    const map = asValues(here);
    const name = key in map ? key : Object.keys(map).find((each) => each.toLowerCase() === key.toLowerCase());
    if (name === undefined) return undefined;
    here = map[name];
  }
  return here;
}

export function textAt(values: Values, ...keys: readonly string[]): string | null {
  const value = valueAt(values, ...keys);
  return typeof value === 'string' ? value : null;
}

/** A switch: what is not set, or no boolean, is `usual`. */
export function flagAt(values: Values, usual: boolean, ...keys: readonly string[]): boolean {
  const value = valueAt(values, ...keys);
  return typeof value === 'boolean' ? value : usual;
}

/** Origin and path of a site's address: `https://a.b/c/` is `https://a.b` and `/c`. */
export function splitAddress(address: string | null): { readonly url: string; readonly base: string } {
  const [, url = '', path = ''] = /^(https?:\/\/[^/]+)?(\/.*)?$/i.exec(address ?? '') ?? [];
  return { url, base: path.replace(/\/+$/, '') };
}

/** A folder as configured, without dots and slashes around it. */
export function cleanFolder(path: string): string {
  return path.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}

/** The string that `pattern`'s first group finds in a script's text; null where it finds none. */
export function inScript(look: TargetLook, names: readonly string[], pattern: RegExp): string | null {
  for (const name of names) {
    const found = pattern.exec(look.texts.get(name) ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
