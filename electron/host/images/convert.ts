// Owns: making of a dropped picture the file that a blog should serve: upright, light, without private facts.
// Must not know: names, folders, posts.
import { CallError } from '#contract/errors.ts';
import type { Settings } from '#contract/values.ts';
import { errnoOf } from '#host/files/file-system.ts';
import { headerSize } from './header-size.ts';
import { originalOf, withoutFacts } from './original.ts';
import type { Sharp } from './sharp.ts';
import type { ImageKind } from './sniff.ts';
import { svgFault, svgSize } from './svg.ts';

export interface Picture {
  readonly bytes: Uint8Array;
  /** Without dot. */
  readonly extension: string;
  /** Pixels; 0 where unknown. */
  readonly width: number;
  readonly height: number;
  /** False where the library was missing: neither made lighter nor turned. */
  readonly converted: boolean;
}

export type ConvertSettings = Pick<
  Settings,
  'imageConvert' | 'imageMaxWidth' | 'imageMaxHeight' | 'imageQuality' | 'imageOriginal' | 'imagePrivate'
>;

/** As the settings say, always a WebP, or the file as it came. */
export type Format = 'setting' | 'webp' | 'original';

/** Just above the largest sensor of today's phones (16,320 x 12,240); a bomb is far beyond. */
export const MAX_PIXELS = 200_000_000;
/** The format has 14 bits for each side. */
const MAX_WEBP_SIDE = 16_383;
/** Near-lossless of a photograph takes more than this for each pixel; of a screenshot far less. */
const PHOTO_BYTES_PER_PIXEL = 0.6;

/** Kinds that no browser of every reader shows and that the library does not read: nothing useful could be stored. */
const UNREADABLE: ReadonlySet<ImageKind> = new Set(['heic', 'bmp', 'ico']);

/**
 * Makes the picture to store. Throws `not-an-image` where the bytes are damaged or of a kind that cannot be shown, `refused`
 * for an SVG with something active in it, `too-large` for too many pixels. Without the library the picture stays as it is; private
 * facts go all the same.
 */
export async function convertImage(
  sharp: Sharp | null,
  bytes: Uint8Array,
  kind: ImageKind,
  wanted: ConvertSettings,
  format: Format = 'setting',
): Promise<Picture> {
  const settings = format === 'webp' ? { ...wanted, imageConvert: true } : wanted;
  if (UNREADABLE.has(kind)) {
    throw new CallError('not-an-image', 'Browsers do not show that kind of image.', {
      kind,
      reason: 'unsupported',
    });
  }
  if (kind === 'svg') return checkedSvg(bytes);
  const asItCame = format === 'original' || (format === 'setting' && settings.imageOriginal === 'instead');
  if (sharp === null) return unconverted(bytes, kind);
  try {
    if (asItCame) {
      await checkPixels(sharp, bytes);
      const original = await originalOf(sharp, bytes, kind, {
        facts: settings.imagePrivate,
        maxPixels: MAX_PIXELS,
      });
      if (original !== null) return { ...original, converted: true };
    }
    return await converted(sharp, bytes, kind, settings);
  } catch (error) {
    if (error instanceof CallError || errnoOf(error) !== null) throw error;
    throw new CallError('not-an-image', 'The image is damaged or not complete.', { kind, reason: 'damaged' });
  }
}

function checkedSvg(bytes: Uint8Array): Picture {
  const fault = svgFault(bytes);
  if (fault !== null) {
    throw new CallError('refused', 'The SVG holds more than a picture (script or links).', {
      reason: 'svg',
      fault,
    });
  }
  return { bytes, extension: 'svg', ...svgSize(bytes), converted: true };
}

/** What can be done without the library: private facts out; which way is up stays written where the pixels say otherwise. */
function unconverted(bytes: Uint8Array, kind: ImageKind): Picture {
  const stripped = withoutFacts(bytes, kind) ?? bytes;
  return { bytes: stripped, extension: extensionOf(kind), ...headerSize(bytes, kind), converted: false };
}

function extensionOf(kind: ImageKind): string {
  return kind === 'apng' ? 'png' : kind;
}

