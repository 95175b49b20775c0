// Owns: what kind of image bytes are, by the bytes and never by their name.
// Must not know: what is done with them.
import { fileTypeFromBuffer } from 'file-type';

/** Kinds that a browser shows, and two that only cameras and scanners make. */
export type ImageKind =
  | 'png'
  | 'apng'
  | 'jpg'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'svg'
  | 'tiff'
  | 'heic'
  | 'bmp'
  | 'ico';

export const contentTypes: Readonly<Record<ImageKind, string>> = {
  png: 'image/png',
  apng: 'image/apng',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  tiff: 'image/tiff',
  heic: 'image/heic',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

const BY_MIME: Readonly<Record<string, ImageKind>> = {
  'image/png': 'png',
  'image/apng': 'apng',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
  'image/heic': 'heic',
  'image/heif': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif-sequence': 'heic',
  'image/bmp': 'bmp',
  'image/x-icon': 'ico',
};

/** Enough of a file for every signature. */
export const HEAD_BYTES = 64 * 1024;

/** The kind of image, or null where the bytes are none. */
export async function sniffImage(bytes: Uint8Array): Promise<ImageKind | null> {
  if (looksLikeSvg(bytes)) return 'svg';
  const head = bytes.subarray(0, HEAD_BYTES);
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found === undefined ? null : (BY_MIME[found.mime] ?? null);
}

/** SVG has no signature: the first element, after declarations and comments, is `svg`. */
function looksLikeSvg(bytes: Uint8Array): boolean {
  const first = bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  if (first !== 0x3c) return false;
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, HEAD_BYTES));
  return /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE\s+svg\b(?:[^>[]|\[[\s\S]*?\])*>)*<(?:[a-z]+:)?svg[\s>]/i.test(
    head,
  );
}
