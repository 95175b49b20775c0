// Owns: the law that a session's result equals a fresh render of the same text, after any edits.
// Must not know: how much is kept, or how.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSession,
  type RenderContext,
  type RenderResult,
  renderKramdown,
  resolveOptions,
} from '#core/kramdown/index.ts';
import { caseFiles } from '#test/support/kramdown-cases.ts';

const { options } = resolveOptions('jekyll');
const sources = caseFiles().map((file) => readFileSync(file.md, 'utf8'));
const PIECES = [
  '\n',
  '\n\n',
  'x',
  '가',
  '*',
  '`',
  '```\n',
  '[a]: /u\n',
  '[a]',
  '[^1]',
  '[^1]: 주석\n',
  '# 제목\n',
  '{:toc}\n',
  '- toc\n{:toc}\n',
  '{: .c}\n',
  '<div>\n',
  '</div>\n',
  '*[x]: y\n',
  '{:n: .m}\n',
  '{: n}\n',
  '|',
  ':',
  ': d\n',
  '    ',
  '^\n',
  '$$',
  '"',
  '<!--',
  '-->',
  '{::options auto_ids="false" /}\n',
  '}',
  '{:',
  '<b title="',
  '* fn\n{:footnotes}\n',
  '\\',
  '  ',
  '\t',
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(12),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.constant(''), fc.constantFrom(...sources)),
});

function apply(text: string, { at, remove, insert }: Edit): string {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + insert + text.slice(from + remove);
}

function plain(result: RenderResult): unknown {
  return {
    html: result.html,
    blocks: result.blocks.map(({ html, line, endLine }) => ({ html, line, endLine })),
    diagnostics: result.diagnostics,
    complete: result.complete,
  };
}

function checkEdits(context: RenderContext): void {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...sources), { minLength: 1, maxLength: 40 }),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      (documents, edits) => {
        let text = documents.join('\n\n');
        const session = createSession(options, context);
        session.update(text);
        for (const change of edits) {
          text = apply(text, change);
          expect(plain(session.update(text))).toEqual(plain(renderKramdown(text, options, context)));
        }
      },
    ),
    { numRuns: 150 },
  );
}

describe('a session', () => {
  it('gives what a fresh render gives', () => checkEdits({}));
  it('gives what a fresh render gives, with source lines', () =>
    checkEdits({ sourceLines: true, firstLine: 7 }));
  it('gives what a fresh render gives, with lines of the block', () => checkEdits({ sourceLines: 'block' }));

  it.each([
    ['a blank line before the first part', '# h\n\n- x\n\ny\n', [[0, 0, '\n\n']]],
    ['text behind an unfinished last line', 'a\n| b |', [[7, 0, '\nx']]],
    ['a definition behind a last paragraph', 'x\n</x```\n', [[9, 0, '[^2]: b [^1]\n\n']]],
    [
      'pieces all over a short text',
      '---\n# h> q\n**\n| a |\n',
      [
        [0, 0, '\n\n'],
        [6, 0, '- x\n'],
        [223, 3, '---\n'],
        [224, 0, '> q\n'],
      ],
    ],
    [
      'pieces around a footnote',
      '> q\n[^1]',
      [
        [0, 0, '| a |\n'],
        [0, 3, '\n'],
        [86, 3, '- x\n'],
        [494, 0, '\n'],
      ],
    ],
    [
      'lines taken from the last part before footnotes',
      `a[^1]\n\n[^1]: n\n\n${'b c d e f g\n\n'.repeat(200)}z\n\n`,
      [
        [2350, 40, ''],
        [2300, 0, 'x'],
      ],
    ],
  ] as const)('stays right: %s', (_, start, edits) => {
    let text: string = start;
    const session = createSession(options, { sourceLines: true });
    session.update(text);
    for (const [place, remove, insert] of edits) {
      const at = place % (text.length + 1);
      text = text.slice(0, at) + insert + text.slice(at + remove);
      expect(plain(session.update(text))).toEqual(
        plain(renderKramdown(text, options, { sourceLines: true })),
      );
    }
  });

  it('keeps what an edit does not touch', () => {
    const text = Array.from({ length: 400 }, (_, index) => `문단 ${index} *글*\n\n- 목록\n`).join('\n');
    const session = createSession(options);
    const before = session.update(text);
    const after = session.update(text.replace('문단 200', '문단 이백'));
    expect(after.reused).toBeGreaterThan(5);
    const kept = after.blocks.filter((block) => before.blocks.includes(block));
    expect(kept.length).toBeGreaterThan(before.blocks.length * 0.8);
    expect(after.html).toContain('문단 이백 <em>글</em>');
  });

  it('joins its blocks to the document', () => {
    for (const source of sources) {
      const result = renderKramdown(source, options);
      expect(result.blocks.map((block) => block.html).join('')).toBe(result.html);
    }
  });

  it('gives blocks whose lines follow one another', () => {
    for (const source of sources) {
      const { blocks } = renderKramdown(source, options);
      let end = 0;
      for (const block of blocks) {
        expect(block.line).toBeGreaterThanOrEqual(end);
        expect(block.endLine).toBeGreaterThanOrEqual(block.line);
        end = block.endLine;
      }
    }
  });
});
