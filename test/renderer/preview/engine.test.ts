// Owns: what the preview's engine gives for a text and its changes: blocks at their lines, differences, problems, counts.
// Must not know: workers, the DOM.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { createSession, resolveOptions } from '#core/kramdown/index.ts';
import { countText } from '../../../renderer/preview/counts.ts';
import { createEngine, difference } from '../../../renderer/preview/engine.ts';
import type { PreviewBlock, TextChange } from '../../../renderer/preview/protocol.ts';
import { tools } from '../../../renderer/preview/tools.ts';

const POST = '---\ntitle: A\n---\n\n# One\n\ntext\n\n- a\n- b\n';

const shownIn = (blocks: readonly PreviewBlock[]): readonly PreviewBlock[] =>
  blocks.filter(({ html }) => html.trim() !== '');

describe('the engine', () => {
  it('gives each block the line of the file that it begins on', () => {
    const engine = createEngine();
    engine.open(1, 0, POST, null);
    const first = engine.render();
    expect(first?.bodyLine).toBe(3);
    expect(shownIn(first?.blocks ?? []).map(({ line }) => line)).toEqual([4, 6, 8]);
    expect(first?.blocks.map(({ html }) => html).join('')).toContain('<h1 id="one"');
  });

  it('says only what changed: a word in one block, lines above it', () => {
    const engine = createEngine();
    engine.open(1, 0, POST, null);
    engine.render();
    const at = POST.indexOf('text');
    engine.change(1, 1, [{ from: at, to: at + 4, insert: 'words' }]);
    const word = engine.render();
    expect(shownIn(word?.blocks ?? [])).toHaveLength(1);
    expect(word?.shift).toBe(0);
    engine.change(1, 2, [
      { from: POST.indexOf('title'), to: POST.indexOf('title'), insert: 'layout: post\n' },
    ]);
    const line = engine.render();
    expect(line?.shift).toBe(1);
    expect(line?.blocks).toEqual([]);
    expect(line?.bodyLine).toBe(4);
  });

  it('whatever is changed, the parts kept and the parts sent are the page of the whole text', () => {
    const piece = fc.constantFrom(
      '\n',
      'a',
      '# h',
      '\n\n',
      '- x\n',
      '> q\n',
      '**',
      '```\n',
      '---\n',
      '[^1]',
      '가나',
      '| a |\n',
      '{: .c}',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.record({ at: fc.nat(1000), cut: fc.nat(6), insert: piece }), { maxLength: 8 }),
        (pieces, edits) => {
          let text = `---\ntitle: A\n---\n${pieces.join('')}`;
          const engine = createEngine();
          engine.open(1, 0, text, null);
          const mirror = createSession(resolveOptions('jekyll', {}).options, { sourceLines: 'block' });
          mirror.update(text.slice(readFrontMatter(text).bodyFrom));
          let page: readonly PreviewBlock[] = engine.render()?.blocks ?? [];
          edits.forEach(({ at, cut, insert }, index) => {
            const from = at % (text.length + 1);
            const change: TextChange = { from, to: Math.min(text.length, from + cut), insert };
            text = text.slice(0, from) + insert + text.slice(change.to);
            engine.change(1, index + 1, [change]);
            mirror.update(text.slice(readFrontMatter(text).bodyFrom));
            const answer = engine.render();
            if (!answer) throw new Error('no answer');
            const { head, tail, shift, blocks } = answer;
            const kept = page.slice(page.length - tail).map((block) => ({
              ...block,
              line: block.line + shift,
              endLine: block.endLine + shift,
            }));
            page = [...page.slice(0, head), ...blocks, ...kept];
          });
          const { bodyFrom } = readFrontMatter(text);
          const bodyLine = text.slice(0, bodyFrom).split('\n').length - 1;
          const whole = mirror.update(text.slice(bodyFrom)).blocks;
          expect(page.map(({ html, line }) => ({ html, line }))).toEqual(
            whole.map(({ html, line }) => ({ html, line: line + bodyLine })),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('refuses a change of another post', () => {
    const engine = createEngine();
    engine.open(2, 0, POST, null);
    expect(engine.change(1, 1, [])).toBe(false);
  });

  it('waits for templates before it shows a text that has some, and renders them with the site’s values', () => {
    const engine = createEngine();
    engine.open(1, 0, '---\ntitle: A\n---\n\n{{ site.name }} and {{ page.title }}\n\n{% nope %}\n', null);
    expect(engine.needs()).toBe('tools');
    engine.equip(tools);
    engine.site({ config: { name: 'Blog' }, includes: {}, data: {} });
    engine.posts([]);
    expect(engine.needs()).toBeNull();
    const answer = engine.render();
    expect(answer?.blocks.map(({ html }) => html).join('')).toContain('Blog and A');
    expect(answer?.problems?.map(({ line }) => line)).toEqual([7]);
  });

  it('leaves templates alone where the post says so', () => {
    const engine = createEngine();
    engine.equip(tools);
    engine.posts([]);
    engine.open(1, 0, '---\nrender_with_liquid: false\n---\n\n{{ page.title }}\n', null);
    expect(
      engine
        .render()
        ?.blocks.map(({ html }) => html)
        .join(''),
    ).toContain('{{ page.title }}');
  });

  it('counts the body, not its front matter', () => {
    const engine = createEngine();
    engine.open(1, 0, '---\ntitle: not counted at all\n---\n\none two 셋\n', null);
    expect(engine.count()?.counts).toEqual({ words: 3, characters: 7, minutes: 1 });
  });
});

describe('difference', () => {
  const block = (html: string, line: number): PreviewBlock => ({ html, line, endLine: line + 1 });
  it('keeps what stands at both ends', () => {
    const before = [block('a', 0), block('b', 1), block('c', 2)];
    const after = [block('a', 0), block('x', 1), block('y', 2), block('c', 3)];
    expect(difference(before, after)).toEqual({
      head: 1,
      tail: 1,
      shift: 1,
      blocks: [block('x', 1), block('y', 2)],
    });
  });
  it('does not count a block for both ends', () => {
    const same = [block('a', 0)];
    expect(difference(same, same)).toEqual({ head: 1, tail: 0, shift: 0, blocks: [] });
    expect(difference(same, [block('a', 0), block('a', 1)]).blocks).toHaveLength(1);
  });
});

describe('countText', () => {
  it.each([
    ['', { words: 0, characters: 0, minutes: 0 }],
    ['one **two** <b>three</b>', { words: 3, characters: 15, minutes: 1 }],
    ['```\ncode is not read\n```\n\nword', { words: 1, characters: 4, minutes: 1 }],
    ['가'.repeat(1000), { words: 1, characters: 1000, minutes: 2 }],
    [`${'word '.repeat(660)}`, { words: 660, characters: 2640, minutes: 3 }],
  ])('%j', (text, counts) => {
    expect(countText(text)).toEqual(counts);
  });
});
