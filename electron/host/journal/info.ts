// Owns: what is told about an open journal as a whole: name, kind, where new posts go.
// Must not know: single posts, the wire's transport.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { JournalInfo } from '#contract/values.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { journalId } from './index-file.ts';

export interface InfoInput {
  readonly root: string;
  readonly site: SiteConfig;
  readonly entries: readonly PostEntry[];
  readonly postsFolders: readonly string[];
  readonly draftsFolders: readonly string[];
  readonly problems: readonly Problem[];
  readonly sample: boolean;
}

export function journalInfoOf(input: InfoInput): JournalInfo {
  const { root, site, sample, problems } = input;
  const { posts, drafts } = site.kind === 'jekyll' ? jekyllFolders(input) : plainFolders(input.entries);
  return {
    id: journalId(root),
    name: basename(root) || root,
    kind: site.kind,
    sample,
    postsFolder: posts,
    draftsFolder: drafts,
    git: isInGit(root),
    problems: [...problems],
  };
}

/** The posts folder without categories above it; where there is none, the one with the most posts; else Jekyll's own. */
function jekyllFolders({ site, postsFolders, draftsFolders, entries }: InfoInput): {
  posts: string;
  drafts: string;
} {
  const own = site.collectionsDir === '' ? '_posts' : `${site.collectionsDir}/_posts`;
  const counts = postsFolders.map(
    (folder) => entries.filter((entry) => entry.path.startsWith(`${folder}/`)).length,
  );
  const most = postsFolders[counts.indexOf(Math.max(...counts))];
  const posts = postsFolders.includes(own) ? own : (most ?? own);
  const beside = posts.replace(/_posts$/u, '_drafts');
  return { posts, drafts: draftsFolders.includes(beside) ? beside : (draftsFolders[0] ?? beside) };
}

/** The deepest folder that holds every post. */
function plainFolders(entries: readonly PostEntry[]): { posts: string; drafts: string } {
  const [first, ...rest] = entries.map((entry) => entry.path.split('/').slice(0, -1));
  let common = first ?? [];
  for (const parts of rest) {
    let length = 0;
    while (length < common.length && common[length] === parts[length]) length++;
    common = common.slice(0, length);
  }
  // With all posts in one category folder, new ones of other categories still belong beside that folder.
  const folder =
    entries.length > 0 && entries.every((entry) => entry.categories.join('/') === common.join('/'))
      ? []
      : common;
  return { posts: folder.join('/'), drafts: folder.join('/') };
}

/** True where the folder or one above it is a git working tree. */
export function isInGit(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}
