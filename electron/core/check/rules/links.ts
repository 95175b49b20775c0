// Owns: rules about links: they lead somewhere in the journal, and plain URLs become links.
// Must not know: other sites; nothing is fetched.
import { isCompanion } from '#core/export/bring.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference } from '#core/images/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { type Stands, whatStands } from '../addresses.ts';
import type { CheckContext, PostView, Remark, Rule } from '../types.ts';

interface Led {
  readonly reference: Reference;
  readonly written: string;
  readonly stands: Stands;
}

const known = new WeakMap<PostView, readonly Led[]>();

/** The post's links into the blog and what stands there; files to show or download are left to the rules about files. */
function linksOf(post: PostView, context: CheckContext): readonly Led[] {
  const before = known.get(post);
  if (before) return before;
  const found = post.references.flatMap((reference): readonly Led[] => {
    const { kind, lead, shows } = reference;
    if (shows || lead === 'tag' || isCompanion(reference.path)) return [];
    if (kind !== 'link' && kind !== 'definition' && kind !== 'html') return [];
    const path = resolveReference(reference, { ...context.site, post: pagePath(post, reference.path) });
    if (path === null) return [];
    const written = post.text.slice(reference.from, reference.to);
    return [{ reference, written, stands: whatStands(path, context) }];
  });
  known.set(post, found);
  return found;
}

/** A relative link starts from the page's address, not from the file; without an address, from the file. */
export const pagePath = ({ entry }: PostView, path: string): string =>
  path.startsWith('/') || entry.url === null
    ? entry.path
    : `${entry.url.replace(/^\//, '')}${entry.url.endsWith('/') ? '.' : ''}`;

export const linkBroken: Rule = {
  id: 'link-broken',
  severity: 'warning',
  about: 'a link to a page that is not in the journal',
  check: (post, context) =>
    linksOf(post, context).flatMap(({ reference, written, stands }): readonly Remark[] =>
      stands.is !== 'nothing'
        ? []
        : [
            {
              at: reference.from,
              message: stands.perhaps
                ? `The link ${written} leads to nothing in the journal, unless a plugin makes it.`
                : `The link ${written} leads to nothing in the journal.`,
              ...(stands.perhaps ? { severity: 'info' as const } : {}),
              detail: { to: written },
            },
          ],
    ),
};

export const linkCase: Rule = {
  id: 'link-case',
  severity: 'error',
  about: 'a link whose letter case is not that of the page',
  safeFix: true,
  check: (post, context) =>
    linksOf(post, context).flatMap(({ reference, written, stands }): readonly Remark[] => {
      if (stands.is !== 'other-case') return [];
      const { address } = stands;
      const at = written.toLowerCase().indexOf(address.toLowerCase());
      const from = reference.from + at;
      const same = at >= 0 && address.toLowerCase().length === address.length;
      return [
        {
          at: reference.from,
          message: `The link ${written} differs in letter case from /${address}; the web tells the two apart.`,
          detail: { to: address },
          ...(same ? { fix: [{ from, to: from + address.length, insert: address }] } : {}),
        },
      ];
    }),
};

export const linkUnpublished: Rule = {
  id: 'link-unpublished',
  severity: 'warning',
  about: 'a link to a post that will not appear',
  check: (post, context) =>
    linksOf(post, context).flatMap(({ reference, written, stands }): readonly Remark[] => {
      if (stands.is !== 'post' || stands.entry === post.entry || post.entry.draft) return [];
      const { appears, path } = stands.entry;
      // A post with the same address stands in for it.
      if (appears.will || appears.why === 'duplicate-url') return [];
      return [
        {
          at: reference.from,
          message: `The link ${written} leads to ${path}, which will not appear (${appears.why}).`,
          detail: { to: path, why: appears.why },
        },
      ];
    }),
};

/** Not inside brackets, quotes or tags, where the URL is a link already. */
const BARE = /(?<![\w/"'<=([>\]{])https?:\/\/[^\s<>"'`|)\]]+/g;

export const bareUrl: Rule = {
  id: 'bare-url',
  severity: 'info',
  about: 'a plain URL, which kramdown does not make a link',
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
  about: 'post_url with the name of no post, which stops the build',
  check: ({ masked }, { entries }) =>
    [...masked.matchAll(POST_URL)].flatMap((match): readonly Remark[] => {
      const name = (match[1] ?? '').replace(/^\/|\.(?:md|markdown|html)$/g, '');
      if (postNamed(entries, name) !== null) return [];
      const message = `There is no post "${name}"; the blog cannot be built with this tag.`;
      return [{ at: match.index, message, detail: { name } }];
    }),
};

const names = new WeakMap<readonly PostEntry[], ReadonlyMap<string, PostEntry>>();

/**
 * The post that `post_url` means by a name; null where there is none. Jekyll compares the folder, the date and the slug of the file
 * name without its ending; a name without a folder counts in any.
 */
export function postNamed(entries: readonly PostEntry[], name: string): PostEntry | null {
  let known = names.get(entries);
  if (!known) {
    const made = new Map<string, PostEntry>();
    for (const entry of entries) {
      if (entry.draft) continue;
      const bare = entry.path.replace(/(^|\/)_posts\//, '$1').replace(/\.[^./]+$/, '');
      for (const one of [bare, bare.slice(bare.lastIndexOf('/') + 1)])
        if (!made.has(one)) made.set(one, entry);
    }
    known = made;
    names.set(entries, known);
  }
  return known.get(name) ?? null;
}

export const linkTagMissing: Rule = {
  id: 'link-tag-missing',
  severity: 'error',
  about: 'the link tag with the path of no file, which stops the build',
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
