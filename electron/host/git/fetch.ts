// Owns: asking a remote what is new there. Changes nothing but what is remembered of the remote.
// Must not know: what is done with the news, or the page.
import { CallError } from '#contract/errors.ts';
import { NETWORK_TIMEOUT, networkEnv, networkSettings } from './network.ts';
import { remoteCause } from './remote-causes.ts';
import { fetchMovesBranches, specsWith } from './remotes.ts';
import { type GitOptions, type GitResult, runGit, withoutSecrets } from './run.ts';
import { type Far, farIn, plainOutput } from './said.ts';
import type { Repository } from './state.ts';

export interface NetworkOptions {
  readonly env?: GitOptions['env'];
  readonly signal?: AbortSignal;
  readonly onFar?: (far: Far) => void;
}

/** Runs one command that uses the network, as the person's own git would, but never asking. */
export function runRemote(
  repository: Repository,
  args: readonly string[],
  { env, signal, onFar }: NetworkOptions,
): Promise<GitResult> {
  return runGit(args, {
    cwd: repository.folder,
    trusted: true,
    timeout: NETWORK_TIMEOUT,
    config: networkSettings,
    own: networkEnv(repository.config, { ...process.env, ...env }),
    ...(env ? { env } : {}),
    ...(signal ? { signal } : {}),
    ...(onFar
      ? {
          onSaid: (text) => {
            const far = farIn(text);
            if (far !== null) onFar(far);
          },
        }
      : {}),
  });
}

/** The failure of such a command: its cause in one sentence, and what was said in full. */
export function remoteFailure(
  result: GitResult,
  doing: 'fetch' | 'push',
  facts: { readonly remote: string; readonly hooks?: boolean },
): CallError {
  const said = `${result.stderr}\n${result.stdout}`;
  const { code, message } = remoteCause(said, doing, facts.hooks === true);
  return new CallError('git', message, {
    problem: code,
    remote: facts.remote,
    exitCode: result.code,
    output: withoutSecrets(`${hookOutput(result.stdout)}${plainOutput(result.stderr)}`.slice(-4000)),
  });
}

/** What hooks of ours print on stdout, between the lines that git prints for programs. */
function hookOutput(stdout: string): string {
  const lines = stdout.split('\n').filter((line) => !/^(?:To |Done$|[ +\-*=!]\t)/.test(line));
  return lines.map((line) => (line.trim() === '' ? '' : `${line}\n`)).join('');
}

/**
 * Fetches `remote`; with `branch`, that branch of it too, where a plain fetch would pass it over. Local branches never move, whatever its settings say; nothing is pruned beyond what the person's own settings
 * ask for. Throws `git` with the cause, `cancelled`.
 */
export async function fetchRemote(
  repository: Repository,
  remote: string,
  options: NetworkOptions & { readonly branch?: string },
): Promise<void> {
  const { branch } = options;
  const moves = fetchMovesBranches(repository.config, remote);
  const args = [
    'fetch',
    '--progress',
    '--no-recurse-submodules',
    '--no-auto-gc',
    // A mirror's own settings would move our branches; then only what is remembered of the remote is asked for.
    ...(moves ? ['--refmap=', '--no-prune', '--no-tags'] : []),
    '--',
    remote,
    ...(moves ? [`+refs/heads/*:refs/remotes/${remote}/*`] : []),
    ...(branch !== undefined && !moves ? specsWith(repository.config, remote, branch) : []),
  ];
  const result = await runRemote(repository, args, options);
  if (result.code !== 0) throw remoteFailure(result, 'fetch', { remote });
}