/** Only the header is read here; nothing is decoded before its size is known. */
async function checkPixels(sharp: Sharp, bytes: Uint8Array) {
  const facts = await sharp(bytes, { limitInputPixels: false }).metadata();
  const { width, height } = facts;
  if (width * height <= MAX_PIXELS) return facts;
  const detail = { width, height, limit: MAX_PIXELS, reason: 'pixels' };
  throw new CallError('too-large', 'The image has too many pixels.', detail);
}

async function converted(
  sharp: Sharp,
  bytes: Uint8Array,
  kind: ImageKind,
  settings: ConvertSettings,
): Promise<Picture> {
  const facts = await checkPixels(sharp, bytes);
  const { width, height } = facts;
  const turned = (facts.orientation ?? 1) >= 5;
  const size = turned ? { width: height, height: width } : { width, height };
  const upright = (facts.orientation ?? 1) === 1;
  const moving = kind === 'apng' || ((kind === 'gif' || kind === 'webp') && (facts.pages ?? 1) > 1);
  const fits = size.width <= settings.imageMaxWidth && size.height <= settings.imageMaxHeight;
  if (moving || (kind === 'webp' && upright && fits) || (!settings.imageConvert && upright)) {
    const kept = await keptAsItIs(sharp, bytes, kind);
    if (kept !== null) return { bytes: kept, extension: extensionOf(kind), ...size, converted: true };
  }
  // A photo whose colours are halved already gains nothing from a careful halving, which takes as long as all the rest.
  const fine = kind !== 'jpg' || facts.chromaSubsampling === '4:4:4';
  return await encode(sharp, bytes, kind, settings, { cmyk: facts.space === 'cmyk', fine }, size);
}

/** The same picture without private facts; null for kinds whose container we do not take apart. */
async function keptAsItIs(sharp: Sharp, bytes: Uint8Array, kind: ImageKind): Promise<Uint8Array | null> {
  const clean = withoutFacts(bytes, kind);
  if (clean === null) return null;
  // Decoding it once, small, tells whether it is complete; of a moving one the first frame does.
  await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).resize(8).raw().toBuffer();
  return clean;
}

async function encode(
  sharp: Sharp,
  bytes: Uint8Array,
  kind: ImageKind,
  settings: ConvertSettings,
  colours: { readonly cmyk: boolean; readonly fine: boolean },
  size: { readonly width: number; readonly height: number },
): Promise<Picture> {
  const { imageMaxWidth: width, imageMaxHeight: height } = settings;
  const scale = settings.imageConvert ? Math.min(1, width / size.width, height / size.height) : 1;
  const open = () => {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient();
    const sized = scale < 1 ? image.resize({ width, height, fit: 'inside' }) : image;
    // Print colours mean nothing to a browser; every other profile stays with the picture.
    return colours.cmyk ? sized.withIccProfile('srgb') : sized.keepIccProfile();
  };
  const tall = Math.max(size.width, size.height) * scale > MAX_WEBP_SIDE;
  const drawn = kind === 'png' || kind === 'gif' || kind === 'tiff';
  const quality = settings.imageQuality;
  const webp = async () => {
    const lossy = { quality, smartSubsample: colours.fine, effort: 4 };
    if (!drawn) return await open().webp(lossy).toBuffer({ resolveWithObject: true });
    const near = await open()
      .webp({ nearLossless: true, quality: 60, effort: 4 })
      .toBuffer({ resolveWithObject: true });
    const perPixel = near.data.byteLength / (near.info.width * near.info.height);
    if (perPixel <= PHOTO_BYTES_PER_PIXEL || near.data.byteLength < 65_536) return near;
    return await open().webp(lossy).toBuffer({ resolveWithObject: true });
  };
  const same = async () => {
    const image = open();
    const out = drawn ? image.png({ compressionLevel: 9 }) : image.jpeg({ quality: Math.max(quality, 90) });
    return await out.toBuffer({ resolveWithObject: true });
  };
  const toWebp = !tall && (settings.imageConvert || !(drawn || kind === 'jpg'));
  const { data, info } = await (toWebp ? webp() : same());
  const extension = toWebp ? 'webp' : drawn ? 'png' : 'jpg';
  return { bytes: data, extension, width: info.width, height: info.height, converted: true };
}
