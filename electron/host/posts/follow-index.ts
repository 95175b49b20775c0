// Owns: letting git's index follow posts that got another place, and telling where it could not.
// Must not know: what moved them, or how an index is written.
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { type IndexMove, moveInIndex } from '#host/git/move-in-index.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { isInGit } from '#host/journal/info.ts';
import type { Ports } from '#host/ports.ts';

/** Moves the files' names in the index, as `git mv` does. Gives what is to be told: the files are in their new places all the same. */
export async function followInIndex(
  { ports }: { readonly ports: Pick<Ports, 'log'> },
  journal: Pick<JournalHandle, 'root'>,
  moves: readonly IndexMove[],
): Promise<Problem | null> {
  if (moves.length === 0 || !isInGit(journal.root)) return null;
  try {
    await moveInIndex(journal.root, moves);
    return null;
  } catch (error) {
    ports.log('warn', 'the index did not follow a move', error);
    return {
      code: 'git-index-behind',
      severity: 'warning',
      message: 'The post has its new place, but git’s index did not follow; stage the move yourself.',
    };
  }
}

/** The entry with the problem, if there is one. */
export function withProblem(entry: PostEntry, problem: Problem | null): PostEntry {
  return problem === null ? entry : { ...entry, problems: [...entry.problems, problem] };
}
