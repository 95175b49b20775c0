// Owns: finding image paths among the values of front matter, at any depth and in any of its languages.
// Must not know: keys and their meaning; a value that ends like an image is one.
import { imageExtensions } from './file-kinds.ts';
import { readTarget } from './target.ts';
import type { Reference, Setting } from './types.ts';

const TAIL = `\\.(?:${imageExtensions})(?:[?#][^\\s"']*)?`;
const DOUBLE = `"((?:[^"\\\\\\n]|\\\\.)*${TAIL})"`;
const SINGLE = `'((?:[^'\\n]|'')*${TAIL})'`;
/** Not quoted: after a colon, a dash, or inside brackets, up to a comment or the line's end. */
const PLAIN = `(?<=(?:[:,[{]|^[ \\t]*-)[ \\t]*)([^\\s"'#&*!|>%@\`,[\\]{}-](?:(?!: )[^"'\\n,[\\]{}])*?${TAIL})(?=[ \\t]*(?:$|#|[,\\]}]))`;
const VALUE = new RegExp(`${DOUBLE}|${SINGLE}|${PLAIN}`, 'gim');

/** References of the front matter whose content is `from..to` of `text`. */
export function frontMatterReferences(text: string, from: number, to: number): readonly Reference[] {
  const found: Reference[] = [];
  const content = text.slice(from, to).replace(/^[ \t]*#.*$/gm, (line) => ' '.repeat(line.length));
  for (const match of content.matchAll(VALUE)) {
    const [, double, single, plain] = match;
    const written = double ?? single ?? plain ?? '';
    const start = from + match.index + (plain === undefined ? 1 : 0);
    const target = readTarget(text, start, start + written.length, settingOf(double, single));
    if (target !== null) found.push({ ...target, kind: 'front-matter', shows: true, alt: null });
  }
  return found;
}

function settingOf(double: string | undefined, single: string | undefined): Setting {
  if (double !== undefined) return 'yaml-double';
  return single === undefined ? 'yaml-plain' : 'yaml-single';
}
