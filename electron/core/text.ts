// Owns: a text as a value: edits by range, and what an editor drops of a file (byte order mark, line ends).
// Must not know: front matter, Markdown, files, or the editor.

/** Replaces `from..to` (UTF-16 units of the old text) by `insert`. Lists of edits are sorted and do not overlap. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Gives `text` with all edits made. Throws RangeError if they are not sorted, overlap, or reach outside the text. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const edit of edits) {
    if (edit.from < at || edit.to < edit.from || edit.to > text.length) {
      throw new RangeError(`edit ${edit.from}..${edit.to} is out of order or outside the text`);
    }
    out += text.slice(at, edit.from) + edit.insert;
    at = edit.to;
  }
  return out + text.slice(at);
}

/** Gives the edits that turn the edited text back into `text`. */
export function invertEdits(text: string, edits: readonly Edit[]): readonly Edit[] {
  let shift = 0;
  return edits.map((edit) => {
    const from = edit.from + shift;
    shift += edit.insert.length - (edit.to - edit.from);
    return { from, to: from + edit.insert.length, insert: text.slice(edit.from, edit.to) };
  });
}

/** The line ends of a file: one for all, or one letter per line: `n` LF, `c` CRLF, `r` lone CR. */
export type LineEnds = '\n' | '\r\n' | '\r' | { readonly each: string };

/** What `normaliseText` took away: the byte order mark and the line ends. Plain data, safe to send. */
export interface TextShape {
  readonly bom: boolean;
  readonly ends: LineEnds;
}

/** A file's text as an editor holds it (`\n` only, no byte order mark) and what is needed to write it back. */
export interface NormalText {
  readonly text: string;
  readonly shape: TextShape;
}

const LETTER: Readonly<Record<string, string>> = { '\n': 'n', '\r\n': 'c', '\r': 'r' };
const END: Readonly<Record<string, string>> = { n: '\n', c: '\r\n', r: '\r' };

/** Splits raw file text into editor text and shape. `restoreText` of the same text gives the same raw text. */
export function normaliseText(raw: string): NormalText {
  const bom = raw.startsWith('\uFEFF');
  const bare = bom ? raw.slice(1) : raw;
  if (!bare.includes('\r')) return { text: bare, shape: { bom, ends: '\n' } };
  let letters = '';
  const text = bare.replace(/\r\n?|\n/g, (end) => {
    letters += LETTER[end];
    return '\n';
  });
  for (const [end, letter] of Object.entries(LETTER)) {
    // The keys of LETTER are exactly the three line ends.
    if (letters === letter.repeat(letters.length)) return { text, shape: { bom, ends: end as LineEnds } };
  }
  return { text, shape: { bom, ends: { each: letters } } };
}

/**
 * Gives the raw text of `edited`, an edited form of `original.text`: lines that were there keep their line end, new lines
 * take that of the line above (of the first line, at the top), and the byte order mark stays.
 */
export function restoreText(original: NormalText, edited: string): string {
  const { bom, ends } = original.shape;
  const mark = bom ? '\uFEFF' : '';
  if (ends === '\n') return mark + edited;
  if (typeof ends === 'string') return mark + edited.replaceAll('\n', ends);
  const before = original.text.split('\n');
  const after = edited.split('\n');
  const partner = matchLines(before, after);
  let out = mark;
  let last = END[ends.each[0] ?? 'n'] ?? '\n';
  for (let i = 0; i < after.length; i++) {
    out += after[i];
    if (i === after.length - 1) break;
    last = END[ends.each[partner[i] ?? -1] ?? ''] ?? last;
    out += last;
  }
  return out;
}

const MAX_TABLE = 4_000_000;

/** For each line of `after`, the index of the line of `before` that it is, or -1 for a new line. */
function matchLines(before: readonly string[], after: readonly string[]): readonly number[] {
  const partner: number[] = new Array<number>(after.length).fill(-1);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) partner[head] = head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) {
    tail++;
    partner[after.length - tail] = before.length - tail;
  }
  const rows = before.length - head - tail;
  const columns = after.length - head - tail;
  if (rows === 0 || columns === 0) return partner;
  if (rows * columns > MAX_TABLE) {
    pairByPosition(partner, head, head + rows, head, head + columns);
    return partner;
  }
  const width = columns + 1;
  const table = new Uint32Array((rows + 1) * width);
  const cell = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      table[row * width + column] =
        before[head + row] === after[head + column]
          ? cell(row + 1, column + 1) + 1
          : Math.max(cell(row + 1, column), cell(row, column + 1));
    }
  }
  let row = 0;
  let column = 0;
  let doneRow = 0;
  let doneColumn = 0;
  const closeGap = (): void =>
    pairByPosition(partner, head + doneRow, head + row, head + doneColumn, head + column);
  while (row < rows && column < columns) {
    if (before[head + row] === after[head + column]) {
      closeGap();
      partner[head + column++] = head + row++;
      doneRow = row;
      doneColumn = column;
    } else if (cell(row + 1, column) >= cell(row, column + 1)) row++;
    else column++;
  }
  row = rows;
  column = columns;
  closeGap();
  return partner;
}

/** Lines changed in place, between two lines that stayed: the first is the first, as far as they go. */
function pairByPosition(partner: number[], from: number, to: number, at: number, end: number): void {
  for (let i = 0; i < Math.min(to - from, end - at); i++) partner[at + i] = from + i;
}

/** Gives one list of edits of `text` with the effect of `first`, then `second` (ranges of the text after `first`). */
export function composeEdits(text: string, first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const back = invertEdits(text, first);
  const after = applyEdits(text, first);
  // Cut the text after `first` at every edit of either list, then read each group of touching edits as one.
  const out: Edit[] = [];
  let i = 0;
  let j = 0;
  let shift = 0;
  while (i < back.length || j < second.length) {
    const a = back[i];
    const b = second[j];
    const from = Math.min(a?.from ?? Number.POSITIVE_INFINITY, b?.from ?? Number.POSITIVE_INFINITY);
    let to = from;
    let grown = true;
    const firstI = i;
    const firstJ = j;
    while (grown) {
      grown = false;
      for (let edit = back[i]; edit !== undefined && edit.from <= to; edit = back[++i]) {
        to = Math.max(to, edit.to);
        grown = true;
      }
      for (let edit = second[j]; edit !== undefined && edit.from <= to; edit = second[++j]) {
        to = Math.max(to, edit.to);
        grown = true;
      }
    }
    const local = (edit: Edit): Edit => ({ ...edit, from: edit.from - from, to: edit.to - from });
    const piece = after.slice(from, to);
    const old = applyEdits(piece, back.slice(firstI, i).map(local));
    const now = applyEdits(piece, second.slice(firstJ, j).map(local));
    const start = from + shift;
    shift += old.length - (to - from);
    if (old !== now) out.push({ from: start, to: start + old.length, insert: now });
  }
  return out;
}
