// Owns: commits one below the other: what they say, when, and what can be done with each.
// Must not know: what they are for.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommitOnWire } from '#contract/publish-calls.ts';
import { when } from '../ui/dates.ts';

export interface CommitListProps<C extends CommitOnWire> {
  readonly name: string;
  readonly commits: readonly C[];
  /** Beside the line of a commit. */
  readonly side?: (commit: C) => ReactNode;
  /** Below it. */
  readonly below?: (commit: C) => ReactNode;
}

export function CommitList<C extends CommitOnWire>({ name, commits, side, below }: CommitListProps<C>) {
  const { i18n } = useTranslation();
  return (
    <ul className="commits" aria-label={name}>
      {commits.map((commit) => (
        <li key={commit.id} className="commit-line">
          <span className="commit-words">
            <span className="commit-subject">{commit.subject}</span>
            <span className="commit-about">
              <code>{commit.id.slice(0, 7)}</code> {when(commit.time, i18n.language)} · {commit.author}
            </span>
            {below?.(commit)}
          </span>
          {side?.(commit)}
        </li>
      ))}
    </ul>
  );
}
