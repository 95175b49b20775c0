// Owns: the way of a dropped image into the journal: looked at, converted, named, stored once.
// Must not know: how the page got it, or how the reference to it is written.
import { dirname, extname } from 'node:path';
import type { CallArgs } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { StoredImage } from '#contract/image-calls.ts';
import type { Settings } from '#contract/values.ts';
import { type TemplateValues, urlOfPath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { versionOfBig } from '#host/files/version.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { convertImage, type Format, MAX_PIXELS, type Picture } from './convert.ts';
import type { ImageDeps } from './deps.ts';
import { imageFolderOf } from './folder.ts';
import { checkGoing, type Job, type Jobs } from './jobs.ts';
import { removeOwn, writeByTemplate, writeNamed } from './naming.ts';
import { originalOf } from './original.ts';
import { loadSharp } from './sharp.ts';
import { type ImageKind, sniffImage } from './sniff.ts';
import type { Sources } from './sources.ts';
import { findImages, ORIGINALS } from './walk.ts';

type StoreArgs = CallArgs<'image.store'>;

/** What storing works with beside its arguments. */
export interface StoreParts {
  readonly deps: ImageDeps;
  readonly sources: Sources;
  readonly jobs: Jobs;
  /** Images written since the host began, with their versions: what it may take away again by itself. */
  readonly fresh: Map<RelPath, string>;
}

/**
 * Stores the image and gives its path and URL. The same bytes, before or after conversion, give the file that is there. Throws
 * `too-large`, `not-an-image`, `refused` or `cancelled` with nothing stored.
 */
export function storeImage(parts: StoreParts, args: StoreArgs): Promise<StoredImage> {
  return parts.jobs.run(args.job, (job) => store(parts, args, job));
}

async function store(
  { deps, sources, jobs, fresh }: StoreParts,
  args: StoreArgs,
  job: Job,
): Promise<StoredImage> {
  const journal = deps.journal();
  const settings = deps.settings();
  const { bytes } = args;
  const format = args.format ?? 'setting';
  const kind = await checkedKind(args, settings);
  const source = await versionOfBig(bytes);
  const manner = mannerKey(source, format, settings);
  const remembered = await remembers(journal, sources, manner);
  if (remembered !== null) return remembered;

  const picture = await jobs.inTurn(job, async () => {
    job.stage('converting');
    return await convertImage(await loadSharp(deps.ports.log), bytes, kind, settings, format);
  });
  job.stage('writing');
  return await deps.queues.run([`images:${journal.info.id}`], async () => {
    checkGoing(job.signal);
    const version = await versionOfBig(picture.bytes);
    const twin = await findTwin(journal, picture, version);
    const path = twin ?? (await writeNew(deps, journal, args, picture, version));
    if (job.signal.aborted && twin === null) await removeOwn(journal, path, version);
    checkGoing(job.signal);
    if (twin === null) await keepOriginal(deps, journal, { path, kind, picture, settings, format, bytes });
    const { width, height } = picture;
    await sources.set(journal.info.id, manner, { path, version, width, height }).catch((error: unknown) => {
      deps.ports.log('warn', 'the origin of an image could not be remembered', error);
    });
    if (twin === null) {
      fresh.set(path, version);
      // The journal tells the page that there is another image.
      await journal.refresh([path]);
    }
    return answer(path, picture.bytes.byteLength, picture, {
      reused: twin !== null,
      converted: picture.converted,
    });
  });
}

/** The kind of what was dropped, by its bytes. Throws `too-large` or `not-an-image`. */
export async function checkedKind(
  { bytes, name }: { readonly bytes: Uint8Array; readonly name: string },
  { imageLimit }: Pick<Settings, 'imageLimit'>,
): Promise<ImageKind> {
  if (bytes.byteLength > imageLimit) {
    const detail = { size: bytes.byteLength, limit: imageLimit, reason: 'bytes' };
    throw new CallError('too-large', 'The image file is too large.', detail);
  }
  const kind = await sniffImage(bytes);
  if (kind === null) throw new CallError('not-an-image', 'That file is no image.', { name, reason: 'kind' });
  return kind;
}

/** Under what the outcome of these bytes is remembered: a WebP of them does not answer for the file as it came. */
function mannerKey(source: string, format: Format, settings: Settings): string {
  const asItCame = format === 'original' || (format === 'setting' && settings.imageOriginal === 'instead');
  if (!asItCame) return format === 'webp' || settings.imageConvert ? source : `${source}0c`;
  return `${source}${settings.imagePrivate ? '0f' : '00'}`;
}

export function answer(
  path: RelPath,
  size: number,
  { width, height }: { readonly width: number; readonly height: number },
  how: { readonly reused: boolean; readonly converted: boolean },
): StoredImage {
  return { path, url: urlOfPath(path), width, height, size, ...how };
}

/** The file that these very bytes became before, if it is still what it was. */
async function remembers(
  journal: JournalHandle,
  sources: Sources,
  source: string,
): Promise<StoredImage | null> {
  const known = await sources.get(journal.info.id, source);
  if (known === null) return null;
  const found = await locate(journal.root, known.path)
    .then((at) => readRegular(at.file))
    .catch(() => null);
  if (found === null || found.version !== known.version) return null;
  return answer(known.path, found.bytes.byteLength, known, { reused: true, converted: true });
}

/** A file of the journal with the same bytes; those of another size need not be read. */
export async function findTwin(
  journal: JournalHandle,
  picture: Pick<Picture, 'bytes'>,
  version: string,
): Promise<RelPath | null> {
  for (const image of await findImages(journal.root, journal.site.destination)) {
    if (image.size !== picture.bytes.byteLength) continue;
    const found = await locate(journal.root, image.path)
      .then((at) => readRegular(at.file))
      .catch(() => null);
    if (found?.version === version) return image.path;
  }
  return null;
}

async function writeNew(
  deps: ImageDeps,
  journal: JournalHandle,
  args: StoreArgs,
  picture: Picture,
  version: string,
): Promise<RelPath> {
  const settings = deps.settings();
  const values = (n: number): TemplateValues => ({
    categories: args.categories,
    slug: args.slug,
    date: journal.entry(args.post)?.date ?? null,
    name: args.name.slice(0, args.name.length - extname(args.name).length),
    n,
    hash: version,
  });
  const folder = await imageFolderOf(journal, args.post, settings, values(1));
  return await writeByTemplate(journal, folder, picture, settings, values);
}

interface Kept {
  readonly path: RelPath;
  readonly kind: ImageKind;
  readonly picture: Picture;
  readonly settings: Settings;
  readonly format: Format;
  readonly bytes: Uint8Array;
}

/** The file as it came, beside what was made of it, where the settings want that; a failure is no reason to lose the image. */
async function keepOriginal(deps: ImageDeps, journal: JournalHandle, kept: Kept): Promise<void> {
  const { path, kind, picture, settings, format, bytes } = kept;
  if (settings.imageOriginal !== 'beside' || format !== 'setting') return;
  if (kind === 'svg' || Buffer.from(picture.bytes).equals(bytes)) return;
  try {
    const sharp = await loadSharp(deps.ports.log);
    const options = { facts: settings.imagePrivate, maxPixels: MAX_PIXELS };
    const original = await originalOf(sharp, bytes, kind, options);
    if (original === null) return;
    const folder = dirname(path) === '.' ? ORIGINALS : `${dirname(path)}/${ORIGINALS}`;
    const name = path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    await writeNamed(journal, folder, name, original);
  } catch (error) {
    deps.ports.log('warn', 'the original of an image could not be kept', error);
  }
}
