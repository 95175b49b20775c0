// Owns: where and when one post was published: the commits of its file in a target, each with the address it had then.
// Must not know: the wire. Only reads.
import type { PublishedOnWire } from '#contract/publish-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { folderId, type Target } from '#host/export/target.ts';
import { readBlob } from '#host/git/blobs.ts';
import { commitsOf } from '#host/git/log.ts';
import { type GitOptions, runGit } from '#host/git/run.ts';
import { type Repository, readState } from '#host/git/state.ts';
import { addressesIn } from './addresses.ts';
import { readBranch } from './branch.ts';
import { openPlace, type PublishWorld } from './place.ts';
import { readPublished } from './published.ts';
import { isPushed, unpushedOf } from './state.ts';

const MOST = 50;

export interface PostHistory {
  /** The post's file in the target; null where it was never put there. */
  readonly path: RelPath | null;
  /** The remote that `pushed` is about. */
  readonly remote: string | null;
  readonly commits: readonly PublishedOnWire[];
}

/** The commits of `post`, a path in the journal at `journal`, in the target at `folder`, newest first. */
export async function historyOf(
  world: PublishWorld,
  folder: string,
  journal: string,
  post: RelPath,
): Promise<PostHistory> {
  const place = await openPlace(folder, world);
  if (!place.usable) return { path: null, remote: null, commits: [] };
  const { target, repository } = place;
  const path = target.root === journal ? post : pathIn(target, journal, post);
  const env = world.env ? { env: world.env } : {};
  const state = await readState(repository, env);
  const branch = await readBranch(repository, state, null, env);
  const remote = branch.destination?.remote ?? null;
  if (path === null || state.head === null) return { path, remote, commits: [] };
  const [commits, marks, unpushed] = await Promise.all([
    commitsOf(repository, path, MOST, env),
    readPublished(target.state),
    unpushedOf(repository, branch, env),
  ]);
  const ours = new Set(marks.map(({ commit }) => commit));
  const addresses = await addressesIn(target, world.now());
  const told = await Promise.all(
    commits.map(async ({ id, subject, author, time, path: file, change }): Promise<PublishedOnWire> => {
      const text = change === 'D' ? null : await textAt(repository, id, file, env);
      // Git gives a path of the tree; below the prefix it is a relative path of the folder.
      const here = file.startsWith(repository.prefix)
        ? (file.slice(repository.prefix.length) as RelPath)
        : null;
      return {
        id,
        subject,
        author,
        time,
        change,
        pushed: isPushed(id, branch, unpushed),
        ours: ours.has(id),
        url: text === null || here === null ? null : addresses.of(here, text).url,
      };
    }),
  );
  return { path, remote, commits: told };
}

/** Where the last export put the post. */
function pathIn(target: Target, journal: string, post: RelPath): RelPath | null {
  const id = folderId(journal);
  for (const [path, file] of target.record.files) {
    if (file.source === post && file.journal === id) return path;
  }
  return null;
}

async function textAt(
  repository: Repository,
  commit: string,
  path: string,
  env: Pick<GitOptions, 'env'>,
): Promise<string | null> {
  const named = await runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${commit}:${path}`], {
    cwd: repository.folder,
    ...env,
  });
  if (named.code !== 0) return null;
  return Buffer.from(await readBlob(repository, named.stdout.trim(), env)).toString('utf8');
}
