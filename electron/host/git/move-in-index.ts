// Owns: letting a repository's index follow files that were moved, as `git mv` does it, and nothing else in the index.
// Must not know: why files were moved, or their contents.
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { gitError, runGit } from './run.ts';
import { findRepository } from './state.ts';

export interface IndexMove {
  readonly from: RelPath;
  readonly to: RelPath;
}

/** Paths that one command line surely takes. */
const AT_ONCE = 200;

/**
 * Gives the index entries of the `from` files (mode and staged content as they are) their new names; all below `folder`, a real path.
 * Gives how many it did: none where there is no repository; a file that git does not know, or that is in conflict, is left out.
 * Throws `git` where the index cannot be written, and then leaves it as it was.
 */
export async function moveInIndex(folder: string, moves: readonly IndexMove[]): Promise<number> {
  if (moves.length === 0) return 0;
  const found = await findRepository(folder);
  if (found.found === 'unusable') throw new CallError('git', found.problem.message);
  if (found.found === 'none') return 0;
  const { prefix, top } = found.repository;
  const known = await entriesOf(
    folder,
    moves.map(({ from }) => from),
  );
  const lines = moves.flatMap(({ from, to }) => {
    const entries = known.get(`${prefix}${from}`) ?? [];
    // A file in conflict has several entries; that is for the person to end.
    const [entry] = entries;
    if (entry === undefined || entries.length > 1) return [];
    const none = '0'.repeat(entry.object.length);
    return [`0 ${none}\t${prefix}${from}\0${entry.mode} ${entry.object}\t${prefix}${to}\0`];
  });
  if (lines.length === 0) return 0;
  // One run, one write of the index: all names or none.
  const args = ['update-index', '-z', '--index-info'];
  const done = await runGit(args, { cwd: top, input: lines.join('') });
  if (done.code !== 0) throw gitError('git did not take over the new name of a post.', done, args);
  return lines.length;
}

interface Staged {
  readonly mode: string;
  readonly object: string;
}

/** What the index has of these files, by their paths below the repository's top. */
async function entriesOf(
  folder: string,
  paths: readonly RelPath[],
): Promise<ReadonlyMap<string, readonly Staged[]>> {
  const known = new Map<string, Staged[]>();
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const args = ['ls-files', '--stage', '--full-name', '-z', '--', ...paths.slice(at, at + AT_ONCE)];
    const listed = await runGit(args, { cwd: folder });
    if (listed.code !== 0) throw gitError('git cannot read its index.', listed, args.slice(0, 5));
    for (const line of listed.stdout.split('\0')) {
      const entry = /^(\d{6}) ([0-9a-f]+) \d\t(.+)$/s.exec(line);
      if (entry === null) continue;
      const [, mode = '', object = '', path = ''] = entry;
      known.set(path, [...(known.get(path) ?? []), { mode, object }]);
    }
  }
  return known;
}
