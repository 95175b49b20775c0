// Owns: what becomes of a post as a page: its ids, and what Liquid and the reader of HTML had to say on the way.
// Must not know: what the rules make of it.
import { type Diagnostic, renderKramdown } from '#core/kramdown/index.ts';
import type { LiquidResult } from '#core/liquid/index.ts';
import { kramdownOptionsOf } from '#core/page/render-post.ts';
import type { Blog, PostView } from './types.ts';

export interface PageFacts {
  /** Every `id` and `name` of the page's own content. */
  readonly ids: ReadonlySet<string>;
  /** Lines count from 0 in `liquid.text`. */
  readonly diagnostics: readonly Diagnostic[];
}

const prepared = new WeakMap<PostView, LiquidResult>();
const rendered = new WeakMap<PostView, PageFacts>();

/** The body after Liquid, with what would fail the build; lines count from the body's first. */
export function liquidOf(post: PostView, { liquid }: Blog): LiquidResult {
  const known = prepared.get(post);
  if (known) return known;
  const { text, front, entry } = post;
  const body = text.slice(front.bodyFrom).replace(/\r\n?/g, '\n');
  const runs = liquid !== null && front.data.render_with_liquid !== false;
  const result = runs
    ? liquid.render(body, { entry, frontMatter: front.data })
    : { text: body, lines: null, problems: [] };
  prepared.set(post, result);
  return result;
}

/** The page as kramdown makes it. */
export function pageOf(post: PostView, blog: Blog): PageFacts {
  const known = rendered.get(post);
  if (known) return known;
  const { html, diagnostics } = renderKramdown(liquidOf(post, blog).text, kramdownOptionsOf(blog.config));
  const ids = new Set<string>();
  for (const match of html.matchAll(/\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    ids.add(plain(match[1] ?? match[2] ?? ''));
  }
  const facts = { ids, diagnostics };
  rendered.set(post, facts);
  return facts;
}

/** False where the blog converts Markdown with another program: its ids are others. */
export const isKramdown = ({ config }: Blog): boolean =>
  typeof config.markdown !== 'string' || /^kramdown$/i.test(config.markdown);

/** Line of the file (1-based) of a line of the body after Liquid (0-based). */
export function lineInFile({ lineOf, front }: PostView, { lines }: LiquidResult, line: number): number {
  return lineOf(front.bodyFrom) + (lines?.[line] ?? line);
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

const plain = (id: string): string =>
  id.replace(/&(amp|lt|gt|quot);/g, (all, name: string) => SIGNS[name] ?? all).normalize('NFC');
