// Owns: making one picture lighter, or saying why it stays as it is.
// Must not know: paths, posts, or where the picture is kept.
import { CallError } from '#contract/errors.ts';
import { convertImage, MAX_PIXELS } from '#host/images/convert.ts';
import type { Sharp } from '#host/images/sharp.ts';
import { type ImageKind, sniffImage } from '#host/images/sniff.ts';
import { defaultSettings } from '#host/settings/defaults.ts';

export interface Lighter {
  readonly bytes: Uint8Array;
  /** Without dot. */
  readonly extension: string;
}

export interface Wish {
  readonly webp: boolean;
  /** Pixels; null: as wide as it is. */
  readonly maxWidth: number | null;
  readonly quality: number;
}

export interface Unchanged {
  readonly code: string;
  readonly message: string;
}

/** A gain below this is not worth another generation of a picture. */
const WORTH = 0.95;
const NO_LIMIT = 20_000;

const UNCHANGED = {
  'no-image': 'Its bytes are no image.',
  vector: 'A drawing (SVG) is light at any size.',
  animated: 'It moves, and would stand still.',
  damaged: 'It is damaged or not complete.',
  pixels: 'It has too many pixels.',
  kind: 'Its kind cannot be written here.',
  light: 'It would hardly get lighter.',
} as const;

const unchanged = (code: keyof typeof UNCHANGED): Unchanged => ({ code, message: UNCHANGED[code] });

/** The lighter picture, or why there is none. */
export async function makeLighter(sharp: Sharp, bytes: Uint8Array, wish: Wish): Promise<Lighter | Unchanged> {
  const kind = await sniffImage(bytes);
  if (kind === null) return unchanged('no-image');
  if (kind === 'svg') return unchanged('vector');
  try {
    const facts = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (facts.width * facts.height > MAX_PIXELS) return unchanged('pixels');
    if (kind === 'apng' || (facts.pages ?? 1) > 1) return unchanged('animated');
    const shown = (facts.orientation ?? 1) >= 5 ? facts.height : facts.width;
    const narrows = wish.maxWidth !== null && shown > wish.maxWidth;
    // A WebP that is narrow enough would only lose by being made anew.
    if (kind === 'webp' && !narrows) return unchanged('light');
    if (!wish.webp && !narrows) return unchanged('light');
    const made = wish.webp
      ? await toWebp(sharp, bytes, kind, wish)
      : await narrower(sharp, bytes, kind, wish);
    if (made === null) return unchanged('kind');
    return made.bytes.byteLength > bytes.byteLength * WORTH ? unchanged('light') : made;
  } catch (error) {
    if (error instanceof CallError && error.code === 'too-large') return unchanged('pixels');
    return unchanged('damaged');
  }
}

async function toWebp(sharp: Sharp, bytes: Uint8Array, kind: ImageKind, wish: Wish): Promise<Lighter> {
  const settings = {
    ...defaultSettings,
    imageConvert: true,
    imageMaxWidth: wish.maxWidth ?? NO_LIMIT,
    imageMaxHeight: NO_LIMIT * 10,
    imageQuality: wish.quality,
  };
  const { bytes: made, extension } = await convertImage(sharp, bytes, kind, settings, 'webp');
  return { bytes: made, extension };
}

/** In its own format, with its colour profile and without private facts; null for kinds that cannot be written. */
async function narrower(
  sharp: Sharp,
  bytes: Uint8Array,
  kind: ImageKind,
  { maxWidth, quality }: Wish,
): Promise<Lighter | null> {
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .autoOrient()
    .resize({ width: maxWidth ?? NO_LIMIT, withoutEnlargement: true })
    .keepIccProfile();
  const written =
    kind === 'jpg'
      ? image.jpeg({ quality, mozjpeg: true })
      : kind === 'png'
        ? image.png({ compressionLevel: 9 })
        : kind === 'webp'
          ? image.webp({ quality, effort: 4 })
          : kind === 'avif'
            ? image.avif({ quality: Math.round(quality * 0.75) })
            : kind === 'gif'
              ? image.gif()
              : null;
  return written === null ? null : { bytes: await written.toBuffer(), extension: kind };
}
