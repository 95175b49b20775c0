// Owns: second thoughts about a stored image: another name or another format, with the way back, and nothing left over.
// Must not know: the text that refers to it; its writer says which side it shows.
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { CallArgs, CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import { fillName, isImagePath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { type ReadFile, readRegular } from '#host/files/read-file.ts';
import { versionOfBig } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { convertImage, type Picture } from './convert.ts';
import { headerSize } from './header-size.ts';
import { removeOwn, writeNamed } from './naming.ts';
import { loadSharp } from './sharp.ts';
import { sniffImage } from './sniff.ts';
import { answer, checkedKind, findTwin, type StoreParts } from './store.ts';
import { certainUsage } from './usage.ts';

interface Side {
  readonly path: RelPath;
  readonly bytes: Uint8Array;
  readonly version: string;
  /** The host wrote this file for this very image: it may take it away again. */
  readonly own: boolean;
}

interface Swap {
  readonly journal: string;
  readonly before: Side;
  readonly after: Side;
}

export interface Adjustments {
  adjust(args: CallArgs<'image.adjust'>): Promise<CallResult<'image.adjust'>>;
  ready(args: CallArgs<'image.ready'>): Promise<void>;
  settle(args: CallArgs<'image.settle'>): Promise<CallResult<'image.settle'>>;
}

/** Both sides' bytes are kept so that each can come back; this much of them, in number and in bytes. */
const MOST = 100;
const MOST_BYTES = 128 * 1024 * 1024;

export function createAdjustments(
  parts: StoreParts,
  certain: typeof certainUsage = certainUsage,
): Adjustments {
  const { deps, jobs, fresh } = parts;
  const swaps = new Map<string, Swap>();

  const remember = (swap: Swap): string => {
    const id = randomBytes(12).toString('base64url');
    swaps.set(id, swap);
    const sizeOf = ({ before, after }: Swap) => before.bytes.byteLength + after.bytes.byteLength;
    let size = [...swaps.values()].reduce((sum, one) => sum + sizeOf(one), 0);
    for (const [oldest, one] of swaps) {
      if (oldest === id || (swaps.size <= MOST && size <= MOST_BYTES)) break;
      swaps.delete(oldest);
      size -= sizeOf(one);
    }
    return id;
  };
  const known = (id: string, journal: JournalHandle): Swap => {
    const swap = swaps.get(id);
    if (swap?.journal === journal.info.id) return swap;
    throw new CallError('stale', 'That cannot be taken back any more.');
  };

  return {
    adjust: (args) =>
      jobs.run(undefined, async (job) => {
        const journal = deps.journal();
        const settings = { ...deps.settings(), imagePrivate: args.private };
        const found = await readImage(journal, args.path);
        const picture = await jobs.inTurn(job, () => pictureOf(args, found, settings, deps.ports.log));
        return await deps.queues.run([`images:${journal.info.id}`], async () => {
          const version = await versionOfBig(picture.bytes);
          const twin = version === found.version ? null : await findTwin(journal, picture, version);
          const folder = dirname(args.path) === '.' ? '' : dirname(args.path);
          const values = { categories: [], slug: '', date: null, n: 1, hash: version, name: args.name };
          const name = fillName('{name}', values, settings.slugStyle);
          const path = twin ?? (await writeNamed(journal, folder, name, picture));
          if (twin === null) {
            fresh.set(path, version);
            await journal.refresh([path]);
          }
          const swap = remember({
            journal: journal.info.id,
            before: {
              path: args.path,
              bytes: found.bytes,
              version: found.version,
              own: fresh.get(args.path) === found.version,
            },
            after: { path, bytes: picture.bytes, version, own: twin === null },
          });
          const how = { reused: twin !== null, converted: picture.converted };
          return { ...answer(path, picture.bytes.byteLength, picture, how), swap };
        });
      }),
    async ready({ swap, side }) {
      const journal = deps.journal();
      const wanted = known(swap, journal)[side];
      await deps.queues.run([`images:${journal.info.id}`], async () => {
        const at = await locate(journal.root, wanted.path);
        if (at.exists) return;
        await makeFolder(at.root, dirname(at.file));
        await writeAtomic(at.file, wanted.bytes, null);
        fresh.set(wanted.path, wanted.version);
        await journal.refresh([wanted.path]);
      });
    },
    async settle({ swap, side }) {
      const journal = deps.journal();
      const other = known(swap, journal)[side === 'before' ? 'after' : 'before'];
      if (!other.own) return { removed: null };
      return await deps.queues.run([`images:${journal.info.id}`], async () => {
        const { users, pages } = await certain(journal);
        const used = (users.get(other.path) ?? []).length > 0 || pages.has(other.path);
        if (used) return { removed: null };
        const removed = await removeOwn(journal, other.path, other.version);
        if (removed) await journal.refresh([other.path]);
        return { removed: removed ? other.path : null };
      });
    },
  };
}

async function readImage(journal: JournalHandle, path: RelPath): Promise<ReadFile> {
  if (!isImagePath(path) || path.split('/').some((part) => part.startsWith('.'))) {
    throw new CallError('refused', 'That file is no image of the journal.', { path });
  }
  const at = await locate(journal.root, path);
  const found = at.exists ? await readRegular(at.file) : null;
  if (found === null) throw new CallError('not-found', 'The image is not there any more.', { path });
  return found;
}

/** The same picture where only the name changes; else made anew of the file as it came. */
async function pictureOf(
  args: CallArgs<'image.adjust'>,
  found: ReadFile,
  settings: Parameters<typeof convertImage>[3] & { readonly imageLimit: number },
  log: StoreParts['deps']['ports']['log'],
): Promise<Picture> {
  const { bytes, format, path, name } = args;
  if (format !== null && bytes !== null) {
    const kind = await checkedKind({ bytes, name }, settings);
    return await convertImage(await loadSharp(log), bytes, kind, settings, format);
  }
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const kind = await sniffImage(found.bytes);
  const size = kind === null ? { width: 0, height: 0 } : headerSize(found.bytes, kind);
  return { bytes: found.bytes, extension, ...size, converted: true };
}
