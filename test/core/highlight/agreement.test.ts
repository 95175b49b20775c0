// Agreement of our token classes with Rouge 3.30's, character by character, on samples of our own.
// The expected files were written by Rouge; the floor of each language is what we reach today, so that none gets worse.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { highlight } from '#core/highlight/index.ts';

const cases = join(process.cwd(), 'test/cases/highlight');
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** One class per visible character; white space does not count, since no stylesheet shows it. */
function classes(html: string): { text: string; classes: string[] } {
  let text = '';
  const out: string[] = [];
  let cls = '';
  for (const [whole] of html.matchAll(/<span class="([^"]*)">|<\/span>|&\w+;|&#39;|[\s\S]/g)) {
    const open = /^<span class="([^"]*)">$/.exec(whole);
    if (open) cls = open[1] ?? '';
    else if (whole === '</span>') cls = '';
    else {
      const char = entities[whole] ?? whole;
      text += char;
      if (/\S/.test(char)) out.push(cls);
    }
  }
  return { text, classes: out };
}

/** Percent of visible characters with Rouge's class, rounded down: measured on 2026-11-25 with highlight.js 11.12. */
const floors: Record<string, number> = JSON.parse(readFileSync(join(cases, 'agreement.json'), 'utf8'));

describe('highlighting in Rouge terms', () => {
  for (const [language, floor] of Object.entries(floors)) {
    it(`${language}: at least ${floor} % of the characters have Rouge's class`, () => {
      const code = readFileSync(join(cases, `${language}.txt`), 'utf8');
      const rouge = classes(readFileSync(join(cases, `${language}.html`), 'utf8'));
      const ours = classes(highlight(code, language) ?? '');
      expect(ours.text).toBe(code);
      expect(rouge.text).toBe(code);
      const same = ours.classes.filter((cls, i) => cls === rouge.classes[i]).length;
      const share = (100 * same) / rouge.classes.length;
      if (process.env.SHOW_AGREEMENT) console.log(language, share.toFixed(1));
      expect(share).toBeGreaterThanOrEqual(floor);
    });
  }

  it('knows names and aliases, leaves plain text bare and says null for unknown ones', () => {
    expect(highlight('a < b', 'text')).toBe('a &lt; b');
    expect(highlight('x', 'nosuchlang')).toBeNull();
    expect(highlight('puts 1', 'rb')).toBe('<span class="nb">puts</span> <span class="mi">1</span>');
    expect(highlight('a <b>', 'abap')).toBe('a &lt;b&gt;');
  });
});
