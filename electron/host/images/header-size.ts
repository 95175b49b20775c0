// Owns: how large a picture says it is, read from its first bytes.
// Must not know: how pictures are decoded.
import { jpegOrientation, jpegSize } from './jpeg.ts';
import type { ImageKind } from './sniff.ts';

const UNKNOWN = { width: 0, height: 0 };

/** Width and height in pixels as shown (a turned photo counts as turned); zeros for kinds without a simple header. */
export function headerSize(
  bytes: Uint8Array,
  kind: ImageKind,
): { readonly width: number; readonly height: number } {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if ((kind === 'png' || kind === 'apng') && bytes.length >= 24) {
    return { width: data.getUint32(16), height: data.getUint32(20) };
  }
  if (kind === 'gif' && bytes.length >= 10) {
    return { width: data.getUint16(6, true), height: data.getUint16(8, true) };
  }
  if (kind === 'webp' && bytes.length >= 30) return webpSize(data);
  if (kind !== 'jpg') return UNKNOWN;
  const size = jpegSize(bytes) ?? UNKNOWN;
  return jpegOrientation(bytes) >= 5 ? { width: size.height, height: size.width } : size;
}

/** The three forms of the first chunk: extended, lossless, lossy (WebP container specification). */
function webpSize(data: DataView): { readonly width: number; readonly height: number } {
  const form = data.getUint8(15);
  if (form === 0x58) {
    const three = (at: number) => data.getUint16(at, true) + data.getUint8(at + 2) * 0x10000 + 1;
    return { width: three(24), height: three(27) };
  }
  if (form === 0x4c) {
    const bits = data.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff };
}
