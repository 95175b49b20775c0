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
