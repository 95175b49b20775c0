// Owns: telling the page's frame about the open post (saved or not, words, caret, problems), a few times a second at most.
// Must not know: what the frame does with it.
import type { EditorState } from '@codemirror/state';
import type { FrontMatter } from '#core/frontmatter/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Counts, PlacedProblem } from '../preview/protocol.ts';
import type { PostStatus, SaveState } from './post-view.ts';
import { problemsOf } from './problems.ts';
import { isDirty, type Session } from './session/machine.ts';

export interface StatusFacts {
  readonly session: Session;
  readonly path: RelPath;
  readonly state: EditorState;
  readonly frontMatter: FrontMatter | null;
  readonly found: readonly PlacedProblem[];
}

export interface StatusTeller {
  tell(facts: StatusFacts): void;
  counts(counts: Counts): void;
  dispose(): void;
}

/** Nobody reads a caret's column ten times a second; drawing it that often would cost every key. */
const PAUSE = 250;

export function createStatusTeller(listener: () => (status: PostStatus) => void): StatusTeller {
  let facts: StatusFacts | null = null;
  let counts: Counts = { words: 0, characters: 0, minutes: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: PostStatus | null = null;

  const send = (): void => {
    timer = undefined;
    if (!facts) return;
    const next = statusOf(facts, counts);
    if (told && sameStatus(told, next)) return;
    told = next;
    listener()(next);
  };

  return {
    tell(next) {
      const urgent =
        !facts || facts.path !== next.path || saveState(facts.session) !== saveState(next.session);
      facts = next;
      if (urgent) {
        clearTimeout(timer);
        send();
        return;
      }
      timer ??= setTimeout(send, PAUSE);
    },
    counts(next) {
      counts = next;
      timer ??= setTimeout(send, PAUSE);
    },
    dispose: () => clearTimeout(timer),
  };
}

function statusOf({ session, path, state, frontMatter, found }: StatusFacts, counts: Counts): PostStatus {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  return {
    path,
    save: saveState(session),
    reason: session.failure?.message ?? null,
    ...counts,
    line: line.number,
    column: head - line.from + 1,
    problems: problemsOf(frontMatter, found),
  };
}

/** What a person is told of the session. */
export function saveState(session: Session): SaveState {
  if (session.readOnly) return 'read-only';
  if (session.disk.kind !== 'same') return session.disk.kind;
  if (session.saving) return 'saving';
  if (session.failure) return 'failed';
  return isDirty(session) ? 'unsaved' : 'saved';
}

function sameStatus(a: PostStatus, b: PostStatus): boolean {
  const { problems: problemsA, ...restA } = a;
  const { problems: problemsB, ...restB } = b;
  return (
    JSON.stringify(restA) === JSON.stringify(restB) && JSON.stringify(problemsA) === JSON.stringify(problemsB)
  );
}
