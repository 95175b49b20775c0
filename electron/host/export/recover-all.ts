// Owns: ending, at the start of the app, every export that was interrupted.
// Must not know: plans.
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { Problem } from '#core/problem.ts';
import { openExports } from './apply.ts';
import { endInterrupted } from './target.ts';
import { transactionIn } from './undo-log.ts';

/** What was ended at one target. */
export interface Ended {
  readonly root: string;
  readonly problems: readonly Problem[];
}

/**
 * Finishes or undoes interrupted exports of earlier runs; `data` is the app's data folder. Targets that are away now, or that
 * another process is exporting to, stay for the next time.
 */
export async function recoverExports(data: string): Promise<readonly Ended[]> {
  const folder = openExports(data);
  const ended: Ended[] = [];
  for (const name of await readdir(folder).catch((): string[] => [])) {
    const file = join(folder, name);
    const place = readMarker(await readFile(file, 'utf8').catch(() => ''));
    if (!place) {
      await rm(file, { force: true });
      continue;
    }
    if (!existsSync(place.root)) continue;
    try {
      const problems = existsSync(transactionIn(place.state))
        ? await endInterrupted(place.root, place.state)
        : [];
      await rm(file, { force: true });
      if (problems.length > 0) ended.push({ root: place.root, problems });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
    }
  }
  return ended;
}

function readMarker(text: string): { readonly root: string; readonly state: string } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('root' in value) || !('state' in value)) return null;
    const { root, state } = value;
    return typeof root === 'string' && typeof state === 'string' ? { root, state } : null;
  } catch {
    return null;
  }
}
