// Owns: what the worker loads after its first answer: highlighting in rouge's terms, and Liquid as Jekyll runs it.
// Must not know: the worker, messages.
import { highlight, isRougeLanguage } from '#core/highlight/index.ts';
import { kramdownOptionsOf, liquidOf } from '#core/page/render-post.ts';
import type { Tools } from './prepare.ts';

export const tools: Tools = {
  highlight,
  knownLanguage: isRougeLanguage,
  prepare(site) {
    const liquid = liquidOf(site, kramdownOptionsOf(site.config));
    // Jekyll's own switch for a post that shows templates as text.
    return (body, page) =>
      page.frontMatter.render_with_liquid === false
        ? { text: body, lines: null, problems: [] }
        : liquid.render(body, page);
  },
};
