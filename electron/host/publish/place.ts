// Owns: a folder as a place to publish from: its target, its repository, or the reason why there is none.
// Must not know: remotes, plans or the page.
import { realpath } from 'node:fs/promises';
import { CallError } from '#contract/errors.ts';
import type { Problem } from '#core/problem.ts';
import { openTarget, type Target } from '#host/export/target.ts';
import type { FileSystem } from '#host/files/file-system.ts';
import { type GitOptions, runGit } from '#host/git/run.ts';
import type { Repository } from '#host/git/state.ts';

export interface PublishWorld {
  /** Lasting files of the app. */
  readonly data: string;
  readonly now: () => number;
  /** The disk; tests put one that fails here. */
  readonly fs?: FileSystem;
  readonly env?: NonNullable<GitOptions['env']>;
}

export type Place =
  | { readonly usable: true; readonly target: Target; readonly repository: Repository }
  | { readonly usable: false; readonly problem: Problem; readonly target: Target | null };

/** Opens `folder`. Throws `not-found` where it is gone. */
export async function openPlace(folder: string, { data, env }: PublishWorld): Promise<Place> {
  if (await isBare(folder, env)) {
    return {
      usable: false,
      target: null,
      problem: {
        code: 'publish-bare',
        severity: 'error',
        message:
          'This is a bare repository: it has no working folder that posts could be put in. Clone it, and export to the clone.',
      },
    };
  }
  const target = await openTarget(folder, data, env);
  if (target.repository) return { usable: true, target, repository: target.repository };
  const problem = target.problems.find(({ severity }) => severity === 'error');
  return {
    usable: false,
    target,
    problem: problem ?? {
      code: 'publish-none',
      severity: 'warning',
      message:
        'This folder is in no git repository, so nothing can be committed or pushed. Make one of it with: git init.',
    },
  };
}

/** The usable place, or throws `git` with the reason. */
export async function requirePlace(folder: string, world: PublishWorld) {
  const place = await openPlace(folder, world);
  if (place.usable) return place;
  const { code, message, detail } = place.problem;
  throw new CallError('git', message, { problem: code, ...detail });
}

async function isBare(folder: string, env: GitOptions['env']): Promise<boolean> {
  const cwd = await realpath(folder).catch(() => null);
  if (cwd === null) return false;
  const asked = await runGit(['rev-parse', '--is-bare-repository', '--is-inside-git-dir'], {
    cwd,
    ...(env ? { env } : {}),
  }).catch(() => null);
  return asked?.code === 0 && asked.stdout.startsWith('true\n');
}
