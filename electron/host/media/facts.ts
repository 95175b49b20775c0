// Owns: what an image's bytes say of it: kind, size in pixels, whether it moves; read once for each state of the file.
// Must not know: who uses it, or how it is shown.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { MediaFacts } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { headerSize } from '#host/images/header-size.ts';
import type { Sharp } from '#host/images/sharp.ts';
import { HEAD_BYTES, type ImageKind, sniffImage } from '#host/images/sniff.ts';
import { svgSize } from '#host/images/svg.ts';

export interface ImageFactsReader {
  read(root: string, paths: readonly RelPath[]): Promise<readonly MediaFacts[]>;
}

/** Files that are remembered; a blog with more reads some of them again. */
const MAX = 50_000;
const AT_ONCE = 8;
/** A drawing that is larger than this says its size to nobody here. */
const MAX_SVG = 4 << 20;

export function createFactsReader(sharp: () => Promise<Sharp | null>): ImageFactsReader {
  const known = new Map<string, MediaFacts>();
  const readOne = async (root: string, path: RelPath): Promise<MediaFacts> => {
    const nothing: MediaFacts = { path, width: 0, height: 0, format: null, animated: false };
    try {
      const at = await locate(root, path);
      if (!at.exists) return nothing;
      const handle = await open(at.file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      let head: Uint8Array;
      let key: string;
      try {
        const stats = await handle.stat({ bigint: true });
        if (!stats.isFile()) return nothing;
        key = `${root}\0${path}\0${stats.size}\0${stats.mtimeNs}\0${stats.ino}`;
        const before = known.get(key);
        if (before !== undefined) return before;
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
        head = buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
      const facts = { path, ...(await factsOf(head, at.file, sharp)) };
      known.set(key, facts);
      for (const oldest of known.keys()) {
        if (known.size <= MAX) break;
        known.delete(oldest);
      }
      return facts;
    } catch {
      return nothing;
    }
  };
  return {
    async read(root, paths) {
      const facts: MediaFacts[] = [];
      const queue = paths.entries();
      const worker = async (): Promise<void> => {
        for (const [at, path] of queue) facts[at] = await readOne(root, path);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return facts;
    },
  };
}

async function factsOf(
  head: Uint8Array,
  file: string,
  sharp: () => Promise<Sharp | null>,
): Promise<Omit<MediaFacts, 'path'>> {
  const kind = await sniffImage(head);
  if (kind === null) return { width: 0, height: 0, format: null, animated: false };
  const about = { format: kind, animated: moves(head, kind) };
  if (kind === 'svg') {
    const whole = head.byteLength < HEAD_BYTES ? head : (await readRegular(file))?.bytes;
    const size = whole === undefined || whole.byteLength > MAX_SVG ? { width: 0, height: 0 } : svgSize(whole);
    return { ...about, ...size };
  }
  const size = headerSize(head, kind);
  if (size.width > 0) return { ...about, ...size };
  const library = await sharp();
  if (library === null) return { ...about, ...size };
  const {
    width,
    height,
    orientation = 1,
  } = await library(file, { limitInputPixels: false })
    .metadata()
    .catch(() => ({ width: 0, height: 0, orientation: 1 }));
  return { ...about, ...(orientation >= 5 ? { width: height, height: width } : { width, height }) };
}

/** By marks near the beginning: that of a loop in a GIF, the flag of a WebP (container specification), the name of an APNG's chunk. */
function moves(head: Uint8Array, kind: ImageKind): boolean {
  if (kind === 'apng') return true;
  if (kind === 'webp') return latin(head, 12, 4) === 'VP8X' && ((head[20] ?? 0) & 0x02) !== 0;
  return kind === 'gif' && Buffer.from(head.buffer, head.byteOffset, head.byteLength).includes('NETSCAPE2.0');
}

function latin(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}
