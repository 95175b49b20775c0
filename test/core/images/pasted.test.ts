// A piece of a web page becomes its words and its pictures, in their places; nothing of it runs, and nothing is too long.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pastedPieces } from '#core/images/index.ts';

const told = (html: string) =>
  pastedPieces(html).map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.alt}|${piece.src}]`));

describe('pasted pieces', () => {
  it.each([
    [
      'words and a picture',
      '<p>One <b>two</b></p><p><img src="data:x" alt="Lake"> three</p>',
      ['One two\n\n', '[Lake|data:x]', ' three'],
    ],
    ['line breaks', 'a<br>b<br/>c', ['a\nb\nc']],
    ['white space of the source', '<div>\n  a\n  b </div>\n<div>c</div>', ['a b\n\nc']],
    ['entities', '&lt;b&gt; &amp;amp; &#44032;&#x3131;&nbsp;&unknown;', ['<b> &amp; 가ㄱ &unknown;']],
    [
      'entities in attributes',
      "<img alt='a &quot;b&quot;' src='https://x.example/?a=1&amp;b=2'>",
      ['[a "b"|https://x.example/?a=1&b=2]'],
    ],
    ['bare attributes', '<img src=a.png alt=x>', ['[x|a.png]']],
    ['no source', '<img alt="x"><img src=" ">', []],
    [
      'what is silent',
      '<style>p{}</style>a<script>alert("<img src=x>")</script><!-- <img src=y> -->b',
      ['ab'],
    ],
    [
      'the chosen part',
      '<html><body>no<!--StartFragment--><img src="s"><!--EndFragment-->no</body></html>',
      ['[|s]'],
    ],
    ['a greater-than sign in a value', '<img alt="a > b" src="s">', ['[a > b|s]']],
    ['an apostrophe outside of values', "<p it's>a</p>", ['a']],
    ['what is no tag', 'a < b <3 c', ['a < b <3 c']],
    ['cut off', 'a<img src="s', ['a', '[|s]']],
  ] as const)('%s', (_what, html, expected) => {
    expect(told(html)).toEqual(expected);
  });

  it('reads a picture of many megabytes at once', () => {
    const data = `data:image/png;base64,${'A'.repeat(8_000_000)}`;
    expect(pastedPieces(`<p>x<img src="${data}">y`)).toHaveLength(3);
  });

  it('never throws, and gives no empty piece', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('<', '>', '"', "'", '=', 'img', ' ', 'src', '&', ';', '/', '<!--', 'a', '<p'),
        ),
        (parts) => {
          for (const piece of pastedPieces(parts.join('')))
            expect(piece.kind === 'text' ? piece.text : piece.src).not.toBe('');
        },
      ),
    );
  });
});
