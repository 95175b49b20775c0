// Owns: fetching the rest of a long list whose beginning is shown already.
// Must not know: how the list is shown, or where it is kept.
import type { CallResult } from '#contract/calls.ts';
import type { Client } from '#contract/transport.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';

type Opened = CallResult<'journal.open'>;

/** Small enough that a letter typed meanwhile does not wait. */
const PIECE = 2000;
/** Milliseconds. */
const PAUSE = 60;

export interface Gathered {
  readonly entries: readonly PostEntry[];
  /** Posts that changed, came or went meanwhile: of them the list tells what was. */
  readonly touched: ReadonlySet<RelPath>;
}

/** Fetches what is missing, piece by piece. Rejects where the host does not keep the list any more. */
export async function gather(client: Client, { entries, rest }: Opened): Promise<Gathered> {
  const touched = new Set<RelPath>();
  const stop = client.on('journal.changed', ({ upserted, removed }) => {
    for (const { path } of upserted) touched.add(path);
    for (const path of removed) touched.add(path);
  });
  try {
    // What is there is drawn first: reading a million letters would hold it up.
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const all: PostEntry[] = [...entries];
    while (rest !== undefined && all.length < rest.total) {
      const piece = await client.call('journal.entries', { list: rest.list, from: all.length, count: PIECE });
      if (piece.entries.length === 0) break;
      for (const entry of piece.entries) all.push(entry);
    }
    return { entries: all, touched };
  } finally {
    stop();
  }
}

/** The list as it is now: what was gathered, but of posts that changed meanwhile what is known of them since. */
export function gathered({ entries, touched }: Gathered, known: readonly PostEntry[]): readonly PostEntry[] {
  if (touched.size === 0) return entries;
  return [
    ...entries.filter(({ path }) => !touched.has(path)),
    ...known.filter(({ path }) => touched.has(path)),
  ];
}
