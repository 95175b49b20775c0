// Owns: telling the page's frame about the open post (saved or not, words, caret, problems) when the typing pauses.
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

/** Nobody reads a caret's column while the keys still come; drawing it then would cost a frame of its own. */
const PAUSE = 250;
/** Who types without a pause hears of it after so many milliseconds all the same. */
const MOST = 2000;

export function createStatusTeller(listener: () => (status: PostStatus) => void): StatusTeller {
  let facts: StatusFacts | null = null;
  let counts: Counts = { words: 0, characters: 0, minutes: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = 0;
  let last = 0;
  let told: PostStatus | null = null;

  /** One timer for many keys: it looks at its end whether there were more. */
  const wait = (ms: number): void => {
    timer = setTimeout(() => {
      const now = performance.now();
      const left = Math.min(last + PAUSE, first + MOST) - now;
      if (left > 1) wait(left);
      else send();
    }, ms);
  };

  const soon = (): void => {
    last = performance.now();
    if (timer !== undefined) return;
    first = last;
    wait(PAUSE);
  };

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
      soon();
    },
    counts(next) {
      counts = next;
      soon();
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
