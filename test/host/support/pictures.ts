// Images that tests make for themselves: every kind that is dropped on a blog, and some that must not pass.
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Four quarters of plain colours, so that a wrong turn shows: red green / blue white. */
export function quarters(width = 40, height = 20): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = y < height / 2 ? (x < width / 2 ? RED : GREEN) : x < width / 2 ? BLUE : WHITE;
      pixels.set(colour, (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];

/** A photo as a phone writes it: lying on its side (orientation 6), with the place where it was taken. */
export function photo(width = 40, height = 20): Promise<Buffer> {
  return quarters(width, height)
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Pocket', Copyright: 'SecretOwner' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '37/1 33/1 59/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '126/1 58/1 41/1',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="SecretOwner"/></rdf:RDF></x:xmpmeta>',
    )
    .toBuffer();
}

/** A picture with a transparent half. */
export function transparent(width = 30, height = 30): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < pixels.length / 2; at += 4) pixels[at + 3] = 0;
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

/** Two frames of different colours. */
export async function moving(kind: 'gif' | 'webp'): Promise<Buffer> {
  const frames = Buffer.concat([Buffer.alloc(16 * 16 * 3, 20), Buffer.alloc(16 * 16 * 3, 200)]);
  const image = sharp(frames, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } });
  return await (kind === 'gif'
    ? image.gif({ delay: [100, 100] })
    : image.webp({ delay: [100, 100] })
  ).toBuffer();
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc(body), body.length + 4);
  return out;
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A few bytes of PNG that unfold to `side` times `side` pixels. */
export function bomb(side = 20_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 9 });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG with an animation chunk and a text chunk behind its header. */
export async function animatedPng(): Promise<Buffer> {
  const png = await quarters().png().toBuffer();
  const control = Buffer.alloc(8);
  control.writeUInt32BE(1, 0);
  return Buffer.concat([
    png.subarray(0, 33),
    chunk('acTL', control),
    chunk('tEXt', Buffer.from('Author\0SecretOwner', 'latin1')),
    png.subarray(33),
  ]);
}

/** The colour at a place of an encoded image, by its first three channels. */
export async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 3)];
}

/** True where two colours look the same, as far as a lossy format allows. */
export function near(colour: readonly number[], expected: readonly number[]): boolean {
  return colour.every((value, at) => Math.abs(value - (expected[at] ?? 0)) < 40);
}

export const colours = { red: RED, green: GREEN, blue: BLUE, white: WHITE };
