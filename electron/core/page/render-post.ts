// One post through Jekyll's whole order: front matter off, Liquid over the text, kramdown over that.
// Pure; whoever calls it has read the site's files. Layouts are not applied.
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { highlight, isRougeLanguage } from '#core/highlight/index.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { type KramdownOptions, renderKramdown, resolveOptions } from '#core/kramdown/index.ts';
import { createLiquid, type LiquidRenderer, type LiquidSite } from '#core/liquid/index.ts';
import type { Problem } from '#core/problem.ts';

export interface RenderedPost {
  /** HTML of the body, as `{{ content }}` of a layout would get it. */
  readonly html: string;
  /** Lines count from 1 in the file. */
  readonly problems: readonly Problem[];
}

export interface PostRenderer {
  /** Renders a post's whole text; `entry` is what the journal knows of it (null: a text without a file). Never throws. */
  render(text: string, entry: PostEntry | null): RenderedPost;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** kramdown's options for a site: Jekyll's defaults under the `kramdown:` of its `_config.yml`. */
export function kramdownOptionsOf(config: Readonly<Record<string, unknown>>): KramdownOptions {
  return resolveOptions('jekyll', isRecord(config.kramdown) ? config.kramdown : {}).options;
}

/** A Liquid engine for a site whose `markdownify` and `{% highlight %}` are ours. */
export function liquidOf(site: LiquidSite, options: KramdownOptions): LiquidRenderer {
  return createLiquid(site, {
    markdown: (text) => renderKramdown(text, options, { highlight, knownLanguage: isRougeLanguage }).html,
    highlight,
  });
}

/** A renderer of posts for one state of the site. */
export function createPostRenderer(site: LiquidSite): PostRenderer {
  const options = kramdownOptionsOf(site.config);
  const liquid = liquidOf(site, options);
  return {
    render(text, entry) {
      const normal = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
      const { bodyFrom, data } = readFrontMatter(normal);
      const bodyLine = normal.slice(0, bodyFrom).split('\n').length - 1;
      const prepared = liquid.render(normal.slice(bodyFrom), { entry, frontMatter: data });
      const result = renderKramdown(prepared.text, options, { highlight, knownLanguage: isRougeLanguage });
      const lineOf = (line: number) => bodyLine + (prepared.lines?.[line] ?? line) + 1;
      return {
        html: result.html,
        problems: [
          ...prepared.problems.map((p) => (p.line === undefined ? p : { ...p, line: p.line + bodyLine })),
          ...result.diagnostics.map((d) => ({
            code: d.code,
            severity: d.severity,
            message: d.message,
            line: lineOf(d.line),
            column: d.column + 1,
            ...(d.detail === undefined ? {} : { detail: d.detail }),
          })),
        ],
      };
    },
  };
}
