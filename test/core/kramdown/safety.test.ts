// Owns: that no text makes the renderer throw, overflow or lose itself, and that a time budget is kept.
// Must not know: what the HTML should be.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSession, type RenderContext, renderKramdown, resolveOptions } from '#core/kramdown/index.ts';
import { hostileTexts } from '#test/support/hostile-markdown.ts';

const { options } = resolveOptions('jekyll');
const native = resolveOptions('jekyll', { html_to_native: true, parse_block_html: true }).options;

describe('any text', () => {
  it('is rendered, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(typeof renderKramdown(text, options).html).toBe('string');
        expect(typeof renderKramdown(text, native).html).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  it('is rendered, whatever its marks', () => {
    const marks = fc.constantFrom(
      ...[
        '*',
        '**',
        '_',
        '`',
        '~~',
        '[',
        ']',
        '(',
        ')',
        '![',
        '<',
        '>',
        '</',
        '<b>',
        '<div>',
        '</div>',
        '{:',
        '}',
        '{::',
        '|',
      ],
      ...[
        '\n',
        '\n\n',
        '    ',
        '\t',
        '- ',
        '1. ',
        '> ',
        '# ',
        ': ',
        '$$',
        '^',
        '"',
        "'",
        '&',
        ';',
        '\\',
        '--',
        '\0',
        '\ud800',
      ],
      ...[
        '[^1]',
        '[^1]: ',
        '[a]: ',
        '*[a]: ',
        '{:toc}',
        '```',
        '가',
        'a',
        ' ',
        '\udc00',
        '\r\n',
        '\u3000',
        '<!--',
        '-->',
      ],
    );
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 120 }), (pieces) => {
        const result = renderKramdown(pieces.join(''), options, { sourceLines: true });
        expect(result.complete).toBe(true);
        expect(typeof result.html).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  const hostile = [
    ...hostileTexts(60_000),
    { name: 'quotes ten thousand deep', text: '>'.repeat(10_000) },
    { name: 'brackets', text: '['.repeat(100_000) },
    {
      name: 'lists a thousand deep',
      text: Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
    },
    { name: 'divs', text: '<div>'.repeat(50_000) },
    { name: 'divs closed', text: '<div>'.repeat(20_000) + '</div>'.repeat(20_000) },
    { name: 'Markdown divs', text: '<div markdown="1">\n'.repeat(5000) },
    { name: 'spans', text: '<b>'.repeat(40_000) },
    { name: 'stars', text: '*'.repeat(100_000) },
    { name: 'images in images', text: '![['.repeat(30_000) },
    { name: 'mixed marks', text: '**_[<b>'.repeat(8000) },
    { name: 'lone halves', text: '\ud800'.repeat(50_000) },
    { name: 'Markdown in raw text', text: '<kbd><b markdown="1">*a</b>'.repeat(3700) },
    { name: 'marks in elements in rows', text: '<b>*a | '.repeat(12_000) },
  ];
  for (const { name, text } of hostile) {
    it(`of the kind "${name}" is rendered`, () => {
      const result = renderKramdown(text, options);
      expect(result.blocks.map((block) => block.html).join('')).toBe(result.html);
    });
  }
});

describe('hostile text with more options', () => {
  const { options: native } = resolveOptions('jekyll', {
    html_to_native: true,
    parse_block_html: true,
    hard_wrap: true,
    kramdown_version: '2.5',
  });
  const kinds = [
    { name: 'elements', text: '<b><i>'.repeat(16_000) },
    { name: 'tables', text: '<table><tr><td>'.repeat(6600) },
    { name: 'lists', text: '<ul><li>a'.repeat(11_000) },
    { name: 'text behind paragraphs', text: '<p>a</p>b\n'.repeat(10_000) },
    { name: 'open sections', text: '<![CDATA['.repeat(11_000) },
    { name: 'underscores', text: `a${'_'.repeat(100_000)}` },
    { name: 'spaced abbreviations', text: `*[a b c]: d\n\n${'a \n\t '.repeat(20_000)}` },
  ];
  for (const { name, text } of kinds) {
    it(`of the kind "${name}" is rendered`, () => {
      const result = renderKramdown(text, native);
      expect(result.complete).toBe(true);
      expect(result.blocks.map((block) => block.html).join('')).toBe(result.html);
    });
  }
});

describe('a time budget', () => {
  const text = Array.from({ length: 12_000 }, (_, index) => `문단 ${index} <&>\n`).join('\n');

  function clock(step: number): RenderContext {
    let time = 0;
    return {
      budgetMs: 100,
      now: () => {
        time += step;
        return time;
      },
    };
  }

  it('that is enough changes nothing', () => {
    const result = renderKramdown(text, options, clock(0));
    expect(result.complete).toBe(true);
    expect(result.html).toBe(renderKramdown(text, options).html);
  });

  for (const step of [1, 3, 30, 1000]) {
    it(`that runs out leaves the rest as plain text (clock by ${step})`, () => {
      const result = renderKramdown(text, options, clock(step));
      expect(result.complete).toBe(false);
      const last = result.blocks[result.blocks.length - 1];
      expect(last?.html).toContain('문단 11999 &lt;&amp;&gt;');
      expect(last?.endLine).toBe(23_999);
    });
  }

  it('is new for each update of a session', () => {
    let step = 1000;
    let time = 0;
    const session = createSession(options, {
      budgetMs: 100,
      now: () => {
        time += step;
        return time;
      },
    });
    expect(session.update(text).complete).toBe(false);
    step = 0;
    const second = session.update(text);
    expect(second.complete).toBe(true);
    expect(second.html).toBe(renderKramdown(text, options).html);
  });
});
