// Owns: which bytes of the journal the page may load by URL: images, and nothing else.
// Must not know: how a shell serves them.
import { relPath } from '#contract/values.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import type { MediaFile } from '#host/ports.ts';
import { contentTypes, sniffImage } from './sniff.ts';

/**
 * The image at a percent-encoded path below `root`, or null: no such file, outside, in a hidden folder, or its bytes are no
 * image, whatever its name says. An SVG has the type `image/svg+xml`, for which the shell must forbid everything.
 */
export async function readMedia(root: string, encodedPath: string): Promise<MediaFile | null> {
  const path = decoded(encodedPath);
  if (path === null) return null;
  try {
    const at = await locate(root, path);
    // Where a link leads counts as well as how it is spelled.
    const real = at.file.slice(at.root.length);
    if (!at.exists || /[\\/]\./.test(real)) return null;
    const found = await readRegular(at.file);
    if (found === null) return null;
    const kind = await sniffImage(found.bytes);
    if (kind === null) return null;
    return { bytes: found.bytes, type: contentTypes[kind], etag: `"${found.version}"` };
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
