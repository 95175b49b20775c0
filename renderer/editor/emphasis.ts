// Owns: where emphasis begins and ends for the editor's colours, by kramdown's rules rather than CommonMark's.
// Must not know: colours. A bold that closes behind a bracket and before a Hangul particle is bold here, as on the page.
import type { markdown } from '@codemirror/lang-markdown';

type Config = Exclude<
  NonNullable<NonNullable<Parameters<typeof markdown>[0]>['extensions']>,
  readonly unknown[]
>;

const em = { resolve: 'Emphasis', mark: 'EmphasisMark' };
const strong = { resolve: 'StrongEmphasis', mark: 'EmphasisMark' };
const emUnderscore = { ...em };
const strongUnderscore = { ...strong };

const SPACE = /^(?:\s|$)/;
const STAR = 42;
const UNDERSCORE = 95;

/**
 * kramdown asks no more of a mark than this: an opener has no white space behind it, a closer none before it; a `_` does not open
 * behind a letter and does not close before a letter or digit.
 */
export const kramdownEmphasis: Config = {
  remove: ['Emphasis'],
  parseInline: [
    {
      name: 'KramdownEmphasis',
      before: 'Link',
      parse(cx, next, start) {
        if (next !== STAR && next !== UNDERSCORE) return -1;
        let end = start + 1;
        while (end < cx.end && cx.char(end) === next) end++;
        const run = end - start;
        const before = cx.slice(start - 1, start);
        const after = cx.slice(end, end + 1);
        const under = next === UNDERSCORE;
        const open = !SPACE.test(after) && !(under && /\p{L}/u.test(before));
        const close = !SPACE.test(before) && !(under && /[\p{L}\p{N}]/u.test(after));
        // Of three, the inner pair is closed first and was opened last.
        const size = run === 1 || (run === 3 && close && !open) ? 1 : 2;
        const kind = size === 2 ? (under ? strongUnderscore : strong) : under ? emUnderscore : em;
        return cx.addDelimiter(kind, start, start + size, open, close);
      },
    },
  ],
};
