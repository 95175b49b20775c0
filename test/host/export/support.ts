// Owns: temporary folders, repositories and app folders for the tests of export and git.
// Must not know: any one test.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { ExportWorld } from '#host/export/prepare.ts';
import { type Files, git, gitEnv, put } from './journals.ts';

export * from './journals.ts';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, by its real path; removed after the file's tests. */
export function tempFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'galley-export-')));
  made.push(folder);
  return folder;
}

/** A repository with one commit of `files`; without files, on a branch without a commit. */
export function repository(files: Files = { '_config.yml': 'title: Blog\n' }): string {
  const root = tempFolder();
  git(root, 'init', '-q', '-b', 'main');
  put(root, files);
  if (Object.keys(files).length > 0) {
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'start');
  }
  return root;
}

/** The app's own folders, empty at first, and a git without this machine's settings. */
export function newWorld(more: Partial<ExportWorld> = {}): ExportWorld {
  const folder = tempFolder();
  return {
    cache: join(folder, 'cache'),
    data: join(folder, 'data'),
    // Files of a test are seconds old; a later clock lets the cache of hashes work.
    now: () => Date.now() + 60_000,
    env: gitEnv,
    ...more,
  };
}
