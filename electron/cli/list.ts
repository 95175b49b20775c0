// galley list: the posts of a journal as the app sees them, newest first, as lines or as JSON.
// Must not know how a post is read or the index kept.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PostEntry } from '#core/journal/entry.ts';
import { listJournal } from '#host/journal/list-journal.ts';
import { appFolders } from '#host/user-folders.ts';

export interface ListCommandOptions {
  readonly json?: boolean;
}

export async function list(folder: string, options: ListCommandOptions): Promise<number> {
  const { root, entries: found } = await listJournal(folder, {
    cacheDir: appFolders().cache,
    now: Date.now(),
    excerpts: false,
  });
  const entries = await ruled(root, found);
  if (options.json === true) process.stdout.write(`[\n${entries.map(jsonOf).join(',\n')}\n]\n`);
  else process.stdout.write(entries.map((entry) => `${lineOf(entry)}\n`).join(''));
  return 0;
}

/** The posts with what the journal's own settings ask of them. Few journals have settings: the others do not pay for reading them. */
async function ruled(root: string, entries: readonly PostEntry[]): Promise<readonly PostEntry[]> {
  if (!existsSync(join(root, '.galley', 'settings.json'))) return entries;
  const { entriesByRules } = await import('#host/rules/list.ts');
  return await entriesByRules(root, entries);
}

/** One post a line, so that two lists can be compared line by line. */
function jsonOf(entry: PostEntry): string {
  const { path, title, date, categories, tags, draft, url, appears, problems } = entry;
  return JSON.stringify({ path, title, date, categories, tags, draft, url, appears, problems });
}

/** One post a line: day, path, title, categories, and what is to be known about it. */
function lineOf(entry: PostEntry): string {
  const { date, path, title, categories, draft, appears, problems } = entry;
  const marks = [
    ...(draft ? ['draft'] : []),
    ...(appears.will || appears.why === 'draft' ? [] : [appears.why]),
    ...problems.map(({ message, line }) => (line === undefined ? message : `line ${line}: ${message}`)),
  ];
  const columns = [
    (date ?? '').slice(0, 10).padEnd(10),
    path,
    title,
    categories.join(' > '),
    marks.join('; '),
  ];
  return columns.map(oneLine).join('\t').trimEnd();
}

/** A name may hold a tab or a line end; a line of the list may not. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
