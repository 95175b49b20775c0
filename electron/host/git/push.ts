// Owns: sending one branch to one branch of a remote. Never by force, never anything else along with it.
// Must not know: whether that is wise now: callers look first.
import { type NetworkOptions, remoteFailure, runRemote } from './fetch.ts';
import type { Destination } from './remotes.ts';
import type { Repository } from './state.ts';

/**
 * Pushes `branch` to `to`; the first push also makes that its upstream. The remote takes it only as a fast-forward of what it has.
 * True if the remote changed, false where it had everything. Throws `git` with the cause and nothing changed there; `cancelled`,
 * and then the remote may have taken it or not.
 */
export async function pushBranch(
  repository: Repository,
  branch: string,
  to: Destination,
  options: NetworkOptions & { readonly hooks?: boolean },
): Promise<boolean> {
  const args = [
    'push',
    '--progress',
    '--porcelain',
    '--no-force',
    '--no-force-with-lease',
    '--no-follow-tags',
    '--recurse-submodules=no',
    ...(to.configured ? [] : ['--set-upstream']),
    '--',
    to.remote,
    // Without a leading `+`: only a fast-forward.
    `refs/heads/${branch}:refs/heads/${to.branch}`,
  ];
  const result = await runRemote(repository, args, options);
  const lines = result.stdout.split('\n');
  const refused = lines.some((line) => line.startsWith('!'));
  if (result.code !== 0 || refused) {
    throw remoteFailure(result, 'push', { remote: to.remote, hooks: options.hooks === true });
  }
  return !lines.some((line) => line.startsWith('='));
}
