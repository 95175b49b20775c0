// galley list: the posts of a journal as the app sees them, newest first, as lines or as JSON.
// Must not know how a post is read.
import type { PostEntry } from '#core/journal/entry.ts';
import { withHost } from './with-host.ts';

export interface ListOptions {
  readonly json?: boolean;
}

export async function list(folder: string, options: ListOptions): Promise<number> {
  const { opened } = await withHost(folder, (host) => host.handlers['journal.current']({}));
  const entries = [...(opened?.entries ?? [])].sort(newestFirst);
  const text = options.json === true ? JSON.stringify(entries, null, 2) : entries.map(line).join('\n');
  process.stdout.write(text === '' ? '' : `${text}\n`);
  return 0;
}

function newestFirst(a: PostEntry, b: PostEntry): number {
  return (b.time ?? 0) - (a.time ?? 0) || (a.path < b.path ? -1 : 1);
}

/** One post a line: date, path, title, categories; then what is wrong with it. */
function line(entry: PostEntry): string {
  const marks = [
    ...(entry.draft ? ['draft'] : []),
    ...(entry.appears.will || entry.draft ? [] : [entry.appears.why]),
    ...entry.problems.map(({ message, line: at }) => (at === undefined ? message : `line ${at}: ${message}`)),
  ];
  const columns = [
    (entry.date ?? '').slice(0, 10).padEnd(10),
    entry.path,
    entry.title,
    entry.categories.join(' > '),
  ];
  return [...columns, marks.join('; ')].join('\t').trimEnd();
}
