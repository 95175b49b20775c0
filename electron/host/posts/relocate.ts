// Owns: giving a post another name or category with the images that are its own, all or nothing, and taking that back.
// Must not know: how references are read, or how a post's file is moved.
import { randomBytes } from 'node:crypto';
import type { CallArgs, CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import { followMoves } from '#core/images/index.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { parsePostFileName } from '#core/site/post-path.ts';
import { applyEdits, type Edit } from '#core/text.ts';
import { textOf } from '#host/files/text-of.ts';
import { changesOf } from '#host/images/line-changes.ts';
import {
  copyImages,
  type FolderMove,
  type ImageMove,
  isTaken,
  planFolderMove,
} from '#host/images/own-folder.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { freshEntry, locatePost, type PostDeps, postKey, readBase } from './deps.ts';
import { withProblem } from './follow-index.ts';
import { movePost, planMove } from './move.ts';
import { movePostFile } from './place.ts';
import { readPost } from './read.ts';
import { renamedPath } from './rename.ts';
import { savePost } from './save.ts';

type Args = CallArgs<'post.relocate'>;
type Result = CallResult<'post.relocate'>;

interface Done {
  readonly journal: string;
  readonly from: RelPath;
  readonly to: RelPath;
  readonly images: readonly ImageMove[];
  readonly categories: readonly string[];
  /** The text before, and what came of it; null where it is no UTF-8 and stayed. */
  readonly text: { readonly before: string; readonly after: string } | null;
}

export interface Relocations {
  relocate(args: Args): Promise<Result>;
  back(args: CallArgs<'post.relocate-back'>): Promise<CallResult<'post.relocate-back'>>;
}

const MAX_UNDO = 50;

export function createRelocations(deps: PostDeps): Relocations {
  const done = new Map<string, Done>();
  return {
    async relocate(args) {
      const journal = deps.journal();
      const { path, base, to } = args;
      const entry = journal.entry(path) ?? (await freshEntry(journal, path));
      const target = await targetOf(journal, path, to);
      const { text, misfit } = textOf((await readBase(await locatePost(journal, path), base)).bytes);
      // A text that is never written keeps its images where they are.
      const folder =
        args.images && misfit === null
          ? await planFolderMove(journal, path, text, entry, factsAfter(entry, path, target, to))
          : null;
      const edits = folder === null ? [] : editsOf(journal, text, path, folder.images);
      const plan = {
        folder: folder === null ? null : { from: folder.from, to: folder.to },
        images: [...(folder?.images ?? [])],
        taken: args.dryRun && folder !== null && (await isTaken(journal, folder.images)),
        changes: changesOf(text, edits),
      };
      if (args.dryRun) return { path: target, version: base, entry: null, ...plan, undo: null };
      const keys = [`images:${journal.info.id}`, `new:${journal.info.id}`];
      return await deps.queues.run([...keys, postKey(journal, path), postKey(journal, target)], async () => {
        const read = await carryOut(deps, journal, args, { text, edits, folder });
        const undo = randomBytes(12).toString('base64url');
        done.set(undo, {
          journal: journal.info.id,
          from: path,
          to: read.path,
          images: plan.images,
          categories: entry.categories,
          text: misfit === null ? { before: text, after: read.text } : null,
        });
        for (const oldest of done.keys()) if (done.size > MAX_UNDO) done.delete(oldest);
        return { path: read.path, version: read.version, entry: read.entry, ...plan, undo };
      });
    },
    async back({ undo }) {
      const journal = deps.journal();
      const past = done.get(undo);
      if (past === undefined || past.journal !== journal.info.id) {
        throw new CallError('stale', 'That cannot be taken back any more.');
      }
      const keys = [`images:${journal.info.id}`, `new:${journal.info.id}`];
      const read = await deps.queues.run(
        [...keys, postKey(journal, past.from), postKey(journal, past.to)],
        () => takeBack(deps, journal, past),
      );
      done.delete(undo);
      return { from: past.to, path: read.path, version: read.version };
    },
  };
}

async function targetOf(journal: JournalHandle, path: RelPath, to: Args['to']): Promise<RelPath> {
  if ('slug' in to) return renamedPath(journal, path, to.slug, to.date);
  return (await planMove(journal, path, to.categories)).path;
}

function factsAfter(entry: PostEntry, path: RelPath, target: RelPath, to: Args['to']) {
  if ('categories' in to) return { ...entry, categories: to.categories };
  const name = (of: RelPath) => parsePostFileName(of.slice(of.lastIndexOf('/') + 1));
  // A slug of the front matter stays whatever the file is called.
  const slug = entry.slug === name(path).slug ? name(target).slug : entry.slug;
  return { ...entry, slug, date: to.date ?? entry.date };
}

/** The edits that make the references in the post at `path` follow the images. */
function editsOf(
  journal: JournalHandle,
  text: string,
  path: RelPath,
  images: readonly ImageMove[],
): readonly Edit[] {
  const { baseurl, url } = journal.site;
  const moved = new Map(images.map(({ from, to }) => [from.normalize('NFC'), to]));
  return followMoves(text, { post: path, baseurl, url }, (each) => moved.get(each) ?? null);
}

interface Plan {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly folder: FolderMove | null;
}

/**
 * First the images stand in both places, then the text changes, then the post's file moves, then the old images go: at every
 * moment, also after a crash, every reference resolves. What fails before the file has moved is undone.
 */
async function carryOut(
  deps: PostDeps,
  journal: JournalHandle,
  { path, base, to }: Args,
  { text, edits, folder }: Plan,
): Promise<CallResult<'post.read'>> {
  const copies = folder === null ? null : await copyImages(journal, folder.images);
  let version = base;
  try {
    if (edits.length > 0)
      version = (await savePost(deps, journal, path, applyEdits(text, edits), base)).version;
    const read = await moveIt(deps, journal, path, to, version);
    await copies?.removeOld();
    if (folder !== null) await journal.refresh(folder.images.flatMap((each) => [each.from, each.to]));
    return read;
  } catch (error) {
    if (version !== base) {
      await savePost(deps, journal, path, text, version).then(
        () => copies?.removeNew(),
        // The text that refers to the copies stays; so do they.
        (second: unknown) => deps.ports.log('error', 'a move that failed could not be undone', second),
      );
    } else await copies?.removeNew();
    throw error;
  }
}

async function moveIt(
  deps: PostDeps,
  journal: JournalHandle,
  path: RelPath,
  to: Args['to'],
  base: string,
): Promise<CallResult<'post.read'>> {
  if ('categories' in to) {
    return await movePost(deps, journal, path, await planMove(journal, path, to.categories), base);
  }
  const target = renamedPath(journal, path, to.slug, to.date);
  const problem = await movePostFile(deps, journal, path, target, base);
  const read = await readPost(journal, target);
  return { ...read, entry: withProblem(read.entry, problem) };
}

/** A post that is still what the change made of it gets its very bytes back; else only its place and its references. */
async function takeBack(
  deps: PostDeps,
  journal: JournalHandle,
  past: Done,
): Promise<CallResult<'post.read'>> {
  const back = past.images.map(({ from, to }) => ({ from: to, to: from }));
  const now = await readPost(journal, past.to);
  const untouched = past.text !== null && now.text === past.text.after;
  const copies = await copyImages(journal, back);
  try {
    let at = past.from;
    if (untouched || now.readOnly || sameCategories(now.entry.categories, past.categories)) {
      await movePostFile(deps, journal, past.to, past.from, now.version);
    } else {
      const plan = await planMove(journal, past.to, past.categories);
      at = (await movePost(deps, journal, past.to, { ...plan, path: past.from }, now.version)).path;
    }
    const moved = await readPost(journal, at);
    const text = untouched && past.text !== null ? past.text.before : followed(journal, moved, back);
    if (text !== moved.text && !moved.readOnly) await savePost(deps, journal, at, text, moved.version);
    await copies.removeOld();
    await journal.refresh(back.flatMap((each) => [each.from, each.to]));
    return await readPost(journal, at);
  } catch (error) {
    // Where the text was changed already, both places keep the images.
    if ((await readPost(journal, past.to).catch(() => null)) !== null) await copies.removeNew();
    throw error;
  }
}

function followed(
  journal: JournalHandle,
  { path, text }: CallResult<'post.read'>,
  images: readonly ImageMove[],
) {
  return applyEdits(text, editsOf(journal, text, path, images));
}

const sameCategories = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, at) => each === other[at]);
