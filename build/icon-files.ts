// Owns: the two container formats that systems want icons in, as bytes made of PNGs.
// Must not know: how the pictures are drawn.

/** A square PNG and its side in pixels. */
export interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
}

const concat = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** A Windows icon: a directory of at most 256 px pictures, each stored as PNG. */
export function icoFile(pictures: readonly Picture[]): Uint8Array {
  const directory = Buffer.alloc(6 + 16 * pictures.length);
  directory.writeUInt16LE(1, 2); // type: icon
  directory.writeUInt16LE(pictures.length, 4);
  let offset = directory.byteLength;
  for (const [i, { size, png }] of pictures.entries()) {
    if (size > 256) throw new RangeError(`${size} px do not fit an ico`);
    const at = 6 + 16 * i;
    directory.writeUInt8(size % 256, at); // 256 is written as 0
    directory.writeUInt8(size % 256, at + 1);
    directory.writeUInt16LE(1, at + 4); // planes
    directory.writeUInt16LE(32, at + 6); // bits per pixel
    directory.writeUInt32LE(png.byteLength, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += png.byteLength;
  }
  return concat([directory, ...pictures.map(({ png }) => png)]);
}

/** Type codes of Apple's icon file by pixel side; the sides 32 to 1024 also serve as doubled ones. */
const icnsTypes: Readonly<Record<number, readonly string[]>> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['icp6', 'ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/** An Apple icon: the magic word, the whole length, then one block for each picture and use. */
export function icnsFile(pictures: readonly Picture[]): Uint8Array {
  const blocks = pictures.flatMap(({ size, png }) =>
    (icnsTypes[size] ?? []).map((type) => {
      const head = Buffer.alloc(8);
      head.write(type, 'ascii');
      head.writeUInt32BE(8 + png.byteLength, 4);
      return concat([head, png]);
    }),
  );
  const head = Buffer.alloc(8);
  head.write('icns', 'ascii');
  head.writeUInt32BE(8 + blocks.reduce((sum, block) => sum + block.byteLength, 0), 4);
  return concat([head, ...blocks]);
}
