// Owns: splitting a table row into the sources of its cells.
// Must not know: rows, alignment.

import { strip } from '../../chars.ts';
import { splitCodeSpans } from '../span/code-split.ts';

const CODE_ELEMENT = /(<code[^\n]*?>[^\n]*?<\/code>)/;

/** Cell sources, stripped. Bars inside code spans and `<code>` elements do not split; `\|` is a bar in the text. */
export function splitCells(line: string, leadingBar: boolean): string[] {
  const cells: string[] = [];
  const append = (text: string): void => {
    if (cells.length === 0) cells.push(text);
    else cells[cells.length - 1] += text;
  };
  line.split(CODE_ELEMENT).forEach((piece, index) => {
    if (index % 2 === 1) {
      append(piece);
      return;
    }
    for (const part of splitCodeSpans(piece)) {
      if (part.code === null) {
        const [first = '', ...rest] = splitBars(part.text);
        append(first);
        cells.push(...rest);
      } else {
        append(rewriteCode(part.code));
      }
    }
  });
  if (leadingBar && strip(cells[0] ?? '') === '') cells.shift();
  if (cells.length > 0 && strip(cells[cells.length - 1] ?? '') === '') cells.pop();
  return cells.map(strip);
}

function splitBars(text: string): string[] {
  const out: string[] = [];
  let from = 0;
  for (let at = text.indexOf('|'); at !== -1; at = text.indexOf('|', at + 1)) {
    if (at > 0 && text.charCodeAt(at - 1) === 92) continue;
    out.push(text.slice(from, at));
    from = at + 1;
  }
  out.push(text.slice(from));
  return out.map((piece) => piece.replaceAll('\\|', '|'));
}

/** The code again, with marks longer than any inside it. */
function rewriteCode(code: string): string {
  let longest = '';
  for (const [run] of code.matchAll(/`+/g)) if (run > longest) longest = run;
  const marks = `${longest}\``;
  const space = marks.length > 1 ? ' ' : '';
  return marks + space + code + space + marks;
}
