// Owns: small changes to a block's own source after which CommonMark reads it as kramdown does.
// Must not know: whether they suffice; whoever asks compares.
import type { MarkdownTraits } from '#core/targets/types.ts';
import { applyEdits, type Edit } from '#core/text.ts';
import { fitsBeside } from './escape.ts';
import { maskLiterals } from './mask.ts';

const IAL_LINE = /^[ \t]{0,3}\{:(?!:)[^\n]*\}[ \t]*$/;

/** The block without the attribute lines before and after it. */
export function withoutAttributeLines(source: string): string {
  const lines = source.split('\n');
  while (lines.length > 1 && IAL_LINE.test(lines[0] ?? '')) lines.shift();
  while (lines.length > 1 && IAL_LINE.test(lines.at(-1) ?? '')) lines.pop();
  return lines.join('\n');
}

/** The heading's line without `{#id}`. */
export function withoutHeadingId(source: string): string {
  return source.replace(/[ \t]*\{#[^}\n]+\}[ \t]*(?=\n|$)/, '');
}

/**
 * Emphasis that CommonMark does not see, because its mark stands between punctuation and a letter, as a tag; where the target
 * drops raw HTML, the letter beside the mark becomes its numeric entity, which counts as punctuation and reads the same.
 */
export function repairEmphasis(source: string, html: boolean): string {
  const masked = maskLiterals(source);
  const edits: Edit[] = [];
  for (const [mark, name] of MARKS) {
    const sign = `\\${mark.charAt(0)}`;
    const once = `(?<!${sign})${sign}{${mark.length}}(?!${sign})`;
    const pair = new RegExp(`${once}(?=[^\\s])((?:(?!\\n[ \\t]*\\n)[\\s\\S])+?)(?<=[^\\s])${once}`, 'g');
    for (const match of masked.matchAll(pair)) {
      const from = match.index;
      const to = from + match[0].length;
      const inner = source.slice(from + mark.length, to - mark.length);
      const before = lastChar(source.slice(Math.max(0, from - 2), from));
      const after = firstChar(source.slice(to, to + 2));
      if (fitsBeside(before, inner, after)) continue;
      if (html) {
        edits.push({ from, to: from + mark.length, insert: `<${name}>` });
        edits.push({ from: to - mark.length, to, insert: `</${name}>` });
        continue;
      }
      if (!fitsBeside(before, inner, '')) edits.push(entity(from - before.length, before));
      if (!fitsBeside('', inner, after)) edits.push(entity(to, after));
    }
  }
  return applyEdits(source, inOrder(edits));
}

const MARKS = [
  ['**', 'strong'],
  ['*', 'em'],
  ['~~', 'del'],
] as const;

const entity = (from: number, char: string): Edit => ({
  from,
  to: from + char.length,
  insert: char === '' ? '' : `&#${char.codePointAt(0)};`,
});

const lastChar = (text: string): string => [...text].at(-1) ?? '';
const firstChar = (text: string): string => [...text][0] ?? '';

function inOrder(edits: readonly Edit[]): readonly Edit[] {
  const sorted = [...edits].sort((a, b) => a.from - b.from || a.to - b.to);
  return sorted.filter((edit, at) => at === 0 || edit.from >= (sorted[at - 1]?.to ?? 0));
}

/** Two lone tildes in a block would strike out what stands between them. */
export function repairTildes(source: string): string {
  const masked = maskLiterals(source);
  const places = [...masked.matchAll(/(?<!~)~(?!~)/g)].map(({ index }) => index);
  if (places.length < 2) return source;
  return applyEdits(
    source,
    places.map((from) => ({ from, to: from, insert: '\\' })),
  );
}

/** A paragraph's lines as one, but for those that end in a break of their own. */
export function joinLines(source: string): string {
  return source.replace(/([^\n])\n[ \t]*(?=[^\n])/g, (whole, last: string, at: number) => {
    const hard = last === '\\' || (last === ' ' && source.charAt(at - 1) === ' ');
    return hard ? whole : `${last} `;
  });
}

/** Every change at once, as far as the target needs it. */
export function repairBlock(source: string, paragraph: boolean, traits: MarkdownTraits): string {
  let text = repairEmphasis(source, traits.html);
  if (traits.singleTilde) text = repairTildes(text);
  if (traits.breaks && paragraph) text = joinLines(text);
  return text;
}
