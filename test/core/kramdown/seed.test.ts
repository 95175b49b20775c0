// Owns: that real posts, where they are at hand, come out as the true renderer has them.
// Must not know: their text.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRougeLanguage } from '#core/highlight/languages.ts';
import { renderRequest } from '#core/kramdown/index.ts';
import { oraclePath } from '#test/support/kramdown-cases.ts';
import { canonicalDom } from '#test/support/kramdown-dom.ts';

const folder = resolve(process.cwd(), '../shared/seed');
const rubyRuns = existsSync(oraclePath()) && spawnSync('ruby', [oraclePath(), '--version']).status === 0;
const files =
  existsSync(folder) && rubyRuns ? readdirSync(folder).filter((name) => /\.(txt|md)$/.test(name)) : [];

describe.skipIf(files.length === 0)('posts at hand', () => {
  it('are DOM-equal to what kramdown makes of them', () => {
    const bodies = files.map((name) =>
      readFileSync(join(folder, name), 'utf8').replace(/^---[\s\S]*?\n---\n/, ''),
    );
    const input = bodies.map((markdown, id) => `${JSON.stringify({ id, markdown })}\n`).join('');
    const run = spawnSync('ruby', [oraclePath()], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
    const answers = run.stdout
      .trim()
      .split('\n')
      .map((line): { id: number; html: string } => JSON.parse(line));
    expect(answers.length).toBe(bodies.length);
    for (const { id, html } of answers) {
      const actual = renderRequest({ markdown: bodies[id] ?? '' }, { knownLanguage: isRougeLanguage });
      const level = { ignoreTokens: true };
      expect(canonicalDom(actual, level)).toBe(canonicalDom(html, level));
    }
  });
});
