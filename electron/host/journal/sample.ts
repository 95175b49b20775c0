// Owns: the person's own copy of the sample journal: made once, never overwritten.
// Must not know: what is in it.
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { errnoOf } from '#host/files/file-system.ts';
import type { Ports } from '#host/ports.ts';

const NAME = 'Galley sample journal';

type SamplePorts = Pick<Ports, 'dirs' | 'sampleFolder'>;

/** Absolute path of the copy in the documents folder, which is made if it is not there. Throws `io` where it cannot be made. */
export async function sampleJournal(ports: SamplePorts): Promise<string> {
  const { documents } = ports.dirs;
  const target = join(documents, NAME);
  if (await isFolder(target)) return target;
  try {
    await mkdir(documents, { recursive: true });
    const fresh = await mkdtemp(join(documents, '.galley-sample-'));
    try {
      await copyFolder(ports.sampleFolder, fresh);
      await rename(fresh, target);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  } catch (error) {
    // Another window may have been quicker.
    if (await isFolder(target)) return target;
    throw new CallError('io', 'The sample journal could not be copied.', {
      code: errnoOf(error) ?? 'unknown',
    });
  }
  return target;
}

/** True for the folder that `sampleJournal` gives. */
export async function isSample(ports: SamplePorts, root: string): Promise<boolean> {
  return await realpath(join(ports.dirs.documents, NAME)).then(
    (real) => real === root,
    () => false,
  );
}

/** Files one by one: the shipped journal may lie in an archive that only plain reads can look into. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const item of await readdir(from, { withFileTypes: true })) {
    const source = join(from, item.name);
    const target = join(to, item.name);
    if (item.isDirectory()) await copyFolder(source, target);
    else if (item.isFile()) await writeFile(target, await readFile(source), { flag: 'wx' });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await lstat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
