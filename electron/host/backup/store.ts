// Owns: unsaved text outside the journal: one file for each post, until it is dropped.
// Must not know: when the page sends text, or how posts are saved.
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { relPath, version } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { errnoOf } from '#host/files/file-system.ts';
import { keyOf } from '#host/files/key.ts';
import { readPrivate, writePrivate } from '#host/files/private-file.ts';

const backup = z.object({
  path: relPath,
  text: z.string(),
  base: version.nullable(),
  /** Milliseconds since the epoch. */
  saved: z.number(),
});
export type Backup = z.infer<typeof backup>;

export interface BackupStore {
  put(journal: string, item: Backup): Promise<void>;
  drop(journal: string, path: RelPath): Promise<void>;
  get(journal: string, path: RelPath): Promise<Backup | null>;
  /** All of a journal, newest first. */
  list(journal: string): Promise<readonly Backup[]>;
}

/** Opens the backups below `folder`. A damaged backup is kept aside and left out. `journal` is the journal's handle. */
export function createBackups(
  folder: string,
  now: () => number,
  log: (level: 'warn', message: string, detail?: unknown) => void,
): BackupStore {
  const place = (journal: string) => join(folder, keyOf(journal));
  const fileOf = (journal: string, path: RelPath) => join(place(journal), `${keyOf(path)}.json`);
  const read = (file: string) =>
    readPrivate(
      file,
      (text) => backup.parse(JSON.parse(text)),
      now(),
      (error) => log('warn', 'a damaged backup was kept aside', error),
    );
  return {
    async put(journal, item) {
      await writePrivate(fileOf(journal, item.path), Buffer.from(JSON.stringify(item)));
    },
    async drop(journal, path) {
      await unlink(fileOf(journal, path)).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
      });
    },
    get: (journal, path) => read(fileOf(journal, path)),
    async list(journal) {
      const names = await readdir(place(journal)).catch((error: unknown) => {
        if (errnoOf(error) === 'ENOENT') return [];
        throw error;
      });
      const found: Backup[] = [];
      for (const name of names.filter((name) => name.endsWith('.json'))) {
        const item = await read(join(place(journal), name));
        if (item !== null) found.push(item);
      }
      return found.sort((a, b) => b.saved - a.saved);
    },
  };
}
