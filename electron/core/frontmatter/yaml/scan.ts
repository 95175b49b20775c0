// Owns: splitting a YAML block into its top-level entries, on the raw text, without judging the values.
// Must not know: what values mean, or how they are changed.

import type { Edit } from '../../text.ts';
import { isBlank, lineEndAt, nextLine, skipBlanks } from '../lines.ts';
import type { RawProblem } from '../problems.ts';
import type { Range } from '../types.ts';
import { type Extent, type Source, valueExtent } from './extent.ts';
import { isDash, plainLine, quotedEnd, readLine } from './tokens.ts';

/** One entry as it stands: `from` is the start of its first line. */
export interface RawEntry {
  readonly from: number;
  readonly keyFrom: number;
  readonly keyTo: number;
  readonly colon: number;
  readonly value: Extent;
}

export interface Scan {
  readonly entries: readonly RawEntry[];
  readonly problems: readonly RawProblem[];
  /** The column in which the keys stand. */
  readonly base: number;
  /** Valid YAML of a kind that is not split: a flow mapping around everything, keys with `?`, tags on keys. */
  readonly whole: number;
}

/** Splits `text[range]`. Positions are those of the whole text. */
export function scanYaml(text: string, range: Range): Scan {
  const entries: RawEntry[] = [];
  const problems: RawProblem[] = [];
  let base = -1;
  let whole = -1;
  const vain = { count: 0 };
  for (let at = range.from; at < range.to; ) {
    const line = readLine(text, at, range.to);
    at = line.next;
    if (line.kind !== 'text') continue;
    const start = line.from + line.column;
    // A tab here is reported with the other odd characters.
    if (text.charCodeAt(start) === 9) continue;
    if (base < 0) base = line.column;
    if (line.column !== base) {
      problems.push({ code: 'bad-indent', from: start, to: line.end });
      continue;
    }
    const source: Source = { text, to: range.to, base, vain };
    const key = readKey(source, start, line.end, entries.length === 0);
    if (key.kind === 'whole') {
      whole = start;
      break;
    }
    if (key.kind === 'problem') {
      problems.push(key.problem);
      if (key.colon < 0) continue;
      const value = { ...valueExtent(source, key.colon), problem: key.problem };
      entries.push({ from: line.from, keyFrom: start, keyTo: key.colon, colon: key.colon, value });
      at = value.next;
      continue;
    }
    const value = valueExtent(source, key.colon);
    if (value.problem !== null) {
      const fix = quoteFix(text, value);
      problems.push({ ...value.problem, key: text.slice(start, key.end), fix });
    }
    entries.push({ from: line.from, keyFrom: start, keyTo: key.end, colon: key.colon, value });
    at = value.next;
  }
  return { entries, problems, base: Math.max(base, 0), whole };
}

type Key =
  | { readonly kind: 'key'; readonly end: number; readonly colon: number }
  | { readonly kind: 'whole' }
  | { readonly kind: 'problem'; readonly problem: RawProblem; readonly colon: number };

function readKey(source: Source, start: number, lineEnd: number, first: boolean): Key {
  const { text, to } = source;
  const char = text[start] ?? '';
  if (/^(?:---|\.\.\.)(?:[ \t]|$)/.test(text.slice(start, Math.min(lineEnd, start + 4)))) {
    return bad({ code: 'several-documents', from: start, to: lineEnd });
  }
  if ((char === '{' || char === '[') && first) return { kind: 'whole' };
  if ('&*!?'.includes(char) && (char !== '?' || isDash(`-${text.slice(start + 1, start + 2)}`, 0, 2)))
    return { kind: 'whole' };
  if (isDash(text, start, to)) {
    return bad({ code: first ? 'not-a-mapping' : 'bad-indent', from: start, to: lineEnd });
  }
  if ('%@`'.includes(char))
    return bad({ code: 'reserved-character', from: start, to: start + 1, detail: { char } });
  if (char === '"' || char === "'") {
    const end = quotedEnd(text, start, lineEnd);
    const colon = end < 0 ? -1 : skipBlanks(text, end, lineEnd);
    if (colon >= 0 && text[colon] === ':') {
      if (colon + 1 >= lineEnd || isBlank(text.charCodeAt(colon + 1))) return { kind: 'key', end, colon };
      const fix = [{ from: colon + 1, to: colon + 1, insert: ' ' }];
      return bad({ code: 'no-space-after-colon', from: colon, to: colon + 1, fix });
    }
    return bad({ code: end < 0 ? 'unclosed-quote' : 'no-colon', from: start, to: lineEnd });
  }
  const { colon } = plainLine(text, start, to);
  if (colon > start && !'|>,]}[{'.includes(char)) {
    let end = colon;
    while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
    return { kind: 'key', end, colon };
  }
  return noColon(text, start, lineEnd);
}

function bad(problem: RawProblem): Key {
  return { kind: 'problem', problem, colon: -1 };
}

/** `key:value` is an entry that lacks a space; anything else is a stray line. */
function noColon(text: string, start: number, lineEnd: number): Key {
  const match = /^([\p{L}\p{N}_][\p{L}\p{N}_-]*):(?!\/\/)\S/u.exec(text.slice(start, lineEnd));
  if (match === null) return bad({ code: 'no-colon', from: start, to: lineEnd });
  const key = match[1] ?? '';
  const colon = start + key.length;
  const fix = [{ from: colon + 1, to: colon + 1, insert: ' ' }];
  return {
    kind: 'problem',
    problem: { code: 'no-space-after-colon', from: colon, to: colon + 1, key, fix },
    colon,
  };
}

/** The quote that lacks at the end of its line; or quotes around all that stands behind the colon: the wish of who wrote `title: A: b` or `title: [A] b`. */
function quoteFix(text: string, value: Extent): readonly Edit[] | null {
  const code = value.problem?.code;
  if (code === 'unclosed-quote') return [{ from: value.to, to: value.to, insert: text.charAt(value.from) }];
  if (code !== 'colon-in-plain' && code !== 'text-after-value' && code !== 'reserved-character') return null;
  const raw = text.slice(value.from, value.to);
  if (value.lines || /[\r\n]/.test(raw) || raw.startsWith('"') || raw.startsWith("'")) return null;
  if (lineEndAt(text, value.from, text.length) !== lineEndAt(text, value.to, text.length)) return null;
  if (nextLine(text, value.end, text.length) !== value.next) return null;
  const quoted = raw.includes('"') || raw.includes('\\') ? `'${raw.replaceAll("'", "''")}'` : `"${raw}"`;
  return [{ from: value.from, to: value.to, insert: quoted }];
}
