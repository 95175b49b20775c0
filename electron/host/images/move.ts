// Owns: giving an image another name or folder while every reference to it follows, and taking that back.
// Must not know: how references are read or spelled.

import { randomBytes } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CallArgs, CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import { followMoves, isImagePath, urlOfPath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { applyEdits, type Edit } from '#core/text.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { moveFile } from '#host/files/move-file.ts';
import { checkNewPath, nameKey } from '#host/files/names.ts';
import { type ReadFile, readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { type PostDeps, postKey } from '#host/posts/deps.ts';
import { savePost } from '#host/posts/save.ts';
import { changesOf } from './line-changes.ts';
import { certainUsage } from './usage.ts';

interface Rewrite {
  readonly post: RelPath;
  readonly before: string;
  readonly after: string;
  readonly version: string;
  readonly edits: readonly Edit[];
}

interface Done {
  readonly journal: string;
  readonly from: RelPath;
  readonly to: RelPath;
  readonly rewrites: readonly Rewrite[];
}

export interface ImageMoves {
  move(args: CallArgs<'image.move'>): Promise<CallResult<'image.move'>>;
  undo(args: CallArgs<'image.undo'>): Promise<CallResult<'image.undo'>>;
}

const MAX_UNDO = 20;

export function createImageMoves(deps: PostDeps): ImageMoves {
  const done = new Map<string, Done>();
  return {
    async move({ path, to, dryRun }) {
      const journal = deps.journal();
      const image = await checkMove(journal, path, to);
      const rewrites = await planRewrites(journal, path, to);
      const posts = rewrites.map(({ post, before, edits }) => ({
        path: post,
        changes: changesOf(before, edits),
      }));
      if (dryRun) return { path: to, url: urlOfPath(to), posts, undo: null };
      await carryOut(deps, journal, { from: path, to, image, rewrites });
      const undo = randomBytes(12).toString('base64url');
      done.set(undo, { journal: journal.info.id, from: path, to, rewrites });
      for (const oldest of done.keys()) if (done.size > MAX_UNDO) done.delete(oldest);
      return { path: to, url: urlOfPath(to), posts, undo };
    },
    async undo({ undo }) {
      const journal = deps.journal();
      const past = done.get(undo);
      if (past === undefined || past.journal !== journal.info.id) {
        throw new CallError('stale', 'That cannot be taken back any more.');
      }
      const image = await checkMove(journal, past.to, past.from);
      const rewrites = await planBack(journal, past);
      await carryOut(deps, journal, { from: past.to, to: past.from, image, rewrites });
      done.delete(undo);
      return { path: past.from, posts: rewrites.map(({ post }) => post) };
    },
  };
}

async function checkMove(journal: JournalHandle, path: RelPath, to: RelPath): Promise<ReadFile> {
  const extension = (name: string) => name.slice(name.lastIndexOf('.')).toLowerCase();
  if (!isImagePath(path) || extension(path) !== extension(to)) {
    throw new CallError('refused', 'An image keeps its kind when it is renamed.', { path, to });
  }
  if (path.split('/').some((part) => part.startsWith('.'))) {
    throw new CallError('refused', 'Hidden files and folders are left alone.', { path });
  }
  checkNewPath(to);
  const at = await locate(journal.root, path);
  const image = at.exists ? await readRegular(at.file) : null;
  if (image === null) throw new CallError('not-found', 'The image is not there any more.', { path });
  return image;
}

/** What every post that uses the image becomes; throws where one of them cannot be written. */
async function planRewrites(journal: JournalHandle, path: RelPath, to: RelPath): Promise<readonly Rewrite[]> {
  const { users } = await certainUsage(journal);
  const { baseurl, url } = journal.site;
  const wanted = path.normalize('NFC');
  const rewrites: Rewrite[] = [];
  for (const user of users.get(path) ?? []) {
    const post = user.post as RelPath; // users are paths of the journal's entries
    const { text, version } = await readPostText(journal, post);
    const edits = followMoves(text, { post, baseurl, url }, (each) => (each === wanted ? to : null));
    if (edits.length > 0)
      rewrites.push({ post, before: text, after: applyEdits(text, edits), version, edits });
  }
  return rewrites;
}

/** Posts that are still what the move made of them get their very bytes back; in others the references follow. */
async function planBack(journal: JournalHandle, past: Done): Promise<readonly Rewrite[]> {
  const made = new Map(past.rewrites.map((rewrite) => [rewrite.post, rewrite]));
  const following = await planRewrites(journal, past.to, past.from);
  return following.map((rewrite) => {
    const former = made.get(rewrite.post);
    return former?.after === rewrite.before ? { ...rewrite, after: former.before } : rewrite;
  });
}

async function readPostText(
  journal: JournalHandle,
  post: RelPath,
): Promise<{ text: string; version: string }> {
  const at = await locate(journal.root, post);
  const found = await readRegular(at.file);
  if (found === null)
    throw new CallError('stale', 'A post that uses the image has just gone.', { path: post });
  const { text, misfit } = textOf(found.bytes);
  if (misfit !== null) {
    throw new CallError('not-utf8', 'A post that uses the image is no UTF-8 text.', { path: post });
  }
  return { text, version: found.version };
}

interface Work {
  readonly from: RelPath;
  readonly to: RelPath;
  readonly image: ReadFile;
  readonly rewrites: readonly Rewrite[];
}

/**
 * First the image stands under both names, then the posts change, then the old name goes: at every moment, also after a
 * crash, every reference resolves. Where a post cannot be saved the image keeps both names, and that is told.
 */
async function carryOut(deps: PostDeps, journal: JournalHandle, work: Work): Promise<void> {
  const { from, to, image, rewrites } = work;
  const keys = [`images:${journal.info.id}`, ...rewrites.map(({ post }) => postKey(journal, post))];
  await deps.queues.run(keys, async () => {
    const respelled = dirname(from) === dirname(to) && nameKey(from) === nameKey(to);
    await place(journal, from, to, image, respelled);
    for (const { post, after, version } of rewrites) {
      await savePost(deps, journal, post, after, version).catch((error: unknown) => {
        const code = error instanceof CallError ? error.code : 'io';
        throw new CallError(code, 'A post changed meanwhile; the image has both names now.', { path: post });
      });
    }
    if (!respelled) await removeCopy(journal, from, image);
    await journal.refresh([from, to]);
  });
}

async function place(
  journal: JournalHandle,
  from: RelPath,
  to: RelPath,
  image: ReadFile,
  respelled: boolean,
): Promise<void> {
  const source = await locate(journal.root, from);
  const target = await locate(journal.root, to);
  if (respelled) {
    await moveFile(source.root, source.name, target.name);
    return;
  }
  await makeFolder(target.root, dirname(target.file));
  const result = await writeAtomic(target.file, image.bytes, null);
  // The same bytes under that name are what a move that was cut short has left.
  if (!result.ok) throw new CallError('exists', 'There is a file of that name already.', { path: to });
}

/** Only a file that still is what was copied may go; its bytes stay under the new name. */
async function removeCopy(journal: JournalHandle, from: RelPath, image: ReadFile): Promise<void> {
  const at = await locate(journal.root, from);
  const found = at.exists ? await readRegular(at.file) : null;
  if (found?.version === image.version) await unlink(at.name);
}
