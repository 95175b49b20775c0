// Draws build/icon.svg in every size and form that the systems want, into build/icons. Run after changing the drawing:
// npx tsx build/icons.ts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { icnsFile, icoFile, type Picture } from './icon-files.ts';
import { root } from './paths.ts';

const drawing = readFileSync(join(root, 'build/icon.svg'));
const out = join(root, 'build/icons');

async function draw(size: number): Promise<Picture> {
  // Density such that the drawing is never scaled up: 96 dpi is its own 1024 px.
  const picture = sharp(drawing, { density: Math.max(72, (96 * size * 2) / 1024) }).resize(size, size);
  return {
    size,
    png: new Uint8Array(await picture.png({ compressionLevel: 9, palette: size >= 256 }).toBuffer()),
  };
}

const pictures = await Promise.all([16, 24, 32, 48, 64, 128, 256, 512, 1024].map(draw));
mkdirSync(out, { recursive: true });
for (const { size, png } of pictures) writeFileSync(join(out, `${size}x${size}.png`), png);
writeFileSync(join(out, 'icon.ico'), icoFile(pictures.filter(({ size }) => size <= 256)));
writeFileSync(join(out, 'icon.icns'), icnsFile(pictures));
