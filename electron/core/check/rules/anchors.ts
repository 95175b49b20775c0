// Owns: the rule about the part of a link behind `#`: the page it leads to has such a place.
// Must not know: how ids are made; the rendered page has them.
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference } from '#core/images/types.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { whatStands } from '../addresses.ts';
import { isKramdown, liquidOf, pageOf } from '../page-facts.ts';
import { postView } from '../post-view.ts';
import type { Blog, CheckContext, PostView, Remark, Rule } from '../types.ts';
import { pagePath, postNamed } from './links.ts';

interface Fragment {
  /** Place of the fragment without its `#`. */
  readonly from: number;
  readonly to: number;
  /** The post it leads into. */
  readonly into: PostEntry;
}

export const anchorMissing: Rule = {
  id: 'anchor-missing',
  severity: 'warning',
  about: 'a link to a heading (#part) that the page does not have',
  check: (post, context) => {
    if (!isKramdown(context.blog) || !post.masked.includes('#')) return [];
    return [...own(post), ...others(post, context), ...byName(post, context)].flatMap((fragment) =>
      remarkOf(post, context, fragment),
    );
  },
};

/** Fragments alone: in a link, a definition, an attribute. */
const ALONE =
  /\]\(\s*<?#([^)\s"'<>]*)|^ {0,3}\[[^\]\n]+\]:[ \t]*<?#(\S*?)>?(?=\s|$)|\shref\s*=\s*(?:"#([^"]*)"|'#([^']*)')/gm;

function own({ masked, text, entry }: PostView): readonly Fragment[] {
  return [...masked.matchAll(ALONE)].flatMap((match): readonly Fragment[] => {
    const length = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').length;
    const from = match.index + match[0].lastIndexOf('#') + 1;
    return text.slice(from, from + length).includes('{') ? [] : [{ from, to: from + length, into: entry }];
  });
}

/** Links to a place in another post, by its address. */
function others(post: PostView, context: CheckContext): readonly Fragment[] {
  return post.references.flatMap((reference): readonly Fragment[] => {
    const place = fragmentOf(post.text, reference);
    if (place === null) return [];
    const path = resolveReference(reference, { ...context.site, post: pagePath(post, reference.path) });
    const there = path === null ? null : whatStands(path, context);
    return there?.is === 'post' ? [{ ...place, into: there.entry }] : [];
  });
}

const END: Readonly<Record<Reference['setting'], RegExp>> = {
  markdown: /[\s)]|$/,
  angle: /[>\n]|$/,
  'html-double': /"|$/,
  'html-single': /'|$/,
  'html-bare': /[\s>]|$/,
  srcset: /[\s,"']|$/,
  'yaml-plain': /\n|$/,
  'yaml-double': /"|$/,
  'yaml-single': /'|$/,
  'liquid-string': /["']|$/,
  'liquid-bare': /\s|$/,
};

function fragmentOf(
  text: string,
  { to, kind, shows, setting, lead }: Reference,
): { from: number; to: number } | null {
  if (shows || (kind !== 'link' && kind !== 'definition' && kind !== 'html')) return null;
  let start = to;
  if (lead === 'filter' || lead === 'tag') {
    // The fragment may stand behind the braces.
    const braces = text[to] === '#' ? -1 : text.slice(to, to + 200).search(/[}%]\}/);
    if (braces >= 0) start = to + braces + 2;
  }
  const rest = text.slice(start, start + 500);
  const inside = start === to ? setting : 'markdown';
  const all = rest.slice(0, rest.search(END[inside]));
  const hash = all.search(/^(?:\?[^#]*)?#/) === 0 ? all.indexOf('#') : -1;
  if (hash < 0 || all.includes('{')) return null;
  const quoted = start === to ? all : all.replace(/["'>].*$/s, '');
  return { from: start + hash + 1, to: start + quoted.length };
}

const POST_URL = /\{%-?\s*post_url\s+(.*?)\s*-?%\}#([^)\s"'<>]+)/g;

/** Links to a place in another post, by its name. */
function byName({ masked }: PostView, { entries }: CheckContext): readonly Fragment[] {
  return [...masked.matchAll(POST_URL)].flatMap((match): readonly Fragment[] => {
    const name = (match[1] ?? '').replace(/^\/|\.(?:md|markdown|html)$/g, '');
    const into = postNamed(entries, name);
    const to = match.index + match[0].length;
    return into ? [{ from: to - (match[2] ?? '').length, to, into }] : [];
  });
}

/** What browsers and the usual themes and comment systems know by themselves. */
const USUAL =
  /^(?:$|top$|!|\/|:~:|fn[:-]|fnref|comments?$|disqus|utterances|giscus|respond$|main$|content$|header$|footer$|nav|sidebar|toc$|markdown-toc)/i;

function remarkOf(post: PostView, context: CheckContext, { from, to, into }: Fragment): readonly Remark[] {
  const written = post.text.slice(from, to);
  const wanted = decoded(written);
  const { blog } = context;
  if (USUAL.test(wanted) || blog.ids.has(wanted)) return [];
  const view = into === post.entry ? post : viewOf(into, context);
  if (view === null) return [];
  // A plugin's tag may stand for anything, ids included.
  if (liquidOf(view, blog).problems.length > 0) return [];
  const { ids } = pageOf(view, blog);
  if (ids.has(wanted) || ids.has(written)) return [];
  const near = nearest(wanted, ids);
  const where = into === post.entry ? 'The page' : into.path;
  return [
    {
      at: from - 1,
      message: `${where} has no place #${wanted}${near === null ? '' : `; there is #${near}`}.`,
      detail: { anchor: wanted, in: into.path, ...(near === null ? {} : { near }) },
      ...(near === null
        ? {}
        : { fix: [{ from, to, insert: written === wanted ? near : encodeURIComponent(near) }] }),
    },
  ];
}

const views = new WeakMap<Blog, Map<PostEntry, PostView | null>>();

/** Another post, read once for all links into it. */
function viewOf(entry: PostEntry, { blog }: CheckContext): PostView | null {
  let known = views.get(blog);
  if (!known) {
    known = new Map();
    views.set(blog, known);
  }
  let view = known.get(entry);
  if (view === undefined) {
    const text = blog.textOf(entry.path);
    view = text === null ? null : postView(entry, text);
    known.set(entry, view);
  }
  return view;
}

/** The one id that is the same but for case, spaces and signs. */
function nearest(wanted: string, ids: ReadonlySet<string>): string | null {
  const bare = fold(wanted);
  const same = [...ids].filter((id) => fold(id) === bare);
  return bare !== '' && same.length === 1 ? (same[0] ?? null) : null;
}

const fold = (id: string): string => id.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment).normalize('NFC');
  } catch {
    return fragment;
  }
}
