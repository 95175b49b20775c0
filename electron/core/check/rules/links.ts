// Owns: rules about links: they lead somewhere in the journal, and plain URLs become links.
// Must not know: other sites; nothing is fetched.
import { isCompanion } from '#core/export/bring.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { CheckContext, PostView, Remark, Rule } from '../types.ts';

/** Pages that themes and plugins make out of no file: archives, feeds, search. */
const GENERATED =
  /^(?:tags?|categor(?:y|ies)|archives?|page\d*|search|feed(?:\.xml)?|atom\.xml|rss\.xml|sitemap\.xml|robots\.txt)(?:\/|$)/i;

export const linkBroken: Rule = {
  id: 'link-broken',
  severity: 'warning',
  check: (post, context) =>
    post.references.flatMap((reference): readonly Remark[] => {
      const { kind, lead, shows } = reference;
      if (shows || lead === 'tag' || isCompanion(reference.path)) return [];
      if (kind !== 'link' && kind !== 'definition' && kind !== 'html') return [];
      const path = resolveReference(reference, { ...context.site, post: pageOf(post, reference.path) });
      if (path === null || GENERATED.test(path) || leadsSomewhere(path, context)) return [];
      const written = post.text.slice(reference.from, reference.to);
      return [
        {
          at: reference.from,
          message: `The link ${written} leads to nothing in the journal.`,
          detail: { to: path },
        },
      ];
    }),
};

/** A relative link starts from the page's address, not from the file; without an address, from the file. */
const pageOf = ({ entry }: PostView, path: string): string =>
  path.startsWith('/') || entry.url === null
    ? entry.path
    : `${entry.url.replace(/^\//, '')}${entry.url.endsWith('/') ? '.' : ''}`;

const PAGE_FILES = ['', '.html', '.md', '.markdown', '/index.html', '/index.md'];

function leadsSomewhere(path: string, context: CheckContext): boolean {
  const bare = path.replace(/(?:\/index)?\.html$/i, '').replace(/\/$/, '');
  if (addresses(context).has(bare)) return true;
  // A resolved path has no empty, `.` or `..` part.
  return (
    PAGE_FILES.some((ending) => context.lookup(`${bare}${ending}` as RelPath).found === 'exact') ||
    context.lookup(path as RelPath).found === 'exact'
  );
}

const addressSets = new WeakMap<readonly PostEntry[], ReadonlySet<string>>();

/** Addresses of all posts without leading slash and ending. */
function addresses({ entries }: CheckContext): ReadonlySet<string> {
  let set = addressSets.get(entries);
  if (!set) {
    set = new Set(
      entries.flatMap(({ url }) =>
        url === null
          ? []
          : [
              decoded(url)
                .replace(/^\//, '')
                .replace(/(?:\/index)?\.html$/i, '')
                .replace(/\/$/, ''),
            ],
      ),
    );
    addressSets.set(entries, set);
  }
  return set;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url).normalize('NFC');
  } catch {
    return url;
  }
}

/** Not inside brackets, quotes or tags, where the URL is a link already. */
const BARE = /(?<![\w/"'<=([>\]{])https?:\/\/[^\s<>"'`|)\]]+/g;

export const bareUrl: Rule = {
  id: 'bare-url',
  severity: 'info',
  check: ({ masked, text, front }) => {
    const tags = masked.replace(/<[a-z/][^>]*>/gi, (tag) => `<${' '.repeat(tag.length - 2)}>`);
    const definitions = tags.replace(/^ {0,3}\[[^\]\n]+\]:.*$/gm, (line) => ' '.repeat(line.length));
    return [...definitions.matchAll(BARE)].flatMap((match): readonly Remark[] => {
      const from = match.index;
      const url = match[0].replace(/[.,;:!?…。、]+$/, '');
      const to = from + url.length;
      if (from < front.bodyFrom || text.slice(from, to) !== url) return [];
      return [
        {
          at: from,
          message: `${url} is shown as plain text; in angle brackets it becomes a link.`,
          fix: [{ from, to, insert: `<${url}>` }],
        },
      ];
    });
  },
};

const POST_URL = /\{%-?\s*post_url\s+(.*?)\s*-?%\}/g;

export const postUrlMissing: Rule = {
  id: 'post-url-missing',
  severity: 'error',
  check: ({ masked }, { entries }) =>
    [...masked.matchAll(POST_URL)].flatMap((match): readonly Remark[] => {
      const name = (match[1] ?? '').replace(/^\/|\.(?:md|markdown|html)$/g, '');
      if (entries.some((entry) => isNamed(entry, name))) return [];
      const message = `There is no post "${name}"; the blog cannot be built with this tag.`;
      return [{ at: match.index, message, detail: { name } }];
    }),
};

/** Jekyll compares the folder, the date and the slug of the file name, without its ending. */
function isNamed({ path, draft }: PostEntry, name: string): boolean {
  if (draft) return false;
  const bare = path.replace(/(^|\/)_posts\//, '$1').replace(/\.[^./]+$/, '');
  return bare === name || (!name.includes('/') && bare.endsWith(`/${name}`));
}

export const linkTagMissing: Rule = {
  id: 'link-tag-missing',
  severity: 'error',
  check: (post, { lookup }) =>
    post.references.flatMap((reference): readonly Remark[] => {
      if (reference.lead !== 'tag') return [];
      const path = reference.path.replace(/^\//, '').normalize('NFC');
      // Liquid in the name makes it something only a build can tell.
      if (path === '' || path.includes('{{') || lookup(path as RelPath).found === 'exact') return [];
      const message = `There is no file ${path}; the blog cannot be built with this tag.`;
      return [{ at: reference.from, message, detail: { file: path } }];
    }),
};
