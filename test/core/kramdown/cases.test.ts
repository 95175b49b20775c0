// Owns: every recorded pair of test/cases/kramdown rendered and compared with the true renderer's HTML.
// Must not know: how the renderer works; it runs without Ruby.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRougeLanguage } from '#core/highlight/languages.ts';
import { renderRequest } from '#core/kramdown/index.ts';
import { type CaseMeta, caseFiles } from '#test/support/kramdown-cases.ts';
import { canonicalDom } from '#test/support/kramdown-dom.ts';

const files = caseFiles();

describe('recorded pairs', () => {
  it('are at least four hundred, each with its expectation', () => {
    expect(files.length).toBeGreaterThanOrEqual(400);
    expect(files.filter((file) => !existsSync(file.html)).map((file) => file.name)).toEqual([]);
  });

  for (const file of files) {
    it(file.name, () => {
      const meta: CaseMeta = existsSync(file.json) ? JSON.parse(readFileSync(file.json, 'utf8')) : {};
      const expected = readFileSync(file.html, 'utf8');
      const actual = renderRequest(
        { markdown: readFileSync(file.md, 'utf8'), ...meta },
        { knownLanguage: isRougeLanguage },
      );
      // Token spans of the highlighter are the one thing that may be missing here.
      const highlighted = /<(?:pre|code)\b[^>]*>(?:(?!<\/code>)[\s\S])*<span class="/.test(expected);
      if (highlighted) {
        const level = { ignoreTokens: true };
        expect(canonicalDom(actual, level)).toBe(canonicalDom(expected, level));
      } else {
        expect(actual).toBe(expected);
      }
    });
  }
});
