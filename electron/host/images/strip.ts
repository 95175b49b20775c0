// Owns: taking private facts (place, camera, author) out of an image file without touching its picture.
// Must not know: how pictures are encoded; it walks the container's parts only.

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** WebP without EXIF and XMP; the colour profile stays. Bytes that are no well-formed WebP come back as they are. */
export function stripWebp(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 12 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return bytes;
  const parts: Uint8Array[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view(bytes).getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > bytes.length) return bytes;
    const name = ascii(bytes, at, 4);
    if (name !== 'EXIF' && name !== 'XMP ') {
      const part = bytes.slice(at, Math.min(end, bytes.length));
      // Bits 3 and 2 of the extended header say that EXIF and XMP follow (WebP container specification).
      if (name === 'VP8X') part[8] = (part[8] ?? 0) & ~0x0c;
      parts.push(part);
    }
    at = end;
  }
  const length = parts.reduce((sum, part) => sum + part.length, 4);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, ...parts]);
}

/** Chunks of a PNG that say something about its maker and nothing about its picture. */
const PNG_PRIVATE: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

/** PNG without text, time and EXIF chunks. Bytes that are no well-formed PNG come back as they are. */
export function stripPng(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view(bytes).getUint32(at);
    if (end > bytes.length) return bytes;
    if (!PNG_PRIVATE.has(ascii(bytes, at + 4, 4))) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/**
 * GIF without comments and XMP; the repeat count and every frame stay. What follows the end mark goes. Bytes that are no
 * well-formed GIF come back as they are (GIF89a specification, appendix A).
 */
export function stripGif(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 13 || !/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return bytes;
  const tableSize = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  /** Just behind the sub-blocks that begin at `at`; null where they are cut off. */
  const blocksEnd = (at: number): number | null => {
    let next = at;
    for (let size = bytes[next]; size !== undefined; size = bytes[next]) {
      next += size + 1;
      if (size === 0) return next;
    }
    return null;
  };
  let at = 13 + tableSize(bytes[10] ?? 0);
  const parts: Uint8Array[] = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const mark = bytes[at];
    if (mark === 0x3b) {
      parts.push(bytes.subarray(at, at + 1));
      return Buffer.concat(parts);
    }
    const extension = mark === 0x21;
    if (!extension && mark !== 0x2c) return bytes;
    const end = blocksEnd(extension ? at + 2 : at + 11 + tableSize(bytes[at + 9] ?? 0));
    if (end === null) return bytes;
    const label = extension ? (bytes[at + 1] ?? 0) : 0;
    const isPrivate = label === 0xfe || (label === 0xff && ascii(bytes, at + 3, 8) === 'XMP Data');
    if (!isPrivate) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return bytes;
}
