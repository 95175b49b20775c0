// Owns: small pictures of the journal's images: made when first asked for, kept in the cache folder, never more than fit there.
// Must not know: how a shell serves them, or who looks at them.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFacts } from '#host/files/file-system.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { MAX_PIXELS } from '#host/images/convert.ts';
import { readImageFile } from '#host/images/media.ts';
import type { Sharp } from '#host/images/sharp.ts';
import { contentTypes, type ImageKind } from '#host/images/sniff.ts';
import type { MediaFile } from '#host/ports.ts';

export interface Thumbs {
  /** The small picture of the image at a percent-encoded path; null where there is none: no image, outside, too large, damaged. */
  read(root: string, encodedPath: string): Promise<MediaFile | null>;
}

/** Pixels of the longer side: a tile on a screen of twice the density. */
const SIDE = 320;
/** At most this many are made at a time; the library has threads of its own. */
const AT_ONCE = 2;
/** An image that cannot be made smaller is shown as it is up to this many bytes. */
const SMALL = 300_000;
const AS_IT_IS: ReadonlySet<ImageKind> = new Set(['svg', 'ico', 'bmp']);
const MAX_FILES = 20_000;
const MAX_BYTES = 300 << 20;
/** So many new ones between two looks at how full the cache is. */
const SWEEP_EVERY = 500;
/** Changing how they are made makes all anew. */
const RECIPE = '1';

export function createThumbs(folder: string, sharp: () => Promise<Sharp | null>): Thumbs {
  const running = new Map<string, Promise<MediaFile | null>>();
  /** Files of which none can be made, by their keys. */
  const hopeless = new Set<string>();
  const queue: (() => void)[] = [];
  let active = 0;
  let written = 0;

  const inTurn = async <T>(job: () => Promise<T>): Promise<T> => {
    if (active >= AT_ONCE) await new Promise<void>((go) => queue.push(go));
    active++;
    try {
      return await job();
    } finally {
      active--;
      queue.shift()?.();
    }
  };

  const make = async (bytes: Uint8Array, file: string): Promise<Uint8Array | null> => {
    const library = await sharp();
    if (library === null) return null;
    // Only the first picture of one that moves; the header is read before anything is decoded.
    const { width, height } = await library(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) return null;
    const small = await library(bytes, { limitInputPixels: MAX_PIXELS, sequentialRead: true, failOn: 'none' })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75, effort: 2 })
      .toBuffer();
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeAtomic(file, small, 'any').catch(() => undefined);
    if (++written % SWEEP_EVERY === 0) void sweep(folder);
    return small;
  };

  const makeOrShow = async (
    root: string,
    path: string,
    key: string,
    file: string,
  ): Promise<MediaFile | null> => {
    const image = await readImageFile(root, path);
    if (image === null) return null;
    const own = { bytes: image.bytes, type: contentTypes[image.kind], etag: `"${key}"` };
    // A drawing is small at any size, and is served where nothing in it runs; some kinds only a browser can read.
    const asItIs = AS_IT_IS.has(image.kind);
    const small = asItIs ? null : await make(image.bytes, file).catch(() => null);
    if (small !== null) return { bytes: small, type: 'image/webp', etag: `"${key}"` };
    return own.bytes.byteLength <= SMALL && (asItIs || (await sharp()) === null) ? own : null;
  };

  return {
    async read(root, encodedPath) {
      const found = await readImageFile(root, encodedPath, 'facts');
      if (found === null) return null;
      const key = keyOf(found.file, found.facts);
      if (hopeless.has(key)) return null;
      const file = join(folder, key.slice(0, 2), `${key}.webp`);
      const kept = await readFile(file).catch(() => null);
      if (kept !== null && kept.byteLength > 0) return { bytes: kept, type: 'image/webp', etag: `"${key}"` };
      const before = running.get(key);
      if (before !== undefined) return await before;
      const job = inTurn(() => makeOrShow(root, encodedPath, key, file));
      running.set(key, job);
      try {
        const made = await job;
        if (made === null && hopeless.size < MAX_FILES) hopeless.add(key);
        return made;
      } finally {
        running.delete(key);
      }
    },
  };
}

function keyOf(file: string, { size, mtimeNs, ino }: FileFacts): string {
  return createHash('sha256')
    .update(`${RECIPE}\0${file}\0${size}\0${mtimeNs}\0${ino}`)
    .digest('hex')
    .slice(0, 32);
}

/** Removes the oldest until a tenth is free again. */
async function sweep(folder: string): Promise<void> {
  const files: { readonly file: string; readonly size: number; readonly made: number }[] = [];
  for (const part of await readdir(folder).catch((): string[] => [])) {
    for (const name of await readdir(join(folder, part)).catch((): string[] => [])) {
      const file = join(folder, part, name);
      const facts = await stat(file).catch(() => null);
      if (facts?.isFile()) files.push({ file, size: facts.size, made: facts.mtimeMs });
    }
  }
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  let count = files.length;
  if (bytes <= MAX_BYTES && count <= MAX_FILES) return;
  for (const { file, size } of files.sort((a, b) => a.made - b.made)) {
    if (bytes <= MAX_BYTES * 0.9 && count <= MAX_FILES * 0.9) return;
    await rm(file, { force: true });
    bytes -= size;
    count--;
  }
}
