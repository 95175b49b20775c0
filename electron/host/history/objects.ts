// Owns: the bytes of versions, compressed, each stored once under its version.
// Must not know: which post a version is of.
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { writePrivate } from '#host/files/private-file.ts';
import { readRegular } from '#host/files/read-file.ts';
import { versionOfBig } from '#host/files/version.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

export interface StoredObject {
  readonly version: string;
  /** Bytes on disk. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

export interface ObjectStore {
  /** Stores bytes under their version; gives the bytes added on disk, 0 where they were there. */
  put(version: string, bytes: Uint8Array): Promise<number>;
  /** The bytes of a version; null where it is not stored or what is stored is damaged. */
  get(version: string): Promise<Uint8Array | null>;
  remove(version: string): Promise<void>;
  list(): Promise<readonly StoredObject[]>;
}

export function createObjects(folder: string): ObjectStore {
  const fileOf = (version: string) => join(folder, version.slice(0, 2), `${version}.gz`);
  return {
    async put(version, bytes) {
      const file = fileOf(version);
      const there = await stat(file).catch(() => null);
      if (there !== null && there.size > 0) return 0;
      const packed = await compress(bytes);
      await writePrivate(file, packed);
      return packed.byteLength;
    },
    async get(version) {
      const found = await readRegular(fileOf(version));
      if (found === null) return null;
      const bytes = await expand(found.bytes).catch(() => null);
      if (bytes === null || (await versionOfBig(bytes)) !== version) return null;
      return bytes;
    },
    async remove(version) {
      await unlink(fileOf(version)).catch(() => undefined);
    },
    async list() {
      const found: StoredObject[] = [];
      for (const shelf of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, shelf)).catch(() => [])) {
          if (!name.endsWith('.gz')) continue;
          const facts = await stat(join(folder, shelf, name)).catch(() => null);
          if (facts === null) continue;
          found.push({ version: name.slice(0, -3), size: facts.size, modified: facts.mtimeMs });
        }
      }
      return found;
    },
  };
}
