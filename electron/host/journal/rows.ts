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
  /** `listJson`, `listLine` and `restJson` of the post, in UTF-8. */
  readonly json: Uint8Array;
  readonly line: Uint8Array;
  readonly rest: Uint8Array;
}

const CHUNK = 1 << 20;
let chunk = Buffer.alloc(0);
let used = 0;

/** Encodes into memory that many texts share: ten thousand small buffers would take longer. */
function encoded(text: string): Uint8Array {
  if (chunk.length - used < text.length * 3) {
    chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK, text.length * 3));
    used = 0;
  }
  const from = used;
  used += chunk.write(text, from);
  return chunk.subarray(from, used);
}

export function rowOf(entry: PostEntry, facts: FileFacts): Row {
  const { path, time, modified, url, appears } = entry;
  return {
    path,
    time,
    modified,
    url,
    appears,
    facts,
    json: encoded(listJson(entry)),
    line: encoded(listLine(entry)),
    rest: encoded(restJson(entry)),
  };
}

/** The row with its text said anew: `appears` was judged again after the text was made. */
export function retold(row: Row): Row {
  const { appears } = row;
  const shown = { ...(JSON.parse(Buffer.from(row.json).toString('utf8')) as PostEntry), appears }; // the JSON of an entry's part
  return { ...row, json: encoded(listJson(shown)), line: encoded(listLine(shown)) };
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
  for (const row of rows) size += row[part].length;
  const all = Buffer.allocUnsafeSlow(size);
  let at = all.write(start, 0, 'latin1');
  rows.forEach((row, i) => {
    if (i > 0) for (let j = 0; j < between.length; j++) all[at++] = between.charCodeAt(j);
    all.set(row[part], at);
    at += row[part].length;
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
  for (const { json, line, rest } of rows) size += json.length + line.length + rest.length;
  const text = new Uint8Array(size);
  let end = 0;
  rows.forEach(({ time, modified, facts, json, line, rest }, i) => {
    const { size: bytes, mtime, ctime, ino } = facts;
    const row = [
      time ?? Number.NaN,
      modified,
      bytes,
      mtime,
      ctime,
      ino,
      json.length,
      line.length,
      rest.length,
    ];
    numbers.set(row, i * WIDTH);
    for (const part of [json, line, rest]) {
      text.set(part, end);
      end += part.length;
    }
  });
  return {
    paths: rows.map(({ path }) => path),
    urls: rows.map(({ url }) => url),
    appears: rows.map(({ appears }) => (appears.will ? 1 : appears)),
    text,
    numbers,
  };
}

export function rowsOf({ paths, urls, appears, text, numbers }: Columns): Row[] {
  let end = 0;
  return paths.map((path, i) => {
    const at = (which: number): number => numbers[i * WIDTH + which] ?? 0;
    const next = (length: number): Uint8Array => {
      const from = end;
      end += length;
      return text.subarray(from, end);
    };
    const judged = appears[i] ?? 1;
    return {
      path: path as RelPath, // it was one before it crossed
      time: Number.isNaN(at(0)) ? null : at(0),
      modified: at(1),
      url: urls[i] ?? null,
      appears: judged === 1 ? WILL : judged,
      facts: { size: at(2), mtime: at(3), ctime: at(4), ino: at(5) },
      json: next(at(6)),
      line: next(at(7)),
      rest: next(at(8)),
    };
  });
}
