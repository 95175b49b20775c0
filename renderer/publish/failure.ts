// Owns: a failed call as a problem that can be shown, with what git or a hook said.
// Must not know: which call it was, or any words.
import { CallError } from '#contract/errors.ts';
import type { Problem } from '#core/problem.ts';

export interface Failure {
  readonly problem: Problem;
  /** What git, a hook or the remote said; empty where nothing. */
  readonly output: string;
  /** Files that are in the way. */
  readonly paths: readonly string[];
}

/** The failure of a call; null where the person stopped it. */
export function failureOf(thrown: unknown): Failure | null {
  if (!(thrown instanceof CallError)) {
    return { problem: plain('internal', String(thrown)), output: '', paths: [] };
  }
  if (thrown.code === 'cancelled') return null;
  const detail = thrown.detail ?? {};
  const facts: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(detail)) {
    if (typeof value === 'string' || typeof value === 'number') facts[key] = value;
  }
  const text = (key: string): string => (typeof facts[key] === 'string' ? facts[key] : '');
  const { changed } = detail;
  const paths = Array.isArray(changed)
    ? changed.filter((path): path is string => typeof path === 'string')
    : text('paths').split('\n').filter(Boolean);
  return {
    problem: { ...plain(text('problem') || thrown.code, thrown.message), detail: facts },
    output: text('output') || text('stderr').trim(),
    paths,
  };
}

const plain = (code: string, message: string): Problem => ({ code, severity: 'error', message });
