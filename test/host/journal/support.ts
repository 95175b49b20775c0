// Owns: real folders with posts for the tests of journals, and waiting for what a watcher brings.
// Must not know: how a journal is kept.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JournalEvent, JournalHandle } from '#host/journal/handle.ts';
import { type OpenDeps, openJournal } from '#host/journal/open-journal.ts';

export type Files = Readonly<Record<string, string>>;

/** A folder with these files that is gone after the test. */
export function folderWith(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'galley-journal-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  for (const [path, text] of Object.entries(files)) put(root, path, text);
  return root;
}

export function put(root: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

export const post = (title: string, more = ''): string =>
  `---\ntitle: ${title}\n${more}---\n\nText of ${title}.\n`;

export interface Watched {
  readonly journal: JournalHandle;
  readonly events: JournalEvent[];
  /** Resolves when the list fulfils the condition; fails after 25 seconds with what it holds. */
  until(condition: (journal: JournalHandle) => boolean): Promise<void>;
}

/** Opens a journal that is closed after the test, with all its events. */
export async function openIn(root: string, deps: Partial<OpenDeps> = {}): Promise<Watched> {
  const journal = await openJournal(root, { now: Date.now, log: () => undefined, cacheDir: null, ...deps });
  onTestFinished(() => journal.close());
  const events: JournalEvent[] = [];
  journal.onChange((event) => events.push(event));
  const until = async (condition: (journal: JournalHandle) => boolean): Promise<void> => {
    const end = performance.now() + 25_000;
    while (!condition(journal)) {
      if (performance.now() > end)
        throw new Error(`not within 25 seconds: ${JSON.stringify(titles(journal))}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  // The second look that follows the first scan is over: what comes now comes from the watcher.
  await journal.rescan();
  return { journal, events, until };
}

export const titles = (journal: Pick<JournalHandle, 'entries'>): readonly string[] =>
  journal.entries().map((entry) => entry.title);

export const paths = (journal: Pick<JournalHandle, 'entries'>): readonly string[] =>
  journal
    .entries()
    .map((entry) => entry.path as string)
    .sort();
