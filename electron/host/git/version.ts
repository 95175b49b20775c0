// Owns: whether the git of this machine can do what is asked of it.
// Must not know: any repository.
import type { Problem } from '#core/problem.ts';
import { type GitOptions, runGit } from './run.ts';

/** The first git that reads lists of paths from its input (2.25) and tells where a setting comes from (2.26). */
const NEEDED = [2, 26] as const;

/** By the folders that programs are looked for in; a version does not change under a running program. */
const known = new Map<string, Promise<string>>();

/** The numbers of what `git version` prints; null where there are none. Vendors append words of their own. */
export function parseVersion(text: string): readonly [number, number] | null {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined || minor === undefined ? null : [Number(major), Number(minor)];
}

/** The problem of a git that is too old; null for one that will do, and for one that does not tell. */
export async function tooOld(cwd: string, { env }: Pick<GitOptions, 'env'> = {}): Promise<Problem | null> {
  const key = env?.PATH ?? '';
  const text = await (known.get(key) ?? ask(key, cwd, env));
  const version = parseVersion(text);
  if (version === null) return null;
  const [major, minor] = version;
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return null;
  const found = `${major}.${minor}`;
  const needed = NEEDED.join('.');
  return {
    code: 'git-too-old',
    severity: 'error',
    message: `git ${found} is too old; install git ${needed} or newer.`,
    detail: { found, needed },
  };
}

function ask(key: string, cwd: string, env: GitOptions['env']): Promise<string> {
  const asked = runGit(['version'], { cwd, ...(env ? { env } : {}) }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  known.set(key, asked);
  return asked;
}
