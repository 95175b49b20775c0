// Owns: the law of sessions for what one place of a document means for another: ids, footnotes, contents, abbreviations, lists.
// Must not know: how a session keeps or mends anything.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSession, type RenderResult, renderKramdown, resolveOptions } from '#core/kramdown/index.ts';

const NAMES = ['Notes', 'Tables', '메모', 'Notes *now*', 'Notes-1', 'notes', 'HTML', '`x`', 'a[^a]', '1'];
const WORDS = [
  'HTML',
  'CSS',
  '서버',
  'C S',
  'plain',
  '[a]',
  '[b][a]',
  '[^a]',
  '[^b]',
  '*x*{: n}',
  'y{:.c}',
  '"q"',
];
const word = fc.constantFrom(...WORDS);
const name = fc.constantFrom(...NAMES);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));

const block = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 3, arbitrary: text.map((line) => `${`${line} and more of it, `.repeat(8)}\n${line}`) },
  {
    weight: 5,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), name).map(([n, of]) => `${'#'.repeat(n)} ${of}`),
  },
  { weight: 1, arbitrary: name.map((of) => `${of}\n---\n{: #notes-2}`) },
  { weight: 1, arbitrary: name.map((of) => `## ${of}\n{: .no_toc n}`) },
  { weight: 1, arbitrary: text.map((line) => `> ${line}\n> ## Notes`) },
  { weight: 1, arbitrary: text.map((line) => `- ${line}\n\n  ## Tables\n{: m}`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '[a]: /a "title"',
      '[a]: /other\n{: n}',
      '[b]: /b',
      '[^a]: a note with HTML',
      '[^a]: a note\n\n    ## Notes\n\n    more [^b]',
      '[^b]: another [a]',
      '*[HTML]: markup',
      '*[HTML]: other words',
      '*[CSS]: sheets\n{: n}',
      '*[C S]: spaced',
      '*[서버]: server',
      '{:n: .one}',
      '{:n: .two #own}',
      '{:m: n .three}',
      '* toc\n{:toc}',
      '1. toc\n{:toc #list}',
      '* notes\n{:footnotes}',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '<div markdown="1">\n## Notes\n\nHTML [^a]\n</div>',
      '<div>\n## Notes HTML\n</div>',
      '<a id="notes-1"></a>',
      '<h2 id="tables">Tables</h2>',
      '<center>',
      '</center>',
      '<!-- HTML',
      '-->',
      '```\n## Notes\n```',
      '```',
      '$$\nx\n$$',
      '| HTML | [a] |\n|---|---|\n| [^a] | CSS |',
      'HTML\n: [^b] of it',
      '{::options auto_ids="false" /}',
      '{::comment}\n## Notes\n{:/comment}',
    ),
  },
);

type Edit =
  | { readonly kind: 'letter'; readonly at: number; readonly remove: number; readonly insert: string }
  | {
      readonly kind: 'block';
      readonly at: number;
      readonly remove: number;
      readonly insert: readonly string[];
    }
  | { readonly kind: 'swap'; readonly from: string; readonly to: string; readonly at: number };

const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('letter' as const),
    at: place,
    remove: fc.nat(2),
    insert: fc.constantFrom(
      '',
      'x',
      '가',
      ' ',
      '\n',
      '#',
      '<',
      '>',
      '[',
      ']',
      ':',
      '{',
      '}',
      '*',
      '1',
      '|',
      '`',
    ),
  }),
  fc.record({
    kind: fc.constant('block' as const),
    at: place,
    remove: fc.nat(2),
    insert: fc.array(block, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('swap' as const),
    from: fc.constantFrom(
      '# Notes',
      '# Tables',
      '# 메모',
      '[HTML]:',
      '[^a]:',
      '[^a]',
      '{:n:',
      '[a]:',
      '</div>',
      'HTML',
      '{:toc}',
    ),
    to: fc.constantFrom(
      '# Notes',
      '# Tables',
      '# Other',
      '[CSS]:',
      '[^b]:',
      '[^b]',
      '{:m:',
      '[b]:',
      '',
      'CSS',
      '{: n}',
    ),
    at: place,
  }),
);

/** The blocks stay apart in the test, so that whole ones can come and go. */
function apply(blocks: readonly string[], change: Edit): readonly string[] {
  const at = Math.floor(change.at * (blocks.length + 1));
  if (change.kind === 'block')
    return [...blocks.slice(0, at), ...change.insert, ...blocks.slice(at + change.remove)];
  const joined = blocks.join('\n\n');
  if (change.kind === 'swap') {
    const found = joined.indexOf(change.from, Math.floor(change.at * joined.length));
    if (found < 0) return blocks;
    return (joined.slice(0, found) + change.to + joined.slice(found + change.from.length)).split('\n\n');
  }
  const from = Math.floor(change.at * joined.length);
  return (joined.slice(0, from) + change.insert + joined.slice(from + change.remove)).split('\n\n');
}

function plain(result: RenderResult): unknown {
  return {
    html: result.html,
    blocks: result.blocks.map(({ html, line, endLine }) => ({ html, line, endLine })),
    diagnostics: result.diagnostics,
  };
}

const KINDS = {
  jekyll: resolveOptions('jekyll').options,
  'jekyll, kramdown 2.5': { ...resolveOptions('jekyll').options, kramdownVersion: '2.5' as const },
  'with a prefix of ids': { ...resolveOptions('jekyll').options, autoIdPrefix: 'p-', footnotePrefix: 'f' },
  kramdown: resolveOptions('kramdown').options,
} as const;

describe('a session after edits of what counts elsewhere', () => {
  it.each(Object.entries(KINDS))('gives what a fresh render gives: %s', (_, options) => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 8, maxLength: 70 }),
        fc.array(edit, { minLength: 1, maxLength: 10 }),
        (start, edits) => {
          const context = { sourceLines: 'block' as const };
          let blocks: readonly string[] = start;
          const session = createSession(options, context);
          session.update(blocks.join('\n\n'));
          for (const change of edits) {
            blocks = apply(blocks, change);
            const now = blocks.join('\n\n');
            expect(plain(session.update(now))).toEqual(plain(renderKramdown(now, options, context)));
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('a session keeps', () => {
  const { options } = KINDS.jekyll ? { options: KINDS.jekyll } : { options: KINDS.kramdown };
  const chapter = (at: number): string =>
    `## ${at % 2 === 0 ? 'Notes' : 'Tables'}\n\n${'A sentence about CSS and nothing else. '.repeat(30)}\n\n`;
  const long = (head: string): string =>
    `${head}\n\n* toc\n{:toc}\n\n${Array.from({ length: 60 }, (_, at) => chapter(at)).join('')}HTML ends it.\n`;
  const keptOf = (before: string, after: string): { readonly kept: number; readonly all: number } => {
    const session = createSession(options);
    const old = new Set(session.update(before).blocks.map(({ html }) => html));
    const result = session.update(after);
    expect(plain(result)).toEqual(plain(renderKramdown(after, options)));
    return { kept: result.blocks.filter(({ html }) => old.has(html)).length, all: result.blocks.length };
  };

  it('the ids of other names when a header is renamed', () => {
    const text = long('# Start');
    const { kept, all } = keptOf(text, text.replace('## Notes', '## Other'));
    // Half of the headers are renumbered, and the list of them; all else stays.
    expect(all - kept).toBeLessThan(35);
  });

  it('everything that does not have the word of an abbreviation', () => {
    const text = long('*[HTML]: markup');
    const { kept, all } = keptOf(text, text.replace('markup', 'other'));
    expect(all - kept).toBe(1);
  });
});
