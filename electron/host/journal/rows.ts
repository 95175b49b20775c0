// Owns: posts of a list as rows of encoded text beside the few facts that judging and ordering them need, and lists made of such rows.
// Must not know: files, threads. Text is made once, where a post is read: it crosses to another thread and into the index as it is.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entriesOfTexts, listJson, listLine, restJson } from '#core/journal/list-text.ts';
import type { FileFacts } from './read-post.ts';

export interface Row {
  readonly path: RelPath;
  readonly time: number | null;
  readonly modified: number;
  readonly url: string | null;
  readonly appears: PostEntry['appears'];
  readonly facts: FileFacts;
  readonly text: RowText;
}

/** `listJson`, `listLine` and `restJson` of a post in UTF-8, one after the other: `json`, `line` and `rest` are their lengths. */
export interface RowText {
  /** Memory that many rows share: ten thousand small buffers would take longer. */
  readonly bytes: Buffer;
  readonly from: number;
  readonly json: number;
  readonly line: number;
  readonly rest: number;
}

const CHUNK = 1 << 20;
let chunk = Buffer.alloc(0);
let used = 0;

function room(length: number): void {
  if (chunk.length - used >= length) return;
  chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK, length));
  used = 0;
}

function encoded(json: string, line: string, rest: string): RowText {
  room((json.length + line.length + rest.length) * 3);
  const from = used;
  const first = chunk.write(json, from);
  const second = chunk.write(line, from + first);
  const third = chunk.write(rest, from + first + second);
  used = from + first + second + third;
  return { bytes: chunk, from, json: first, line: second, rest: third };
}

/** The three texts of a post, encoded already, as a row has them. */
export function rowText(json: Uint8Array, line: Uint8Array, rest: Uint8Array): RowText {
  room(json.length + line.length + rest.length);
  const from = used;
  for (const part of [json, line, rest]) {
    chunk.set(part, used);
    used += part.length;
  }
  return { bytes: chunk, from, json: json.length, line: line.length, rest: rest.length };
}

export function rowOf(entry: PostEntry, facts: FileFacts): Row {
  const { path, time, modified, url, appears } = entry;
  const text = encoded(listJson(entry), listLine(entry), restJson(entry));
  return { path, time, modified, url, appears, facts, text };
}

/** The row with its text said anew: `appears` was judged again after the text was made. */
export function retold(row: Row): Row {
  const { bytes, from, json, line, rest } = row.text;
  const said = JSON.parse(bytes.toString('utf8', from, from + json)) as PostEntry; // the JSON of an entry's part
  const shown = { ...said, appears: row.appears };
  const kept = from + json + line;
  const text = encoded(listJson(shown), listLine(shown), bytes.toString('utf8', kept, kept + rest));
  return { ...row, text };
}

/** A list as text in UTF-8. */
export interface ListTexts {
  /** A JSON array, one post a line. */
  readonly json: Uint8Array;
  /** One line a post. */
  readonly lines: Uint8Array;
  /** A JSON array, one post a line. */
  readonly rest: Uint8Array;
}

export function textsOf(rows: readonly Row[]): ListTexts {
  return {
    json: joined(rows, 'json', '[\n', ',\n', '\n]\n'),
    lines: joined(rows, 'line', '', '\n', rows.length === 0 ? '' : '\n'),
    rest: joined(rows, 'rest', '[\n', ',\n', '\n]\n'),
  };
}

function joined(
  rows: readonly Row[],
  part: 'json' | 'line' | 'rest',
  start: string,
  between: string,
  end: string,
): Uint8Array {
  let size = start.length + end.length + between.length * Math.max(0, rows.length - 1);
  for (const { text } of rows) size += text[part];
  const all = Buffer.allocUnsafeSlow(size);
  let at = all.write(start, 0, 'latin1');
  rows.forEach(({ text }, i) => {
    if (i > 0) for (let j = 0; j < between.length; j++) all[at++] = between.charCodeAt(j);
    const from = text.from + (part === 'json' ? 0 : part === 'line' ? text.json : text.json + text.line);
    at += text.bytes.copy(all, at, from, from + text[part]);
  });
  all.write(end, at, 'latin1');
  return all;
}

/** The items of a text that `textsOf` made with one post a line; `lines` has nothing around them. */
export function partsOf(text: Uint8Array, form: 'array' | 'lines'): readonly Uint8Array[] {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const [start, between, end] = form === 'array' ? [2, ',\n', 3] : [0, '\n', 1];
  const parts: Uint8Array[] = [];
  const last = bytes.length - end;
  for (let from = start; from < last; ) {
    const found = bytes.indexOf(between, from, 'latin1');
    const to = found < 0 || found > last ? last : found;
    parts.push(bytes.subarray(from, to));
    from = to + between.length;
  }
  return parts;
}

export function entriesOf({ json, rest }: Pick<ListTexts, 'json' | 'rest'>): PostEntry[] {
  const text = (bytes: Uint8Array) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return entriesOfTexts(text(json), text(rest));
}

/** Rows as columns: what crosses from thread to thread in a fraction of the time. */
export interface Columns {
  readonly paths: readonly string[];
  readonly urls: readonly (string | null)[];
  readonly appears: readonly (PostEntry['appears'] | 1)[];
  /** All texts, one after the other. */
  readonly text: Uint8Array;
  /** Nine numbers a row: time (NaN: none), modified, the file's facts, and the lengths of its three texts. */
  readonly numbers: Float64Array;
}

const WIDTH = 9;
const WILL = { will: true } as const;

export function columnsOf(rows: readonly Row[]): Columns {
  const numbers = new Float64Array(rows.length * WIDTH);
  let size = 0;
  for (const { text } of rows) size += text.json + text.line + text.rest;
  const all = Buffer.allocUnsafeSlow(size);
  let end = 0;
  rows.forEach(({ time, modified, facts, text }, i) => {
    const { bytes, from, json, line, rest } = text;
    const at = i * WIDTH;
    numbers[at] = time ?? Number.NaN;
    numbers[at + 1] = modified;
    numbers[at + 2] = facts.size;
    numbers[at + 3] = facts.mtime;
    numbers[at + 4] = facts.ctime;
    numbers[at + 5] = facts.ino;
    numbers[at + 6] = json;
    numbers[at + 7] = line;
    numbers[at + 8] = rest;
    end += bytes.copy(all, end, from, from + json + line + rest);
  });
  return {
    paths: rows.map(({ path }) => path),
    urls: rows.map(({ url }) => url),
    appears: rows.map(({ appears }) => (appears.will ? 1 : appears)),
    text: all,
    numbers,
  };
}

export function rowsOf({ paths, urls, appears, text, numbers }: Columns): Row[] {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  let from = 0;
  return paths.map((path, i) => {
    const at = (which: number): number => numbers[i * WIDTH + which] ?? 0;
    const judged = appears[i] ?? 1;
    const [json, line, rest] = [at(6), at(7), at(8)];
    const row: Row = {
      path: path as RelPath, // it was one before it crossed
      time: Number.isNaN(at(0)) ? null : at(0),
      modified: at(1),
      url: urls[i] ?? null,
      appears: judged === 1 ? WILL : judged,
      facts: { size: at(2), mtime: at(3), ctime: at(4), ino: at(5) },
      text: { bytes, from, json, line, rest },
    };
    from += json + line + rest;
    return row;
  });
}
