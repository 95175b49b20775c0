// Whatever a post holds, its translation reads in the target as kramdown reads it in the blog.
// Must not know: how blocks are translated. Real generators hold the model of their Markdown to its word in test/generators.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderKramdown, resolveOptions } from '#core/kramdown/index.ts';
import { readTargetSite } from '#core/targets/index.ts';
import type { GeneratorName } from '#core/targets/types.ts';
import { translateBody } from '#core/translate/body.ts';
import { createModel } from '#core/translate/model.ts';
import { readingOf } from '#core/translate/same.ts';
import { post } from './posts.ts';

const { options } = resolveOptions('jekyll', {});
const look = { texts: new Map<string, string>(), files: [], samples: [] };

describe.each(['hexo', 'astro', 'eleventy', 'plain'] as const)('for %s', (generator: GeneratorName) => {
  const traits = readTargetSite(look, generator).markdown;
  const model = createModel(traits);

  test('a translated body reads as the blog shows it', () => {
    fc.assert(
      fc.property(post, (text) => {
        const { text: out } = translateBody(text, options, traits);
        expect(readingOf(model(out))).toBe(readingOf(renderKramdown(text, options).html));
      }),
      { numRuns: 150, seed: 20261125 },
    );
  });
});
