// The icon files that are packed: each holds whole PNGs of the sizes it says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { repository } from '#test/support/app.ts';
import { icnsFile, icoFile } from '../../build/icon-files.ts';

const read = (name: string): Buffer => readFileSync(join(repository, 'build/icons', name));
const sizeOf = async (png: Uint8Array): Promise<number> => {
  const { width, height, format, hasAlpha } = await sharp(png).metadata();
  expect([format, height, hasAlpha]).toEqual(['png', width, true]);
  return width;
};

describe('icons', () => {
  test('Linux has one PNG for each size', async () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
      expect(await sizeOf(read(`${size}x${size}.png`))).toBe(size);
    }
  });

  test('the Windows icon is a directory of PNGs', async () => {
    const ico = read('icon.ico');
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
    const sizes: number[] = [];
    let end = 6 + 16 * ico.readUInt16LE(4);
    for (let at = 6; at < 6 + 16 * ico.readUInt16LE(4); at += 16) {
      const [length, offset] = [ico.readUInt32LE(at + 8), ico.readUInt32LE(at + 12)];
      expect(offset).toBe(end);
      end += length;
      const size = await sizeOf(ico.subarray(offset, offset + length));
      expect(ico.readUInt8(at)).toBe(size % 256);
      sizes.push(size);
    }
    expect(end).toBe(ico.length);
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  test('the Apple icon has every size, doubled ones too', async () => {
    const icns = read('icon.icns');
    expect([icns.toString('ascii', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    const blocks: Record<string, number> = {};
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      blocks[icns.toString('ascii', at, at + 4)] = await sizeOf(
        icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)),
      );
    }
    expect(blocks).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      icp6: 64,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });

  test('a picture too large for an ico is an error', () => {
    expect(() => icoFile([{ size: 512, png: Uint8Array.of(1) }])).toThrow(RangeError);
    expect(icnsFile([])).toHaveLength(8);
  });
});
