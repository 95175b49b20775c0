// Owns: what kramdown 2.5 reads or writes otherwise than 2.4, by its release notes; with 2.4 beside each.
// Must not know: anything that both do alike; the recorded pairs show that.

import { describe, expect, it } from 'vitest';
import { renderRequest } from '#core/kramdown/index.ts';

const earlier = (markdown: string): string => renderRequest({ markdown });
const later = (markdown: string, options: Record<string, unknown> = {}): string =>
  renderRequest({ markdown, options: { kramdown_version: '2.5', ...options } });

describe('kramdown 2.5', () => {
  it('puts the role of a footnote on its link and none on the note', () => {
    const markdown = '글[^1]\n\n[^1]: 주';
    expect(later(markdown)).toContain(
      '<sup id="fnref:1"><a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a></sup>',
    );
    expect(later(markdown)).toContain('<li id="fn:1">');
    expect(earlier(markdown)).toContain('<sup id="fnref:1" role="doc-noteref"><a href="#fn:1"');
    expect(earlier(markdown)).toContain('<li id="fn:1" role="doc-endnote">');
  });

  it('writes the text of footnote links as the option says', () => {
    expect(later('글[^1]\n\n[^1]: 주', { footnote_link_text: '[%s]' })).toContain(
      'role="doc-noteref">[1]</a>',
    );
  });

  it('knows names of HTML 5', () => {
    expect(later('&LongRightArrow; &fflig; &frac23; &Gammad;')).toBe('<p>⟶ \ufb00 ⅔ Ϝ</p>\n');
    expect(earlier('&LongRightArrow; &frac23;')).toBe('<p>&amp;LongRightArrow; &amp;frac23;</p>\n');
    expect(later('&vert; &no-name;')).toBe(earlier('&vert; &no-name;'));
  });

  it('takes an abbreviation over a line break or other white space for the same', () => {
    const markdown = '*[가나 다라]: 뜻\n\n가나\n다라 그리고 가나\u00a0 다라 그리고 가나 다라 (가나-다라)';
    expect(later(markdown)).toBe(
      '\n<p><abbr title="뜻">가나\n다라</abbr> 그리고 <abbr title="뜻">가나\u00a0 다라</abbr> 그리고 ' +
        '<abbr title="뜻">가나 다라</abbr> (가나-다라)</p>\n',
    );
    expect(earlier(markdown).match(/<abbr/g)).toHaveLength(1);
  });

  it('finds abbreviations with characters that patterns treat specially', () => {
    expect(later('*[C++]: c\n*[a-b/c (d)]: e\n\nC++ a-b/c  (d)')).toBe(
      '\n<p><abbr title="c">C++</abbr> <abbr title="e">a-b/c  (d)</abbr></p>\n',
    );
  });

  it('reads a CDATA section as plain text, and keeps one in raw HTML', () => {
    expect(later('앞 <![CDATA[*a* <b> & "c"]]> *뒤*')).toBe(
      '<p>앞 *a* &lt;b&gt; &amp; "c" <em>뒤</em></p>\n',
    );
    expect(later('<div><![CDATA[a < b]]></div>')).toBe('<div><![CDATA[a < b]]></div>\n');
    expect(later('a <![CDATA[ b')).toBe('<p>a &lt;![CDATA[ b</p>\n');
    expect(earlier('앞 <![CDATA[*a*]]>')).toBe('<p>앞 &lt;![CDATA[<em>a</em>]]&gt;</p>\n');
  });

  it('finds no emphasis behind several underscores in a word', () => {
    expect(later('foo__bar___baz__ 와 a___b_')).not.toContain('<em>');
    expect(later('__굵게__ _기울임_ ___둘___')).toBe(earlier('__굵게__ _기울임_ ___둘___'));
    expect(earlier('a___b_')).toContain('<em>');
    expect(later('a___b_')).toBe('<p>a___b_</p>\n');
  });

  it('takes time for an element of text', () => {
    expect(later('<time datetime="2024-10-03">10월</time> *글*\n이어서\n<time>x</time>')).toBe(
      '<p><time datetime="2024-10-03">10월</time> <em>글</em>\n이어서\n<time>x</time></p>\n',
    );
    expect(earlier('글\n<time>x</time>')).toBe('<p>글</p>\n<time>x</time>\n');
  });

  it('stays quick on runs of underscores', () => {
    const run = '_'.repeat(50_000);
    expect(later(`a${run}`)).toBe(`<p>a${run}</p>\n`);
  });
});
