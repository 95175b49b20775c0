// Owns: the requests of `galley set`: assignments in words, and JSON lines.
// Must not know: files, arguments of a process, or output streams.

import { applyEdits } from '../text.ts';
import { patch } from './patch.ts';
import { readFrontMatter } from './read.ts';
import type { BlogStyle, Change, Entry, FieldValue, Note, ReadOptions, Reason } from './types.ts';
import { readYamlBlock } from './yaml/read.ts';

/** What to set and to take out. Keys that are not there are added, or (taking out) passed over. */
export interface SetRequest {
  readonly text: string;
  readonly set: readonly Change[];
  readonly unset: readonly string[];
}

export type SetAnswer =
  | { readonly ok: true; readonly text: string; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly reason: Reason };

/** Makes all changes of a request, or none. */
export function setRequest(request: SetRequest, style?: BlogStyle, options: ReadOptions = {}): SetAnswer {
  const present = new Set(readFrontMatter(request.text, options).entries.map((entry) => entry.key));
  const removals = request.unset
    .filter((key) => present.has(key))
    .map((key): Change => ({ op: 'remove', key }));
  const result = patch(request.text, [...removals, ...request.set], style, options);
  if (!result.ok) return result;
  return { ok: true, text: applyEdits(request.text, result.edits), notes: result.notes };
}

/**
 * Reads `KEY=VALUE`, the value as YAML would read it behind `KEY: ` (`true`, `[a, b]`, `2024-10-03`, `"quoted"`, nothing).
 * What YAML could not read there, such as `A: b`, or would
 * drop, such as what follows ` #`, is the text as it stands. Null without a key and an equals sign.
 */
export function parseAssignment(argument: string): Change | null {
  const at = argument.indexOf('=');
  if (at <= 0) return null;
  const key = argument.slice(0, at);
  const raw = argument.slice(at + 1);
  const block = `k: ${raw}\n`;
  const reading = readYamlBlock(block, { from: 0, to: block.length }, 'psych');
  const entry = reading.entries[0];
  const readable =
    reading.problems.length === 0 && reading.entries.length === 1 && entry?.shape !== 'unreadable';
  if (!readable || entry === undefined || isMeantAsText(raw, block, entry)) {
    return { op: 'set', key, value: raw, as: 'text' };
  }
  const value = toFieldValue(entry.value);
  if (entry.shape === 'date') return { op: 'set', key, value, as: 'date' };
  // Quotes say that a text is meant; without them an odd date form may stand for the date that is there.
  if (entry.shape === 'text' && entry.style !== 'plain') return { op: 'set', key, value, as: 'text' };
  return { op: 'set', key, value };
}

/** YAML could read it, but nobody types a comment, an anchor, a tag of their own or a template to lose it. */
function isMeantAsText(raw: string, block: string, entry: Entry): boolean {
  if (/[\r\n]/.test(raw) || raw.startsWith('{{')) return true;
  if (block.slice(entry.valueTo).includes('#')) return true;
  const sign = entry.readOnly?.code;
  return sign === 'anchor' || sign === 'alias' || (sign === 'tag' && !raw.startsWith('!!'));
}

/**
 * Answers one line of `galley set --jsonl`: `{id, text, set, unset}` gives `{id, text}` or `{id, error, code}`. `set` is an
 * object of JSON values (strings are texts) or a list of assignments; `unset` is a list of keys.
 */
export function answerSetLine(line: string, style?: BlogStyle, options: ReadOptions = {}): string {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return JSON.stringify({ id: null, error: 'the line is not JSON', code: 'bad-request' });
  }
  if (!isRecord(request))
    return JSON.stringify({ id: null, error: 'the line is not an object', code: 'bad-request' });
  const id = request.id ?? null;
  const wrong = (error: string): string => JSON.stringify({ id, error, code: 'bad-request' });
  if (typeof request.text !== 'string') return wrong('"text" must be a string');
  const set = readSet(request.set);
  if (set === null) return wrong('"set" must be an object of values or a list of KEY=VALUE');
  const unset = request.unset ?? [];
  if (!Array.isArray(unset) || !unset.every((key) => typeof key === 'string')) {
    return wrong('"unset" must be a list of keys');
  }
  const answer = setRequest({ text: request.text, set, unset }, style, options);
  if (!answer.ok) return JSON.stringify({ id, error: answer.reason.message, code: answer.reason.code });
  return JSON.stringify({ id, text: answer.text });
}

function readSet(set: unknown): readonly Change[] | null {
  if (set === undefined || set === null) return [];
  if (Array.isArray(set)) {
    const changes = set.map((one) => (typeof one === 'string' ? parseAssignment(one) : null));
    return changes.every((change) => change !== null) ? changes : null;
  }
  if (!isRecord(set)) return null;
  return Object.entries(set).map(([key, value]): Change => ({ op: 'set', key, value: toFieldValue(value) }));
}

/** What YAML and JSON readers give is made of these kinds only. */
function toFieldValue(value: unknown): FieldValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toFieldValue);
  const out: Record<string, FieldValue> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) out[key] = toFieldValue(inner);
  return out;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
