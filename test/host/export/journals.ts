// Owns: journals and targets as the tests and their child processes see them.
// Must not know: the test runner: a child process loads this file too.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { type ApplyOptions, applyExport } from '#host/export/apply.ts';
import type { JournalView, Selection } from '#host/export/journal-view.ts';
import { type ExportWorld, type Prepared, prepareExport } from '#host/export/prepare.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files below `root`, folders included. */
export function put(root: string, files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

export const rel = (path: string): RelPath => path as RelPath; // tests name safe paths only

/** Every file below `root` but the git directory: path -> content, links as `-> target`, empty folders as `/`. */
export function contents(root: string): Readonly<Record<string, string>> {
  const all: Record<string, string> = {};
  const walk = (folder: string): void => {
    const names = readdirSync(folder);
    if (names.length === 0 && folder !== root) all[`${relative(root, folder)}/`] = '';
    for (const name of names) {
      if (folder === root && name === '.git') continue;
      const path = join(folder, name);
      const facts = lstatSync(path);
      if (facts.isDirectory()) walk(path);
      else if (facts.isSymbolicLink()) all[relative(root, path)] = `-> ${readlinkSync(path)}`;
      else all[relative(root, path)] = readFileSync(path).toString('latin1');
    }
  };
  walk(root);
  return all;
}

/** No configuration of this machine, and an author. */
export const gitEnv = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Writer',
  GIT_AUTHOR_EMAIL: 'writer@example.org',
  GIT_COMMITTER_NAME: 'Writer',
  GIT_COMMITTER_EMAIL: 'writer@example.org',
};

/** Runs git for a test and gives its output without the last line end. */
export function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', [...args], {
    cwd,
    env: { ...process.env, ...gitEnv },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).replace(/\n$/, '');
}

/** The journal in a folder, read as it is now. */
export function viewOf(root: string, kind: 'jekyll' | 'plain' = 'jekyll'): JournalView {
  const config = Object.hasOwn(contents(root), '_config.yml')
    ? readFileSync(join(root, '_config.yml'), 'utf8')
    : null;
  const { site } = readSiteConfig({ kind, text: config, machineZone: 'Asia/Seoul' });
  const entries: PostEntry[] = [];
  for (const path of Object.keys(contents(root))) {
    if (!/\.(md|markdown)$/.test(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const now = Date.UTC(2026, 10, 25);
    entries.push(entryOf({ path: rel(path), text, size: text.length, modified: now, site, now }));
  }
  return { root, kind, site: { url: site.url, baseurl: site.baseurl }, entries };
}

export const everything: Selection = { posts: null, drafts: false };

export function plan(
  world: ExportWorld,
  journal: string | JournalView,
  target: string,
  selection: Selection = everything,
): Promise<Prepared> {
  const view = typeof journal === 'string' ? viewOf(journal) : journal;
  return prepareExport(world, view, target, selection);
}

export async function exportAll(
  world: ExportWorld,
  journal: string | JournalView,
  target: string,
  options: Partial<ApplyOptions> = {},
  selection: Selection = everything,
) {
  const prepared = await plan(world, journal, target, selection);
  return applyExport(world, prepared, { skip: [], overwrite: [], commit: null, ...options });
}

/** Steps that do something, as `action path (reason)`. */
export function said(prepared: Prepared): readonly string[] {
  return prepared.steps
    .filter(({ action }) => action !== 'keep')
    .map(({ action, path, reason }) => `${action} ${path} (${reason})`);
}

/** Bytes that look like a PNG to anyone who only looks at the start. */
export const png = (mark: string): Uint8Array =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(mark)]);

/** A small journal: two posts, one draft, three images of which one is used by no post. */
export const smallJournal: Files = {
  '_config.yml': 'title: Journal\nurl: https://me.example\n',
  '_posts/2026-01-02-first.md':
    '---\ntitle: 첫 글\ncategory: 일기\nimage: /assets/img/cover.png\n---\n\n본문 ![산](/assets/img/mountain.png)\n',
  'ml/_posts/2026-02-03-second.md':
    '---\r\ntitle: "Second: post"\r\n---\r\n<center><img src="{{ site.baseurl }}/assets/img/mountain.png" width="60%"></center>\r\n',
  '_drafts/idea.md': '---\ntitle: 생각\n---\nnot yet\n',
  'assets/img/cover.png': png('cover'),
  'assets/img/mountain.png': png('mountain'),
  'assets/img/unused.png': png('unused'),
};
