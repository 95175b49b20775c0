// Owns: reading one option's raw value (YAML, JSON or an inline option's text) into its checked value.
// Must not know: which options there are.

/** A value or, when it cannot be read, the reason. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = <T>(reason: string): Read<T> => ({ ok: false, reason });

/** kramdown takes booleans as they are and, from text, anything but `false`, `no` and the empty string as true. */
export function readBoolean(raw: unknown): Read<boolean> {
  if (typeof raw === 'boolean') return good(raw);
  if (raw === null || raw === undefined) return good(false);
  if (typeof raw === 'string') return good(!/^\s*(?:|false|no)\s*$/i.test(raw));
  return good(true);
}

export function readInteger(raw: unknown): Read<number> {
  if (typeof raw === 'number' && Number.isFinite(raw)) return good(Math.trunc(raw));
  if (typeof raw === 'string' && /^\s*[-+]?\d+\s*$/.test(raw)) return good(Number.parseInt(raw, 10));
  return bad('it must be a whole number');
}

export function readString(raw: unknown): Read<string> {
  if (raw === null || raw === undefined) return good('');
  if (typeof raw === 'string') return good(raw);
  if (typeof raw === 'number' || typeof raw === 'boolean') return good(String(raw));
  return bad('it must be text');
}

/** One of the words, with or without Ruby's leading colon. */
export function readWord<T extends string>(words: readonly T[]): (raw: unknown) => Read<T> {
  return (raw) => {
    const text = String(raw ?? '').replace(/^:/, '');
    const found = words.find((word) => word === text);
    return found === undefined ? bad(`it must be one of ${words.join(', ')}`) : good(found);
  };
}

/** `1..6`, `2,3` or a list of numbers. */
export function readLevels(raw: unknown): Read<readonly number[]> {
  if (Array.isArray(raw)) {
    const numbers = raw.map((item) => Number(item));
    return numbers.every(Number.isInteger) ? good(numbers) : bad('it must hold header levels');
  }
  const text = String(raw ?? '');
  const range = /^(\d)\.\.(\d)$/.exec(text);
  if (range) {
    const levels: number[] = [];
    for (let level = Number(range[1]); level <= Number(range[2]); level++) levels.push(level);
    return good(levels);
  }
  if (/^\d(?:,\d)*$/.test(text)) return good(text.split(',').map(Number));
  return bad('it must be a range such as 1..3 or a list such as 1,2');
}

/** A list of words, given as a list or separated by commas. */
export function readWords(raw: unknown): Read<readonly string[]> {
  if (Array.isArray(raw)) return good(raw.map((item) => String(item)));
  if (raw === null || raw === undefined) return good([]);
  if (typeof raw === 'string')
    return good(
      raw
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    );
  return bad('it must be a list');
}

/** A hash; a string is not parsed as YAML here and is refused. */
export function readHash(raw: unknown): Read<Readonly<Record<string, unknown>>> {
  if (raw === null || raw === undefined) return good({});
  if (typeof raw === 'object' && !Array.isArray(raw)) {
    const out: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(raw)) out[key.replace(/^:/, '')] = value;
    return good(out);
  }
  return bad('it must be a hash');
}
