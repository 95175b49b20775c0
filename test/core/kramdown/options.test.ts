// Owns: reading kramdown's options: profiles, values, and what is said about those that cannot be honoured.
// Must not know: what each option does to the HTML; the recorded pairs show that.

import { describe, expect, it } from 'vitest';
import { renderKramdown, renderRequest, resolveOptions } from '#core/kramdown/index.ts';

describe('options', () => {
  it('start from the profile', () => {
    expect(resolveOptions('jekyll').options).toMatchObject({
      input: 'GFM',
      hardWrap: false,
      highlightDefaultLang: { block: 'plaintext', span: 'plaintext' },
    });
    expect(resolveOptions('gfm').options).toMatchObject({
      input: 'GFM',
      hardWrap: true,
      highlightDefaultLang: { block: null, span: null },
    });
    expect(resolveOptions('kramdown').options).toMatchObject({ input: 'kramdown', autoIds: true });
  });

  it('read values as YAML gives them', () => {
    const { options, problems } = resolveOptions('jekyll', {
      toc_levels: '2..3',
      smart_quotes: 'apos,apos,quot,quot',
      auto_ids: 'false',
      footnote_nr: '7',
      entity_output: ':numeric',
      syntax_highlighter_opts: { default_lang: 'ruby', block: { line_numbers: true } },
      link_defs: { a: ['/u', 'title'], b: ['/v'] },
    });
    expect(problems).toEqual([]);
    expect(options).toMatchObject({
      tocLevels: [2, 3],
      smartQuotes: ["'", "'", '"', '"'],
      autoIds: false,
      footnoteNr: 7,
      entityOutput: 'numeric',
      highlightDefaultLang: { block: 'ruby', span: 'ruby' },
      highlightLineNumbers: { block: true, span: false },
      linkDefs: { a: { url: '/u', title: 'title' }, b: { url: '/v', title: null } },
    });
    expect(resolveOptions('jekyll', { toc_levels: [1, 4] }).options.tocLevels).toEqual([1, 4]);
  });

  it('report what they cannot honour and keep the rest', () => {
    const { options, problems } = resolveOptions('jekyll', {
      no_such_option: 1,
      toc_levels: 'many',
      math_engine: 'katex',
      input: 'markdown',
      template: 'document',
      header_offset: 2,
      line_width: 40,
    });
    expect(options.headerOffset).toBe(2);
    expect(problems.map(({ option, reason }) => `${option} ${reason}`)).toEqual([
      'no_such_option unknown',
      'toc_levels invalid',
      'math_engine unsupported',
      'input unsupported',
      'template unsupported',
    ]);
    for (const problem of problems) expect(problem.message).not.toBe('');
  });

  it('leave the highlighter to Jekyll', () => {
    expect(resolveOptions('jekyll', { syntax_highlighter: null }).options.syntaxHighlighter).toBe('rouge');
    expect(resolveOptions('gfm', { syntax_highlighter: null }).options.syntaxHighlighter).toBeNull();
  });

  it('cannot be set inside a post when they are forbidden there', () => {
    const markdown = '{::options auto_ids="false" /}\n\n# a';
    expect(renderRequest({ markdown })).toContain('<h1>a</h1>');
    expect(renderRequest({ markdown, options: { forbidden_inline_options: ['auto_ids'] } })).toContain(
      '<h1 id="a">',
    );
  });

  it('know the later kramdown', () => {
    const markdown = 'a[^1]\n\n[^1]: b';
    const later = renderRequest({ markdown, options: { kramdown_version: '2.5' } });
    expect(later).toContain('<a href="#fn:1" class="footnote" rel="footnote" role="doc-noteref">1</a>');
    expect(later).toContain('<li id="fn:1">');
    expect(renderRequest({ markdown })).toContain('<sup id="fnref:1" role="doc-noteref">');
  });
});

describe('source lines', () => {
  it('stand on every block, counted from the first line', () => {
    const { options } = resolveOptions('jekyll');
    const markdown =
      '# a\n\n- b\n\n  c\n- d\n\n> e\n\n```js\nf\n```\n\n| g |\n|---|\n| h |\n\nt\n: u\n\n***\n\n<div markdown="1">\nv\n</div>';
    const { html, blocks } = renderKramdown(markdown, options, { sourceLines: true, firstLine: 100 });
    const at = [...html.matchAll(/<(\w+)[^>]*? data-line="(\d+)"/g)].map(
      ([, name, line]) => `${name} ${Number(line) - 100}`,
    );
    expect(at).toEqual([
      'h1 0',
      'ul 2',
      'li 2',
      'p 2',
      'p 4',
      'li 5',
      'p 5',
      'blockquote 7',
      'p 7',
      'div 9',
      'table 13',
      'thead 13',
      'tr 13',
      'tbody 15',
      'tr 15',
      'dl 17',
      'dt 17',
      'dd 18',
      'hr 20',
      'div 22',
      'p 23',
    ]);
    expect(blocks.map(({ line, endLine }) => [line - 100, endLine - 100])).toEqual([
      [0, 1],
      [2, 6],
      [7, 8],
      [9, 12],
      [13, 16],
      [17, 19],
      [20, 21],
      [22, 25],
    ]);
    expect(html.replace(/ data-line="\d+"/g, '')).toBe(renderKramdown(markdown, options).html);
  });
});
