// Owns: the list of a journal without a running host: what `galley list` prints, from the index where it holds.
// Must not know: the wire, events, or what a line looks like. What is slow to load is loaded only when a post must be read.
import { realpathSync } from 'node:fs';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { type Comparison, compareFacts, NO_FACTS } from './compare.ts';
import { readConfigFile } from './config-file.ts';
import { type Index, indexFile, indexKey, readIndex, type Section } from './index-file.ts';
import { lookAtFolder } from './look.ts';
import { startHelpers } from './read-helpers.ts';
import { entriesOf, type ListTexts } from './rows.ts';
import { walkJournal } from './walk.ts';

export interface ListOptions {
  /** Folder of the index; null: neither read nor written. */
  readonly cacheDir: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Listed {
  /** Real path of the folder. */
  readonly root: string;
  readonly kind: 'jekyll' | 'plain';
  /** What is wrong with the folder as a whole. */
  readonly problems: readonly Problem[];
  /** Posts that had to be read. */
  readonly read: number;
}

export interface JournalList extends Listed {
  /** Newest first. */
  readonly entries: readonly PostEntry[];
}

/** Lists a folder's posts. Throws what the system says where the folder itself cannot be read. */
export async function listJournal(folder: string, options: ListOptions): Promise<JournalList> {
  const { kept, texts, ...about } = await find(folder, options, ['json', 'rest']);
  const text = (part: 'json' | 'rest'): Uint8Array => texts?.[part] ?? kept?.bytes[part] ?? NOTHING;
  return { ...about, entries: entriesOf({ json: text('json'), rest: text('rest') }) };
}

/** The same list as it is printed: lines for people, or JSON with one post a line. */
export async function printedList(
  folder: string,
  options: ListOptions,
  form: 'json' | 'lines',
): Promise<Listed & { readonly text: Uint8Array }> {
  const { kept, texts, ...about } = await find(folder, options, [form]);
  return { ...about, text: texts?.[form] ?? kept?.bytes[form] ?? NOTHING };
}

interface Found extends Listed {
  /** The index, where it holds. */
  readonly kept: Index | null;
  readonly texts: ListTexts | null;
}

async function find(
  folder: string,
  { cacheDir, now }: ListOptions,
  wanted: readonly Section[],
): Promise<Found> {
  const root = realpathSync(folder);
  const config = readConfigFile(root);
  const file = cacheDir === null ? null : indexFile(cacheDir, root);
  const how = { jekyll: config.name !== null, destination: config.destination };
  const found = file === null ? null : readIndex(file, wanted);
  // Without an index every post is read, which tells its facts as well.
  const look =
    found === null ? { walk: walkJournal(root, how), facts: NO_FACTS.facts } : lookAtFolder(root, how);
  const { walk } = look;
  const key = indexKey(root, walk.kind, config);
  const index = found?.key === key ? found : null;
  const { kind } = walk;
  const about = { root, kind, problems: [...config.problems, ...walk.problems] };
  const compared = index === null ? ALL_NEW : compareFacts(look, index.table);
  if (index !== null && compared.toRead.length + compared.removed.length === 0 && holdsAt(index, now))
    return { ...about, read: 0, kept: index, texts: null };
  const whole = index === null || file === null ? null : readIndex(file, ['json', 'lines', 'rest']);
  // Another process may have written the index meanwhile, or it is damaged where nobody had looked yet.
  const usable = whole?.key === key && whole.holds.from === index?.holds.from ? whole : null;
  const { unchanged, toRead } = usable === null ? { unchanged: [], toRead: walk.posts } : compared;
  const helpers = startHelpers(toRead);
  const { completeList } = await import('./complete-list.ts');
  const context = { root, folder: walk, config, now, file, key };
  const texts = await completeList(context, unchanged, helpers, usable);
  return { ...about, read: toRead.length, kept: null, texts };
}

const NOTHING = new Uint8Array();
const ALL_NEW: Comparison = { unchanged: [], toRead: [], removed: [] };

/** The settled list of an index is right for a while: until the next future post becomes due, or the clock was set back. */
export function holdsAt({ holds }: Pick<Index, 'holds'>, now: number): boolean {
  return now >= holds.from && (holds.until === null || now < holds.until);
}
