// Owns: reading a JPEG's parts without decoding it: which way is up, how large it is, and taking private facts out.
// Must not know: how pictures are encoded.

/** One marker segment: `from` is its 0xFF, `to` just behind it. */
interface Segment {
  readonly marker: number;
  readonly from: number;
  readonly to: number;
}

const START_OF_SCAN = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** The segments before the picture's data and where that begins; null where the bytes are no well-formed JPEG. */
function segmentsOf(bytes: Uint8Array): { readonly head: readonly Segment[]; readonly scan: number } | null {
  const head: Segment[] = [];
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START_OF_SCAN) return { head, scan: at };
    const to = at + 2 + view(bytes).getUint16(at + 2);
    if (to > bytes.length) return null;
    head.push({ marker, from: at, to });
    at = to;
  }
  return null;
}

/** The EXIF orientation, 1 (upright) to 8; 1 where none is given. */
export function jpegOrientation(bytes: Uint8Array): number {
  for (const { marker, from, to } of segmentsOf(bytes)?.head ?? []) {
    if (marker !== APP1 || ascii(bytes, from + 4, 6) !== 'Exif\0\0') continue;
    const tiff = bytes.subarray(from + 10, to);
    if (tiff.length < 14) return 1;
    const little = ascii(tiff, 0, 2) === 'II';
    const data = view(tiff);
    const directory = data.getUint32(4, little);
    if (directory + 2 > tiff.length) return 1;
    const count = data.getUint16(directory, little);
    for (let n = 0; n < count; n++) {
      const entry = directory + 2 + n * 12;
      if (entry + 12 > tiff.length) return 1;
      if (data.getUint16(entry, little) !== 0x0112) continue;
      const value = data.getUint16(entry + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  }
  return 1;
}

/** Width and height as stored, before turning; null where they are not found. */
export function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  for (const { marker, from } of segmentsOf(bytes)?.head ?? []) {
    // Start-of-frame markers are 0xC0 to 0xCF without the tables among them.
    if (marker < 0xc0 || marker > 0xcf || marker === 0xc4 || marker === 0xc8 || marker === 0xcc) continue;
    return { height: view(bytes).getUint16(from + 5), width: view(bytes).getUint16(from + 7) };
  }
  return null;
}

/**
 * JPEG without EXIF, XMP, IPTC and comments; the colour profile and Adobe's colour mark stay. What follows the picture (a
 * second picture, a maker's data) goes too. `orientation` other than 1 is written as the only fact. Bytes that are no
 * well-formed JPEG come back as they are.
 */
export function stripJpeg(bytes: Uint8Array, orientation = 1): Uint8Array {
  const found = segmentsOf(bytes);
  if (found === null) return bytes;
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  if (orientation !== 1) parts.push(orientationSegment(orientation));
  for (const { marker, from, to } of found.head) {
    if (isPublic(bytes, marker, from)) parts.push(bytes.subarray(from, to));
  }
  parts.push(bytes.subarray(found.scan, endOfPicture(bytes, found.scan)));
  return Buffer.concat(parts);
}

function isPublic(bytes: Uint8Array, marker: number, from: number): boolean {
  if (marker === COMMENT) return false;
  if (marker < APP0 || marker > APP15 || marker === APP0 || marker === APP14) return true;
  // Application segment 2 holds colour profiles, and in some phones an index of further pictures, or facts about this one.
  return marker === APP2 && ascii(bytes, from + 4, 12) === 'ICC_PROFILE\0';
}

/** An EXIF block of one entry. */
function orientationSegment(orientation: number): Uint8Array {
  const segment = Buffer.from(
    'ffe1002245786966000049492a0008000000010012010300010000000000000000000000',
    'hex',
  );
  segment.writeUInt16LE(orientation, 28);
  return segment;
}

/** Just behind the end marker of the first picture: in entropy-coded data 0xFF is followed by 0 or a restart marker. */
function endOfPicture(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from + 2); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return at + 2;
  }
  return bytes.length;
}
