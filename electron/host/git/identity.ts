// Owns: a name and an address for the commits of one repository.
// Must not know: who the person is, or other repositories: nothing outside this one's settings changes.
import { CallError } from '#contract/errors.ts';
import { type GitOptions, gitError, runGit } from './run.ts';
import type { Repository } from './state.ts';

/** Writes `user.name` and `user.email` into the repository's own settings. Throws `refused` for texts that git would cut. */
export async function setIdentity(
  repository: Repository,
  { name, email }: { readonly name: string; readonly email: string },
  env: GitOptions['env'],
): Promise<void> {
  if (!isPlain(name) || !isPlain(email) || !/^\S+@\S+$/.test(email)) {
    throw new CallError('refused', 'That is no name and e-mail address.', { problem: 'identity-invalid' });
  }
  for (const [key, value] of [
    ['user.name', name],
    ['user.email', email],
  ] as const) {
    const args = ['config', '--local', '--replace-all', key, value];
    const result = await runGit(args, { cwd: repository.folder, ...(env ? { env } : {}) });
    if (result.code !== 0) throw gitError('git did not keep the name.', result, args);
  }
}

/** Git drops angle brackets and line ends from a name, and takes one of nothing but points and commas for none. */
const isPlain = (text: string): boolean =>
  text.trim() === text && /[^\s.,:;"'\\]/.test(text) && !/[<>\p{Cc}]/u.test(text);
