// Jekyll's own tags on liquidjs: highlight, post_url, link, include_relative; and a visible stand-in for a plugin's tag.
// Must not know kramdown; code is highlighted by a function that is given.

import type { Context } from 'liquidjs';
import { type Emitter, type Liquid, Tag, type TagToken, type Template, type TopLevelToken } from 'liquidjs';
import type { PostEntry } from '#core/journal/entry.ts';
import type { LiquidSite, LiquidTools } from '#core/liquid/types.ts';
import { relativeUrl } from '#core/liquid/urls.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (mark) => entities[mark] ?? mark);

/** Jekyll's `highlight` block: the figure that Jekyll writes, with Rouge's line-number table on `linenos`. */
export function highlightHtml(code: string, markup: string, highlight: LiquidTools['highlight']): string {
  const [, language = '', rest = ''] = /^\s*([\w.+#_-]+)\s*([\s\S]*)$/.exec(markup) ?? [];
  if (language === '') throw new Error('highlight: a language is missing; write {% highlight LANGUAGE %}');
  const body = code.replace(/^[\n\r]+|[\n\r]+$/g, '');
  const spans =
    highlight(body, language.toLowerCase()) ?? body.replace(/[&<>]/g, (mark) => entities[mark] ?? mark);
  const numbered = /(^|\s)linenos(\s|=|$)/.test(rest);
  const lines = body === '' ? 0 : body.split('\n').length;
  const inner = numbered
    ? `<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">${Array.from({ length: lines }, (_, i) => `${i + 1}\n`).join('')}</pre></td><td class="code"><pre>${spans}\n</pre></td></tr></tbody></table>`
    : spans.replace(/\n$/, '');
  return `<figure class="highlight"><pre><code class="language-${language.toLowerCase().replaceAll('+', '-')}" data-lang="${escapeHtml(language.toLowerCase())}">${inner}</code></pre></figure>`;
}

/** URL for `post_url`: the post of that date and slug, optionally in a folder; throws where there is none. */
export function postUrl(site: LiquidSite, markup: string): string {
  const wanted = markup
    .trim()
    .replace(/^\//, '')
    .replace(/\.(md|markdown|html)$/, '');
  const parts = /^(?:(.*)\/)?(\d{2,4}-\d{1,2}-\d{1,2}-[^/]+)$/.exec(wanted);
  const names = namesOf(site.posts);
  const found =
    parts === null
      ? undefined
      : (names.whole.get(wanted) ?? (parts[1] === undefined ? names.last.get(wanted) : undefined));
  if (found === undefined || found.url === null) throw new Error(`post_url: there is no post "${wanted}"`);
  return site.jekyll === 3 ? found.url : relativeUrl(found.url, site.config);
}

interface PostNames {
  /** By the path without `_posts` and ending. */
  readonly whole: ReadonlyMap<string, PostEntry>;
  /** By the last part of it, for posts in a folder. */
  readonly last: ReadonlyMap<string, PostEntry>;
}

/** Once per list: a blog of thousands of posts names posts in thousands of places. */
const known = new WeakMap<readonly PostEntry[], PostNames>();

function namesOf(posts: readonly PostEntry[]): PostNames {
  const before = known.get(posts);
  if (before) return before;
  const whole = new Map<string, PostEntry>();
  const last = new Map<string, PostEntry>();
  for (const entry of posts) {
    const path = entry.path.replace(/(^|\/)_posts\//, '$1').replace(/\.[^./]+$/, '');
    if (!whole.has(path)) whole.set(path, entry);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name !== path && !last.has(name)) last.set(name, entry);
  }
  known.set(posts, { whole, last });
  return { whole, last };
}

/** URL for `link`: a post or file by its path in the repository. */
export function linkUrl(site: LiquidSite, markup: string): string {
  const wanted = markup.trim().replace(/^\.?\//, '');
  const found = site.posts.find((entry) => entry.path === wanted);
  if (found === undefined && /(^|\/)_(posts|drafts)\//.test(wanted))
    throw new Error(`link: there is no file "${wanted}"`);
  const document = site.documents?.find((each) => each.path === wanted);
  const url = found?.url ?? document?.url ?? `/${wanted.replace(/\.(md|markdown)$/, '.html')}`;
  return site.jekyll === 3 ? url : relativeUrl(url, site.config);
}

/** Registers Jekyll's tags on an engine. */
export function registerTags(engine: Liquid, site: LiquidSite, tools: LiquidTools): void {
  engine.registerTag(
    'highlight',
    class extends Tag {
      private readonly markup: string;
      private readonly templates: Template[] = [];

      constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
        super(token, rest, liquid);
        this.markup = token.args;
        if (token.args.trim() === '')
          throw new Error('highlight: a language is missing; write {% highlight LANGUAGE %}');
        while (rest.length > 0) {
          const next = rest.shift();
          if (next === undefined) break;
          if ((next as TagToken).name === 'endhighlight') return; // only tag tokens have a name
          this.templates.push(liquid.parser.parseToken(next, rest));
        }
        throw new Error(`tag ${token.getText()} not closed`);
      }

      *render(context: Context, emitter: Emitter): Generator<unknown, void, string> {
        const code = yield this.liquid.renderer.renderTemplates(this.templates, context);
        emitter.write(highlightHtml(code, this.markup, tools.highlight));
      }
    },
  );
  const value = (name: string, render: (markup: string) => string) =>
    engine.registerTag(
      name,
      class extends Tag {
        private readonly markup: string;
        constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
          super(token, rest, liquid);
          this.markup = token.args;
        }
        render(_context: Context, emitter: Emitter): void {
          emitter.write(render(this.markup));
        }
      },
    );
  value('post_url', (markup) => postUrl(site, markup));
  value('link', (markup) => linkUrl(site, markup));
  value('include_relative', (markup) => {
    throw new Error(`include_relative: "${markup.trim()}" is not shown in the preview`);
  });
}

/** Registers a stand-in for a tag that is not Jekyll's: it shows itself as code. */
export function registerPlaceholder(engine: Liquid, name: string): void {
  engine.registerTag(
    name,
    class extends Tag {
      render(_context: Context, emitter: Emitter): void {
        emitter.write(placeholder(this.token.getText()));
      }
    },
  );
}

/** The visible box for what the preview cannot run; `code` is left alone by kramdown. */
export function placeholder(source: string): string {
  return `<code class="galley-liquid">${escapeHtml(source)}</code>`;
}
