// Owns: the contents behind git's ids: as stored, and as a working tree would hold them; and a merge of three of them.
// Must not know: what a commit is for.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitOptions, gitError, runGit } from './run.ts';
import type { Repository } from './state.ts';

type Env = Pick<GitOptions, 'env'>;

const optionsOf = (repository: Repository, { env }: Env): GitOptions => ({
  cwd: repository.folder,
  ...(env ? { env } : {}),
});

/** The bytes of a blob as git stores them. */
export async function readBlob(repository: Repository, blob: string, env: Env): Promise<Uint8Array> {
  const args = ['cat-file', 'blob', blob];
  const result = await runGit(args, optionsOf(repository, env));
  if (result.code !== 0) throw gitError('git cannot read a file of an older commit.', result, args);
  return result.bytes;
}

/** The bytes of a blob as they stand in a working tree at `path` (below the top): line ends and filters as the person's git has them. */
export async function checkedOut(
  repository: Repository,
  blob: string,
  path: string,
  env: Env,
): Promise<Uint8Array> {
  const args = ['cat-file', '--filters', `--path=${path}`, blob];
  const result = await runGit(args, { ...optionsOf(repository, env), cwd: repository.top, trusted: true });
  if (result.code !== 0) throw gitError('git cannot read a file of an older commit.', result, args);
  return result.bytes;
}

/**
 * Puts the difference from `base` to `theirs` onto `ours` (blob ids) and gives the new blob's id; null where they touch the same
 * lines, or are no texts.
 */
export async function mergeBlobs(
  repository: Repository,
  { ours, base, theirs }: { readonly ours: string; readonly base: string; readonly theirs: string },
  env: Env,
): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-merge-'));
  try {
    const files: string[] = [];
    for (const [at, blob] of [ours, base, theirs].entries()) {
      const file = join(folder, String(at));
      await writeFile(file, await readBlob(repository, blob, env), { mode: 0o600 });
      files.push(file);
    }
    const merged = await runGit(
      ['merge-file', '--stdout', '--quiet', '--', ...files],
      optionsOf(repository, env),
    );
    // Above zero: conflicts; 255: no text.
    if (merged.code !== 0) return null;
    const result = join(folder, 'merged');
    await writeFile(result, merged.bytes, { mode: 0o600 });
    const args = ['hash-object', '-w', '--no-filters', '--', result];
    const stored = await runGit(args, optionsOf(repository, env));
    if (stored.code !== 0) throw gitError('git cannot store a merged file.', stored, args);
    return stored.stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
