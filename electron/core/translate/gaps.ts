// Owns: the lines of a post between its blocks: definitions that the target understands stay, kramdown's own ones go.
// Must not know: blocks, or how a footnote's text is translated.

export interface Note {
  readonly name: string;
  /** Text of the note, its indentation taken off. */
  readonly text: string;
  /** Line (0-based) of its first line. */
  readonly line: number;
}

export type GapPiece =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'note'; readonly note: Note };

const NOTE = /^ {0,3}\[\^([\w-]+)\]:[ \t]?(.*)$/;
const LINK = /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S/;

/** Takes the lines of a gap apart. `line` is the number of the first one. */
export function readGap(lines: readonly string[], line: number): readonly GapPiece[] {
  const pieces: GapPiece[] = [];
  let kept: string[] = [];
  let dropped = false;
  const flush = (): void => {
    if (kept.length > 0) pieces.push({ kind: 'lines', lines: kept });
    kept = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const here = lines[at] ?? '';
    const note = NOTE.exec(here);
    if (note !== null) {
      const first = at;
      const text = [note[2] ?? ''];
      while (at + 1 < lines.length && belongs(lines[at + 1] ?? ''))
        text.push((lines[++at] ?? '').replace(/^(?: {4}|\t)/, ''));
      let blanks = 0;
      while (text.length > 1 && text.at(-1)?.trim() === '') {
        text.pop();
        blanks++;
      }
      flush();
      pieces.push({ kind: 'note', note: { name: note[1] ?? '', text: text.join('\n'), line: line + first } });
      kept = Array.from({ length: blanks }, () => '');
    } else if (here.trim() === '') {
      if (!dropped || kept.at(-1)?.trim() !== '') kept.push(here);
    } else if (LINK.test(here) || isTitle(here, lines[at - 1])) kept.push(here);
    // Abbreviations, attribute lists, extensions and ends of blocks mean nothing elsewhere.
    else dropped = true;
  }
  flush();
  return pieces;
}

const belongs = (line: string): boolean =>
  !NOTE.test(line) && !LINK.test(line) && !/^ {0,3}(?:\*\[|\{:)/.test(line);

/** The title of a link definition may stand on the line below it. */
const isTitle = (line: string, above: string | undefined): boolean =>
  above !== undefined && LINK.test(above) && /^\s+["'(].*["')]\s*$/.test(line);

/** Link definitions among lines. */
export function linkDefinitions(lines: readonly string[]): readonly string[] {
  return lines.filter((line, at) => LINK.test(line) || isTitle(line, lines[at - 1]));
}
