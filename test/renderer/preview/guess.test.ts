// Owns: what the page shows of a key before it is told: the right HTML for letters in plain text, nothing where it is not sure.
// Must not know: who shows it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSession, resolveOptions } from '#core/kramdown/index.ts';
import { guessHtml } from '../../../renderer/preview/guess.ts';

const { options } = resolveOptions('jekyll');
const render = (text: string): string =>
  createSession(options, {})
    .update(text)
    .blocks.map(({ html }) => html)
    .join('');

/** Types at the `|` of the line (`|gone|` is replaced) and guesses. */
function guess(html: string, marked: string, insert: string): string | null {
  const [head = '', ...rest] = marked.split('|');
  const gone = rest.length > 1 ? (rest[0] ?? '') : '';
  const text = head + gone + (rest.at(-1) ?? '');
  return guessHtml(html, { line: 0, text, from: head.length, to: head.length + gone.length, insert });
}

describe('a guess', () => {
  it.each([
    ['<p>one two</p>', 'one tw|o', 'x', '<p>one twxo</p>'],
    ['<p>one two</p>', 'one two|', 'x', '<p>one twox</p>'],
    ['<p>one</p>', 'one |', 't', '<p>one t</p>'],
    ['<p>하나 두</p>', '하나 |두|', '둘', '<p>하나 둘</p>'],
    ['<p>one twoo</p>', 'one two|o|', '', '<p>one two</p>'],
    ['<p>a <em>word</em> b</p>', 'a *word|* b', 's', '<p>a <em>words</em> b</p>'],
    ['<h2 id="a-b">A b</h2>', '## A b|', 'c', '<h2 id="a-b">A bc</h2>'],
    ['<li>first</li>\n  <li>second</li>', '- second|', 's', '<li>first</li>\n  <li>seconds</li>'],
    ['<p>one\ntwo</p>', 'one |', 'x', '<p>one x\ntwo</p>'],
  ])('is made: %s, %s + %s', (html, line, insert, wanted) => {
    expect(guess(html, line, insert)).toBe(wanted);
  });

  it.each([
    ['a mark', '<p>one</p>', 'one|', '*'],
    ['a blank', '<p>one</p>', 'one|', ' '],
    ['two blanks, which may come to be a break', '<p>one</p>', 'one  |', 'x'],
    ['a place found twice', '<p>one and, one and</p>', 'one| and', 'x'],
    ['an address', '<p><a href="/place">link</a></p>', '[link](/place|)', 's'],
    ['what is not in the block', '<p>one</p>', '<!-- note| -->', 's'],
    ['twins', '<p>ab, <b>ab</b></p>', '**ab|**', 'c'],
  ])('is not made of %s', (_what, html, line, insert) => {
    const made = guess(html, line, insert);
    expect(made === null || made === html).toBe(true);
  });

  it('is what kramdown gives, for letters typed anywhere in plain paragraphs and lists', () => {
    const word = fc.constantFrom('글', '하루', 'note', 'light', '가을바다', 'x1', 'and', 'of');
    const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    const letter = fc.constantFrom('a', '나', '7', 'Z');
    let made = 0;
    fc.assert(
      fc.property(line, line, fc.boolean(), fc.nat(), letter, (first, second, list, at, insert) => {
        const pad = list ? '- ' : '';
        const from = (at % (second.length + 1)) + pad.length;
        const text = pad + second;
        const html = render(`${pad}${first}\n${text}\n`);
        const guessed = guessHtml(html, { line: 1, text, from, to: from, insert });
        if (guessed === null) return;
        made++;
        const after = text.slice(0, from) + insert + text.slice(from);
        expect(guessed).toBe(render(`${pad}${first}\n${after}\n`));
      }),
      { numRuns: 400 },
    );
    expect(made).toBeGreaterThan(200);
  });
});
