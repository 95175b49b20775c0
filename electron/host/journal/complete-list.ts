// Owns: bringing a list up to date without a running host: posts read, the whole settled, the index kept.
// Must not know: how the list is asked for. Loaded only when something changed.
import { newestFirst } from '#core/journal/order.ts';
import { settle } from '#core/journal/settle.ts';
import { readSiteConfig } from '#core/site/config.ts';
import type { ConfigFile } from './config-file.ts';
import type { FolderFacts, Index } from './index-file.ts';
import { keepRows } from './keep-index.ts';
import type { ReadHelpers } from './read-helpers.ts';
import { readMany } from './read-many.ts';
import { entriesOf, type ListTexts, partsOf, type Row, retold, rowText, textsOf } from './rows.ts';

export interface ListContext {
  readonly root: string;
  readonly folder: FolderFacts;
  readonly config: ConfigFile;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Where the index is kept, if it is. */
  readonly file: string | null;
  readonly key: string;
}

/** Reads what is to be read, takes the rest from the index, and gives the list newest first, as text. */
export async function completeList(
  context: ListContext,
  unchanged: readonly string[],
  helpers: ReadHelpers,
  index: Index | null,
): Promise<ListTexts> {
  const { root, folder, config, now, file, key } = context;
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { site } = readSiteConfig({
    kind: folder.kind,
    text: config.text,
    format: config.format,
    machineZone,
  });
  const fresh = await readMany({ root, site, now, hash: false }, helpers);
  const rows = index === null || unchanged.length === 0 ? fresh : [...kept(index, unchanged), ...fresh];
  const settled = settle(rows, site, now).map((row, i) => (row === rows[i] ? row : retold(row)));
  const list = newestFirst(settled);
  const texts = textsOf(list);
  if (file !== null) keepRows({ file, key, site, folder, now }, list, texts);
  return texts;
}

/** Rows of an index that still hold. */
function kept({ table, bytes }: Index, unchanged: readonly string[]): readonly Row[] {
  const { json = NOTHING, lines = NOTHING, rest = NOTHING } = bytes;
  const still = new Set(unchanged);
  const [jsons, rests, shown] = [partsOf(json, 'array'), partsOf(rest, 'array'), partsOf(lines, 'lines')];
  return entriesOf({ json, rest }).flatMap(({ path, time, modified, url, appears }, i): readonly Row[] => {
    if (!still.has(path)) return [];
    const [size = 0, mtime = 0, ctime = 0, ino = 0] = table.facts.subarray(i * 4, i * 4 + 4);
    const facts = { size, mtime, ctime, ino };
    const text = rowText(jsons[i] ?? NOTHING, shown[i] ?? NOTHING, rests[i] ?? NOTHING);
    return [{ path, time, modified, url, appears, facts, text }];
  });
}

const NOTHING = new Uint8Array();
