// Owns: telling what a fetch or push here runs beside git itself, because this repository's own settings say so.
// Must not know: what is done about it.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem } from '#core/problem.ts';
import { type GitOptions, runGit } from '#host/git/run.ts';
import type { Repository } from '#host/git/state.ts';

const RUN =
  /^(?:core\.(?:sshcommand|gitproxy)|credential\.(?:.+\.)?helper|remote\..+\.(?:uploadpack|receivepack|vcs)|url\..+\.(?:insteadof|pushinsteadof))$/;

/** A note of the commands, or nothing. Settings of the person or the machine are their own business. */
export async function remoteCommands(
  repository: Repository,
  env: Pick<GitOptions, 'env'>,
): Promise<readonly Problem[]> {
  const commands = repository.config
    .filter(
      ({ scope, key, value }) => (scope === 'local' || scope === 'worktree') && RUN.test(key) && value !== '',
    )
    .map(({ key, value }) => `${key}: ${value}`);
  if (await hasPrePush(repository, env)) commands.unshift('hook pre-push');
  if (commands.length === 0) return [];
  return [
    {
      code: 'publish-runs-commands',
      severity: 'info',
      message: `A push here uses commands and addresses that this repository names: ${commands.join(', ')}.`,
      detail: { commands: commands.join('\n') },
    },
  ];
}

/** Is there a pre-push hook that git will run? */
export async function hasPrePush(repository: Repository, { env }: Pick<GitOptions, 'env'>): Promise<boolean> {
  const asked = await runGit(['rev-parse', '--git-path', 'hooks'], {
    cwd: repository.folder,
    trusted: true,
    ...(env ? { env } : {}),
  });
  const file = join(resolve(repository.folder, asked.stdout.replace(/\n$/, '')), 'pre-push');
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
