// Owns: what collecting outgoing files says when one cannot go, and doing many at a time.
// Must not know: how files are collected.
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';

const BATCH = 32;

/** Maps in order, a few at a time, letting other work in between. */
export async function eachOf<T, R>(items: readonly T[], map: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += BATCH) {
    results.push(...(await Promise.all(items.slice(at, at + BATCH).map(map))));
  }
  return results;
}

/** A problem with one file of the journal. */
export function about(path: RelPath, code: string, severity: Problem['severity'], says: string): Problem {
  return { code, severity, message: `${path} ${says}`, detail: { path } };
}

export const unreadable = (path: RelPath): Problem =>
  about(path, 'source-unreadable', 'error', 'cannot be read, or leads out of the journal; it is left out.');

export const staleSource = (path: RelPath): CallError =>
  new CallError('stale', 'A file of the journal is gone since the plan was made.', { path });

/** True for files that no one compares as text. */
export const binaryName = (path: string): boolean => !/\.(?:svg|csv|tsv|ipynb)$/i.test(path);
