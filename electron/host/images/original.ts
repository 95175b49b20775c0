// Owns: keeping a dropped picture as it came: the same pixels in the same format, less what nobody should read in it.
// Must not know: names, folders, posts, or how pictures are encoded.
import { headerSize } from './header-size.ts';
import { jpegOrientation, stripJpeg } from './jpeg.ts';
import type { Sharp } from './sharp.ts';
import type { ImageKind } from './sniff.ts';
import { stripGif, stripPng, stripWebp } from './strip.ts';

/** A picture's bytes without private facts. `null`: its container is not one that we take apart. */
export function withoutFacts(bytes: Uint8Array, kind: ImageKind): Uint8Array | null {
  switch (kind) {
    case 'jpg':
      // Which way is up is no private fact, and the pixels may lie.
      return stripJpeg(bytes, jpegOrientation(bytes));
    case 'webp':
      return stripWebp(bytes);
    case 'png':
    case 'apng':
      return stripPng(bytes);
    case 'gif':
      return stripGif(bytes);
    default:
      return null;
  }
}

export interface Original {
  readonly bytes: Uint8Array;
  /** Without dot. */
  readonly extension: string;
  readonly width: number;
  readonly height: number;
}

/**
 * The file as it came. With `facts` every byte; else null for a kind whose private facts cannot be taken out and that holds
 * some, or may. Throws the library's error where the picture is damaged.
 */
export async function originalOf(
  sharp: Sharp | null,
  bytes: Uint8Array,
  kind: ImageKind,
  options: { readonly facts: boolean; readonly maxPixels: number },
): Promise<Original | null> {
  let size = headerSize(bytes, kind);
  let clean = withoutFacts(bytes, kind);
  if (sharp !== null) {
    const {
      width,
      height,
      orientation = 1,
      exif,
      xmp,
    } = await sharp(bytes, { limitInputPixels: false }).metadata();
    size = orientation >= 5 ? { width: height, height: width } : { width, height };
    if (clean === null && exif === undefined && xmp === undefined) clean = bytes;
    // Decoding it once, small, tells whether it is complete.
    await sharp(bytes, { limitInputPixels: options.maxPixels, failOn: 'error' }).resize(8).raw().toBuffer();
  }
  const kept = options.facts ? bytes : clean;
  return kept === null ? null : { bytes: kept, extension: kind === 'apng' ? 'png' : kind, ...size };
}
