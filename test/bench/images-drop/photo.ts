// Owns: a photo of twelve megapixels as a phone makes it.
// Must not know: what is measured with it.
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';

export const WIDTH = 4000;
export const HEIGHT = 3000;

/** What a phone makes: soft shapes with grain, upright by its note only, with the place. Each call gives other bytes. */
export async function photo(): Promise<Buffer> {
  const small = { width: 250, height: 188, channels: 3 } as const;
  const shapes = await sharp(randomBytes(small.width * small.height * 3), { raw: small })
    .blur(6)
    .normalise()
    .resize(WIDTH, HEIGHT, { kernel: 'cubic', fit: 'fill' })
    .toBuffer();
  const grain = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 9 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return await sharp(shapes, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 59/1' } })
    .toBuffer();
}
