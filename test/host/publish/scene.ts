// Owns: a blog with a bare remote and work of someone else in it, and the proofs that neither was harmed.
// Must not know: any one situation.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { PublishWorld } from '#host/publish/place.ts';
import { contents, git, gitEnv, put, repository, tempFolder } from '../export/support.ts';

export * from '../export/support.ts';

export interface Scene {
  readonly world: PublishWorld;
  readonly blog: string;
  readonly remote: string;
}

export const publishWorld = (env: Readonly<Record<string, string>> = {}): PublishWorld => ({
  data: join(tempFolder(), 'data'),
  now: Date.now,
  env: { ...gitEnv, ...env },
});

/** An empty bare repository. */
export function bare(): string {
  const root = join(tempFolder(), 'remote.git');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', root], { env: { ...process.env, ...gitEnv } });
  return root;
}

/** A blog of which everything is pushed. */
export function scene(env: Readonly<Record<string, string>> = {}): Scene {
  const remote = bare();
  const blog = repository({ '_config.yml': 'title: Blog\nurl: https://me.example\n', 'page.md': 'one\n' });
  git(blog, 'remote', 'add', 'origin', `file://${remote}`);
  git(blog, 'push', '-q', '-u', 'origin', 'main');
  return { world: publishWorld(env), blog, remote };
}

/** Another commit here; gives its id. */
export function commitHere(blog: string, path = '_posts/2026-01-02-first.md', text = '첫 글\n'): string {
  put(blog, { [path]: text });
  git(blog, 'add', '--', path);
  git(blog, 'commit', '-q', '-m', `Publish ${path}`, '--', path);
  return git(blog, 'rev-parse', 'HEAD');
}

/** A commit that someone else pushes; gives its id. */
export function commitThere(remote: string, path = 'theirs.md', text = 'theirs\n', branch = 'main'): string {
  const clone = join(tempFolder(), 'other');
  git(tempFolder(), 'clone', '-q', '-b', branch, `file://${remote}`, clone);
  put(clone, { [path]: text });
  git(clone, 'add', '.');
  git(clone, 'commit', '-q', '-m', `Edit ${path}`);
  git(clone, 'push', '-q', 'origin', `HEAD:${branch}`);
  return git(clone, 'rev-parse', 'HEAD');
}

/** Leaves staged, unstaged and untracked work in the blog. */
export function leaveWork(blog: string): void {
  commitHere(blog, 'staged.md', 'a\n');
  commitHere(blog, 'both.md', 'a\n');
  commitHere(blog, 'unstaged.md', 'a\n');
  git(blog, 'push', '-q');
  put(blog, { 'staged.md': 'b\n', 'both.md': 'b\n', 'added.md': 'new\n' });
  git(blog, 'add', 'staged.md', 'both.md', 'added.md');
  put(blog, { 'both.md': 'c\n', 'unstaged.md': 'b\n', 'untracked.md': 'u\n' });
}

/** Everything of the working tree and the index that is not ours. */
export const work = (blog: string) => ({
  files: contents(blog),
  status: git(blog, 'status', '--porcelain=v1', '-uall'),
  staged: git(blog, 'diff', '--cached'),
  unstaged: git(blog, 'diff'),
  stashes: git(blog, 'stash', 'list'),
});

const refs = (remote: string): ReadonlyMap<string, string> =>
  new Map(
    git(remote, 'for-each-ref', '--format=%(refname) %(objectname)')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [name = '', id = ''] = line.split(' ');
        return [name, id];
      }),
  );

/** Runs `act`, and proves that every ref of the remote still holds all that it held. */
export async function withoutLoss<T>(remote: string, act: () => Promise<T>): Promise<T> {
  const before = refs(remote);
  try {
    return await act();
  } finally {
    const after = refs(remote);
    for (const [name, id] of before) {
      expect(after.has(name), `${name} is gone`).toBe(true);
      // Fails where it is no ancestor.
      git(remote, 'merge-base', '--is-ancestor', id, after.get(name) ?? '');
    }
  }
}

/** Proves that `act` fails with `problem`, and that working tree, index, branches and remote are as before. */
export async function refusedWith(
  { blog, remote }: Pick<Scene, 'blog' | 'remote'>,
  problem: string,
  act: () => Promise<unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const before = work(blog);
  const branches = git(blog, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags');
  const there = [...refs(remote)];
  let detail: Readonly<Record<string, unknown>> = {};
  await expect(
    act().catch((error: { detail?: Readonly<Record<string, unknown>> }) => {
      detail = error.detail ?? {};
      throw error;
    }),
  ).rejects.toMatchObject({ code: 'git', detail: { problem } });
  expect(work(blog)).toEqual(before);
  expect(git(blog, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/tags')).toBe(
    branches,
  );
  expect([...refs(remote)]).toEqual(there);
  return detail;
}

/** Puts a hook into a repository, bare or not. */
export function hook(root: string, name: string, script: string): void {
  const folder = git(root, 'rev-parse', '--absolute-git-dir');
  mkdirSync(join(folder, 'hooks'), { recursive: true });
  writeFileSync(join(folder, 'hooks', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'hooks', name), 0o755);
}

/** A program in a folder of its own, for PATH; gives the folder. */
export function programNamed(name: string, script: string): string {
  const folder = tempFolder();
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}
