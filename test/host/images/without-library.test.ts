// Without the image library pictures are kept as they are, but never with the place where they were taken.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { convertImage } from '#host/images/convert.ts';
import { headerSize } from '#host/images/header-size.ts';
import { jpegOrientation, stripJpeg } from '#host/images/jpeg.ts';
import type { ImageKind } from '#host/images/sniff.ts';
import { stripPng, stripWebp } from '#host/images/strip.ts';
import { defaultSettings } from '#host/settings/defaults.ts';
import {
  animatedPng,
  colourAt,
  colours,
  moving,
  near,
  photo,
  quarters,
} from '#test/host/support/pictures.ts';

describe('without the library', () => {
  it('a lying photo loses its private facts and still says which way is up', async () => {
    const original = await photo();
    const kept = await convertImage(null, original, 'jpg', defaultSettings);
    expect(kept).toMatchObject({ extension: 'jpg', width: 20, height: 40, converted: false });
    const bytes = Buffer.from(kept.bytes);
    expect(bytes.includes('SecretOwner')).toBe(false);
    const facts = await sharp(bytes).metadata();
    expect([facts.orientation, facts.xmp]).toEqual([6, undefined]);
    expect(facts.exif?.length).toBeLessThan(40);
    const turned = await sharp(bytes).autoOrient().png().toBuffer();
    expect(near(await colourAt(turned, 4, 4), colours.blue)).toBe(true);
    expect(await sharp(bytes).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
  });

  it('sizes are read from the headers of every kind', async () => {
    const pictures: readonly (readonly [ImageKind, Buffer])[] = [
      ['png', await quarters(31, 17).png().toBuffer()],
      ['gif', await quarters(31, 17).gif().toBuffer()],
      ['jpg', await quarters(31, 17).jpeg().toBuffer()],
      ['jpg', await quarters(31, 17).jpeg({ progressive: true }).toBuffer()],
      ['webp', await quarters(31, 17).webp().toBuffer()],
      ['webp', await quarters(31, 17).webp({ lossless: true }).toBuffer()],
      ['webp', await quarters(31, 17).webp().keepIccProfile().withIccProfile('p3').toBuffer()],
    ];
    for (const [kind, bytes] of pictures)
      expect(headerSize(bytes, kind), kind).toEqual({ width: 31, height: 17 });
    expect(headerSize(await moving('webp'), 'webp')).toEqual({ width: 16, height: 16 });
  });
});

describe('taking private facts out', () => {
  it('keeps the colour profile of a JPEG, and drops what follows the picture', async () => {
    const original = await quarters()
      .withIccProfile('p3')
      .withExifMerge({ IFD0: { Copyright: 'SecretOwner' } })
      .jpeg()
      .toBuffer();
    const stripped = stripJpeg(Buffer.concat([original, Buffer.from('SecretTrailer')]));
    expect((await sharp(stripped).metadata()).icc).toBeDefined();
    expect(Buffer.from(stripped).includes('Secret')).toBe(false);
    expect(await sharp(stripped).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
  });

  it('gives damaged bytes back as they are, cut anywhere', async () => {
    const samples = [
      await photo(),
      await animatedPng(),
      await quarters()
        .webp()
        .withExif({ IFD0: { Make: 'x' } })
        .toBuffer(),
    ];
    for (const sample of samples) {
      for (let end = 0; end < sample.length; end += 7) {
        const cut = sample.subarray(0, end);
        for (const strip of [stripJpeg, stripPng, stripWebp])
          expect(strip(cut).length).toBeLessThanOrEqual(end + 40);
        expect(jpegOrientation(cut)).toBeGreaterThanOrEqual(1);
      }
    }
  });
});
