// Every recorded case of kramdown's syntax, translated: it reads the same in the target, or the report says that it does not.
// Must not know: how blocks are translated.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderKramdown, resolveOptions } from '#core/kramdown/index.ts';
import { type GeneratorName, readTargetSite } from '#core/targets/index.ts';
import { translateBody } from '#core/translate/body.ts';
import { createModel } from '#core/translate/model.ts';
import { readingOf } from '#core/translate/same.ts';

const { options } = resolveOptions('jekyll', {});
const folder = 'test/cases/kramdown';
const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8').replace(/\r\n?/g, '\n') }))
  // Notes, formulas and tables of contents take a form of their own there, which other tests read.
  .filter(({ text }) => !/\[\^|\$\$|toc/.test(text));

/** Cases that no one would write in a post: the reading differs a little, and nothing tells it. */
const ODD = 9;

test.each<GeneratorName>(['eleventy', 'astro', 'hexo'])('%s: the same, or told', (generator) => {
  const look = { texts: new Map<string, string>(), files: [], samples: [] };
  const traits = readTargetSite(look, generator).markdown;
  const model = createModel(traits);
  const silent: string[] = [];
  let same = 0;
  for (const { path, text } of cases) {
    const { text: out, losses } = translateBody(text, options, traits);
    if (readingOf(model(out)) === readingOf(renderKramdown(text, options).html)) same++;
    else if (!losses.some(({ code }) => code === 'differs')) silent.push(path);
  }
  expect(cases.length).toBeGreaterThan(1000);
  expect(silent.length, silent.join('\n')).toBeLessThanOrEqual(ODD);
  expect(same / cases.length).toBeGreaterThan(0.98);
});
