// Owns: the way of a dropped image into the journal: looked at, converted, named, stored once.
// Must not know: how the page got it, or how the reference to it is written.
import { readdir } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { CallArgs, CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import { fillName, type TemplateValues, urlOfPath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { checkNewPath, nameKey } from '#host/files/names.ts';
import { readRegular } from '#host/files/read-file.ts';
import { versionOfBig } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { pathIn } from '#host/posts/place.ts';
import { convertImage, type Picture } from './convert.ts';
import type { ImageDeps } from './deps.ts';
import { imageFolderOf } from './folder.ts';
import { loadSharp } from './sharp.ts';
import { sniffImage } from './sniff.ts';
import type { Sources } from './sources.ts';
import { findImages } from './walk.ts';

type Stored = CallResult<'image.store'>;

/**
 * Stores the image and gives its path and URL. The same bytes, before or after conversion, give the file that is there. Throws
 * `too-large`, `not-an-image` or `refused` with nothing stored.
 */
export async function storeImage(
  deps: ImageDeps,
  sources: Sources,
  args: CallArgs<'image.store'>,
): Promise<Stored> {
  const journal = deps.journal();
  const settings = deps.settings();
  const { bytes } = args;
  if (bytes.byteLength > settings.imageLimit) {
    const detail = { size: bytes.byteLength, limit: settings.imageLimit, reason: 'bytes' };
    throw new CallError('too-large', 'The image file is too large.', detail);
  }
  const kind = await sniffImage(bytes);
  if (kind === null) {
    throw new CallError('not-an-image', 'That file is no image.', { name: args.name, reason: 'kind' });
  }
  const source = await versionOfBig(bytes);
  const remembered = await remembers(journal, sources, source);
  if (remembered !== null) return remembered;

  const sharp = await loadSharp(deps.ports.log);
  const picture = await convertImage(sharp, bytes, kind, settings);
  return await deps.queues.run([`images:${journal.info.id}`], async () => {
    const version = await versionOfBig(picture.bytes);
    const twin = await findTwin(journal, picture, version);
    const path = twin ?? (await writeNew(deps, journal, args, picture, version));
    const { width, height } = picture;
    await sources.set(journal.info.id, source, { path, version, width, height }).catch((error: unknown) => {
      deps.ports.log('warn', 'the origin of an image could not be remembered', error);
    });
    // The journal tells the page that there is another image.
    if (twin === null) await journal.refresh([path]);
    return answer(path, picture.bytes.byteLength, picture, {
      reused: twin !== null,
      converted: picture.converted,
    });
  });
}

function answer(
  path: RelPath,
  size: number,
  { width, height }: { readonly width: number; readonly height: number },
  how: { readonly reused: boolean; readonly converted: boolean },
): Stored {
  return { path, url: urlOfPath(path), width, height, size, ...how };
}

/** The file that these very bytes became before, if it is still what it was. */
async function remembers(journal: JournalHandle, sources: Sources, source: string): Promise<Stored | null> {
  const known = await sources.get(journal.info.id, source);
  if (known === null) return null;
  const found = await locate(journal.root, known.path)
    .then((at) => readRegular(at.file))
    .catch(() => null);
  if (found === null || found.version !== known.version) return null;
  return answer(known.path, found.bytes.byteLength, known, { reused: true, converted: true });
}

/** A file of the journal with the same bytes; those of another size need not be read. */
async function findTwin(journal: JournalHandle, picture: Picture, version: string): Promise<RelPath | null> {
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
  args: CallArgs<'image.store'>,
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
  let previous = '';
  for (let n = 1; n < 10_000; n++) {
    const filled = fillName(settings.imageName, values(n), settings.slugStyle);
    // A template without a number gives the same name again: the number then goes behind it.
    const name =
      filled === previous || (n > 1 && !settings.imageName.includes('{n}')) ? `${filled}-${n}` : filled;
    previous = filled;
    const path = pathIn(folder, `${name}.${picture.extension}`);
    checkNewPath(`${name}.${picture.extension}`);
    if (await writeWhereFree(journal, path, picture.bytes)) return path;
  }
  throw new CallError('exists', 'Too many images have that name.');
}

/** False where a file has that name, or one that is the same on another system. */
async function writeWhereFree(journal: JournalHandle, path: RelPath, bytes: Uint8Array): Promise<boolean> {
  const at = await locate(journal.root, path);
  if (at.exists) return false;
  const folder = dirname(at.file);
  await makeFolder(at.root, folder);
  const key = nameKey(path.slice(path.lastIndexOf('/') + 1));
  if ((await readdir(folder)).some((name) => nameKey(name) === key)) return false;
  const result = await writeAtomic(at.file, bytes, null);
  return result.ok;
}
