// Owns: where exactly the markup of a picture goes near a place in the text, and the blank lines around it.
// Must not know: what the markup is of.
import type { EditorState } from '@codemirror/state';

export interface PlacedText {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** On a blank line the markup stands alone; in a line of text an inline form stays in it, a block goes below it. */
export function placed(state: EditorState, at: number, markup: string, inline: boolean): PlacedText {
  const line = state.doc.lineAt(at);
  if (line.text.trim() === '') {
    const above = line.number > 1 ? state.doc.line(line.number - 1).text.trim() : '';
    const below = line.number < state.doc.lines ? state.doc.line(line.number + 1).text.trim() : '';
    return {
      from: line.from,
      to: line.to,
      insert: `${isText(above) ? '\n' : ''}${markup}${below === '' ? '' : '\n'}`,
    };
  }
  if (inline && !isImageLine(line.text)) return { from: at, to: at, insert: markup };
  const after = line.number < state.doc.lines ? state.doc.line(line.number + 1).text.trim() : '';
  return { from: line.to, to: line.to, insert: `\n\n${markup}${after === '' ? '' : '\n'}` };
}

const isText = (line: string): boolean => line !== '' && !/^(?:---|\.\.\.)$/.test(line);
const isImageLine = (text: string): boolean => /^\s*(?:!\[[^\]]*\]\([^)]*\)|<[^>]+>)+\s*$/.test(text);
