// Owns: finding a free name for a new image by the person's template, and writing it there.
// Must not know: where the bytes came from, or who refers to them.
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { Settings } from '#contract/values.ts';
import { fillName, type TemplateValues } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { diskFileSystem } from '#host/files/file-system.ts';
import { checkNewPath, nameKey } from '#host/files/names.ts';
import { readRegular } from '#host/files/read-file.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { pathIn } from '#host/posts/place.ts';

const MOST = 10_000;

/** Writes the bytes under the first free name that the template gives in `folder`; never over anything. */
export async function writeByTemplate(
  journal: JournalHandle,
  folder: string,
  file: { readonly bytes: Uint8Array; readonly extension: string },
  settings: Pick<Settings, 'imageName' | 'slugStyle'>,
  values: (n: number) => TemplateValues,
): Promise<RelPath> {
  let previous = '';
  for (let n = 1; n < MOST; n++) {
    const filled = fillName(settings.imageName, values(n), settings.slugStyle);
    // A template without a number gives the same name again: the number then goes behind it.
    const name =
      filled === previous || (n > 1 && !settings.imageName.includes('{n}')) ? `${filled}-${n}` : filled;
    previous = filled;
    const path = pathIn(folder, `${name}.${file.extension}`);
    checkNewPath(`${name}.${file.extension}`);
    if (await writeWhereFree(journal, path, file.bytes)) return path;
  }
  throw new CallError('exists', 'Too many images have that name.');
}

/** Writes the bytes as `name.extension` in `folder`, or with a number behind the name where that is taken. */
export async function writeNamed(
  journal: JournalHandle,
  folder: string,
  name: string,
  file: { readonly bytes: Uint8Array; readonly extension: string },
): Promise<RelPath> {
  for (let n = 1; n < MOST; n++) {
    const path = pathIn(folder, `${name}${n === 1 ? '' : `-${n}`}.${file.extension}`);
    checkNewPath(path);
    if (await writeWhereFree(journal, path, file.bytes)) return path;
  }
  throw new CallError('exists', 'Too many images have that name.');
}

/** False where a file has that name, or one that is the same on another system. */
async function writeWhereFree(journal: JournalHandle, path: RelPath, bytes: Uint8Array): Promise<boolean> {
  const at = await locate(journal.root, path);
  if (at.exists) return false;
  const folder = dirname(at.file);
  await makeFolder(at.root, folder);
  const key = nameKey(basename(path));
  if ((await readdir(folder)).some((name) => nameKey(name) === key)) return false;
  const result = await writeAtomic(at.file, bytes, null);
  return result.ok;
}

/** Takes away a file that the host wrote itself, if it still is what was written. True where it has gone. */
export async function removeOwn(journal: JournalHandle, path: RelPath, version: string): Promise<boolean> {
  const at = await locate(journal.root, path);
  const found = at.exists ? await readRegular(at.file) : null;
  if (found?.version !== version) return false;
  await diskFileSystem.unlink(at.name);
  return true;
}
