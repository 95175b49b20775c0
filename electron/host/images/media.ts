// Owns: which bytes of the journal the page may load by URL: images, and nothing else.
// Must not know: how a shell serves them.
import { relPath } from '#contract/values.ts';
import { locate } from '#host/files/contain.ts';
import { diskFileSystem, type FileFacts } from '#host/files/file-system.ts';
import { readRegular } from '#host/files/read-file.ts';
import type { MediaFile } from '#host/ports.ts';
import { contentTypes, type ImageKind, sniffImage } from './sniff.ts';

/**
 * The image at a percent-encoded path below `root`, or null: no such file, outside, in a hidden folder, or its bytes are no
 * image, whatever its name says. An SVG has the type `image/svg+xml`, for which the shell must forbid everything.
 */
export async function readMedia(root: string, encodedPath: string): Promise<MediaFile | null> {
  const found = await readImageFile(root, encodedPath);
  return found === null
    ? null
    : { bytes: found.bytes, type: contentTypes[found.kind], etag: `"${found.version}"` };
}

export interface ImageBytes {
  readonly bytes: Uint8Array;
  readonly kind: ImageKind;
  readonly version: string;
}

/** The same as its bytes; with `facts` only where it really is and the file's facts, and nothing is said of its bytes. */
export async function readImageFile(root: string, encodedPath: string): Promise<ImageBytes | null>;
export async function readImageFile(
  root: string,
  encodedPath: string,
  only: 'facts',
): Promise<{ readonly file: string; readonly facts: FileFacts } | null>;
export async function readImageFile(root: string, encodedPath: string, only?: 'facts') {
  const path = decoded(encodedPath);
  if (path === null) return null;
  try {
    const at = await locate(root, path);
    // Where a link leads counts as well as how it is spelled.
    const real = at.file.slice(at.root.length);
    if (!at.exists || /[\\/]\./.test(real)) return null;
    if (only === 'facts') return { file: at.file, facts: await diskFileSystem.lstat(at.file) };
    const found = await readRegular(at.file);
    const kind = found === null ? null : await sniffImage(found.bytes);
    return found === null || kind === null ? null : { bytes: found.bytes, kind, version: found.version };
  } catch {
    return null;
  }
}

function decoded(encodedPath: string) {
  try {
    const path = relPath.safeParse(decodeURIComponent(encodedPath));
    return path.success && !path.data.split('/').some((part) => part.startsWith('.')) ? path.data : null;
  } catch {
    return null;
  }
}
