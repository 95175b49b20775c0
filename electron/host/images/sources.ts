// Owns: remembering which stored file came of which dropped bytes, so that the same picture is not stored twice.
// Must not know: how pictures are converted. It may be lost at any time: it only saves work and doubles.
import { join } from 'node:path';
import { z } from 'zod';
import { relPath, version } from '#contract/values.ts';
import { keyOf } from '#host/files/key.ts';
import { readPrivate, writePrivate } from '#host/files/private-file.ts';

const stored = z.object({ path: relPath, version, width: z.number(), height: z.number() });
export type StoredSource = z.infer<typeof stored>;
const table = z.array(z.tuple([version, stored]));

const MAX = 5000;

export interface Sources {
  /** `source`: version of the dropped bytes. */
  get(journal: string, source: string): Promise<StoredSource | null>;
  set(journal: string, source: string, item: StoredSource): Promise<void>;
}

export function createSources(
  folder: string,
  now: () => number,
  log: (level: 'warn', message: string, detail?: unknown) => void,
): Sources {
  const open = new Map<string, Promise<Map<string, StoredSource>>>();
  const fileOf = (journal: string) => join(folder, `${keyOf(journal)}.json`);
  const load = (journal: string) => {
    const reading = open.get(journal) ?? read(journal);
    open.set(journal, reading);
    return reading;
  };
  const read = async (journal: string) => {
    const rows = await readPrivate(
      fileOf(journal),
      (text) => table.parse(JSON.parse(text)),
      now(),
      (error) => log('warn', 'the memory of stored images was damaged', error),
    );
    return new Map(rows ?? []);
  };
  return {
    get: async (journal, source) => (await load(journal)).get(source) ?? null,
    async set(journal, source, item) {
      const rows = await load(journal);
      rows.delete(source);
      rows.set(source, item);
      for (const oldest of rows.keys()) {
        if (rows.size <= MAX) break;
        rows.delete(oldest);
      }
      await writePrivate(fileOf(journal), Buffer.from(JSON.stringify([...rows])));
    },
  };
}
