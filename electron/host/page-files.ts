// Owns: the built page's files as a closed list: a shell serves what is on it and nothing else, whatever path is asked for.
// Must not know: HTTP, Electron, the journal.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** The name carries a hash of the content, so it may be cached for good. */
  readonly immutable: boolean;
}

export interface PageFiles {
  /** The file at this URL path (`/` is the page itself); null where the list has none. */
  read(path: string): Promise<PageFile | null>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Lists `folder` once; a path that is not on the list makes it look once more, so that a rebuilt page is found. */
export function pageFiles(folder: string): PageFiles {
  let listed: Promise<ReadonlyMap<string, string>> | null = null;
  const list = async (): Promise<ReadonlyMap<string, string>> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return new Map(
      entries
        .filter((entry) => entry.isFile() && extname(entry.name) in types)
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]),
    );
  };
  return {
    async read(path) {
      const name = path === '/' ? '/index.html' : path;
      listed ??= list();
      let file = (await listed).get(name);
      if (file === undefined) {
        listed = list();
        file = (await listed).get(name);
      }
      if (file === undefined) return null;
      return {
        bytes: new Uint8Array(await readFile(file)),
        type: types[extname(file)] ?? 'application/octet-stream',
        immutable: /-[\w-]{8}\.\w+$/.test(file) && extname(file) !== '.html',
      };
    },
  };
}
