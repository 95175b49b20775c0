// Owns: letting a repository's index follow a file that was moved, as `git mv` does it, and nothing else in the index.
// Must not know: why the file was moved, or its contents.
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { gitError, runGit } from './run.ts';
import { findRepository } from './state.ts';

/**
 * Gives the index entry of `from` (mode and staged content as they are) the name `to`; both below `folder`, a real path. True if it
 * did, false where there is no repository or git does not know the file. Throws `git` where the index cannot be written, and then
 * leaves it as it was.
 */
export async function moveInIndex(folder: string, from: RelPath, to: RelPath): Promise<boolean> {
  const found = await findRepository(folder);
  if (found.found === 'unusable') throw new CallError('git', found.problem.message);
  if (found.found === 'none') return false;
  const { prefix } = found.repository;
  const listing = ['ls-files', '--stage', '--full-name', '-z', '--', from];
  const listed = await runGit(listing, { cwd: folder });
  if (listed.code !== 0) throw gitError('git cannot read its index.', listed, listing);
  const [one, ...more] = listed.stdout.split('\0').filter((line) => line !== '');
  const known = one === undefined ? null : /^(\d{6}) ([0-9a-f]+) 0\t/.exec(one);
  // A file in conflict has several entries; that is for the person to end.
  if (known === null || more.length > 0) return false;
  const [, mode = '', object = ''] = known;
  const none = '0'.repeat(object.length);
  // One run, one write of the index: both names or neither.
  const input = `0 ${none}\t${prefix}${from}\0${mode} ${object}\t${prefix}${to}\0`;
  const args = ['update-index', '-z', '--index-info'];
  const done = await runGit(args, { cwd: found.repository.top, input });
  if (done.code !== 0) throw gitError('git did not take over the new name of a post.', done, args);
  return true;
}
