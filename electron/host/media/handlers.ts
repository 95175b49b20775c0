// Owns: the calls `media.*`: the list, plans kept by id until they are carried out or forgotten, and what can be taken back.
// Must not know: how a plan is made or carried out, or how the page shows it.
import { randomBytes } from 'node:crypto';
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { MediaDone, MediaPlan } from '#contract/media-calls.ts';
import type { Handlers } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { applyEdits } from '#core/text.ts';
import type { Place } from '#host/export/undo-log.ts';
import { loadSharp } from '#host/images/sharp.ts';
import { forgetImages } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { HostEvent, Ports } from '#host/ports.ts';
import { type PostDeps, postKey } from '#host/posts/deps.ts';
import { emptiedFolders } from '#host/taxonomy/apply.ts';
import { changedMeanwhile } from '#host/taxonomy/check.ts';
import { applyMedia } from './apply.ts';
import { createFactsReader } from './facts.ts';
import { readText } from './follow.ts';
import { mediaList } from './list.ts';
import type { PreparedMedia } from './model.ts';
import { prepareMedia } from './prepare.ts';
import { type MediaRecord, mediaPlace, readNotes } from './state.ts';
import { undoMedia } from './undo.ts';

export interface MediaDeps extends Pick<PostDeps, 'journal' | 'queues' | 'history'> {
  readonly ports: Pick<Ports, 'dirs' | 'now' | 'log' | 'trash'>;
  readonly emit: (event: HostEvent) => void;
}

type MediaCall = `media.${'list' | 'facts' | 'plan' | 'cancel' | 'diff' | 'apply' | 'changes' | 'undo'}`;
export type MediaHandlers = Pick<Handlers, MediaCall>;

/** Plans beyond this many are forgotten, oldest first: a plan of conversions holds their pictures. */
const MAX_PLANS = 3;
/** Milliseconds between two tellings of progress. */
const PACE = 100;

export interface Media {
  readonly handlers: MediaHandlers;
  /** Resolves when the history has everything, and nothing made for a plan is left. */
  idle(): Promise<void>;
}

export function createMedia(deps: MediaDeps): Media {
  const { ports, queues } = deps;
  const { dirs, log } = ports;
  const sharp = () => loadSharp(log);
  const facts = createFactsReader(sharp);
  const made = join(dirs.cache, 'media-plans');
  const plans = new Map<string, PreparedMedia>();
  let keeping: Promise<unknown> = rm(made, { recursive: true, force: true }).catch(() => undefined);
  let running = new AbortController();

  const placeOf = (journal: JournalHandle): Place => mediaPlace(dirs.data, journal.info.id, journal.root);
  const planOf = (id: string, journal: JournalHandle): PreparedMedia => {
    const plan = plans.get(id);
    if (plan?.journal !== journal.info.id) throw changedMeanwhile([]);
    return plan;
  };
  const forget = async (id: string): Promise<void> => {
    const folder = plans.get(id)?.folder ?? null;
    plans.delete(id);
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  };
  /** One change of images at a time, and no save of its posts in between. */
  const alone = <T>(journal: JournalHandle, posts: readonly RelPath[], job: () => Promise<T>): Promise<T> => {
    const { id } = journal.info;
    const keys = [...new Set(posts)].map((path) => postKey(journal, path));
    return queues.run([`images:${id}`, `taxonomy:${id}`, ...keys], job);
  };
  const progress = (): ((done: number, total: number) => void) => {
    let last = 0;
    return (done, total) => {
      if (done < total && Date.now() - last < PACE) return;
      last = Date.now();
      deps.emit({ name: 'media.progress', payload: { done, total } });
    };
  };

  const handlers: MediaHandlers = {
    'media.list': () => mediaList(deps.journal()),
    'media.facts': async ({ paths }) => ({ facts: [...(await facts.read(deps.journal().root, paths))] }),

    'media.plan': async ({ change }) => {
      const journal = deps.journal();
      running.abort();
      running = new AbortController();
      const work = { made, sharp, onProgress: progress(), signal: running.signal };
      const plan = await prepareMedia(work, journal, change);
      const id = randomBytes(16).toString('base64url');
      plans.set(id, plan);
      for (const old of plans.keys()) if (plans.size > MAX_PLANS) await forget(old);
      return onWire(id, plan);
    },
    'media.cancel': async () => {
      running.abort();
      return {};
    },
    'media.diff': async ({ planId, path }) => {
      const journal = deps.journal();
      const post = planOf(planId, journal).posts.find((each) => each.path === path);
      if (!post) throw new CallError('not-found', 'That post is not in the plan.', { path });
      const read = await readText(journal, path);
      if ('code' in read || read.version !== post.version) throw changedMeanwhile([path]);
      return { before: read.text, after: applyEdits(read.text, post.edits) };
    },

    'media.apply': async ({ planId }) => {
      const journal = deps.journal();
      const plan = planOf(planId, journal);
      const posts = plan.posts.map(({ path }) => path);
      return await alone(journal, posts, async () => {
        const { trash } = ports;
        const options = { now: ports.now(), trash, onProgress: progress() };
        const { record, texts } = await applyMedia(placeOf(journal), journal, plan, options);
        await forget(planId);
        await tidy(journal, record);
        const kept = texts.map(({ path, before, after }, at) => ({
          path,
          versions: [
            { version: versionIn(record, path, 'before', at), bytes: before },
            { version: versionIn(record, path, 'after', at), bytes: after },
          ],
        }));
        keeping = deps.history
          .keepMany(journal.info.id, kept)
          .catch((error: unknown) => log('error', 'a version could not be kept in the history', error));
        return { done: doneOf(record) };
      });
    },
    'media.changes': async () => ({ changes: (await readNotes(placeOf(deps.journal()))).map(doneOf) }),
    'media.undo': async ({ id }) => {
      const journal = deps.journal();
      const place = placeOf(journal);
      const posts = (await readNotes(place)).find((each) => each.id === id)?.posts ?? [];
      return await alone(journal, posts, async () => {
        const record = await undoMedia(place, journal, id, progress());
        await tidy(journal, record);
        return { done: doneOf(record) };
      });
    },
  };
  return {
    handlers,
    async idle() {
      await keeping;
      for (const id of [...plans.keys()]) await forget(id);
    },
  };
}

function versionIn(record: MediaRecord, post: RelPath, side: 'before' | 'after', at: number): string {
  const file = record.files.find((each) => each.post === post);
  return file?.[side] ?? String(at);
}

/** The list is fresh, and folders that a change emptied are gone; one with anything in it stays: the system refuses to remove it. */
async function tidy(journal: JournalHandle, { files }: MediaRecord): Promise<void> {
  const gone = files.map(({ path }) => path);
  for (const folder of emptiedFolders(journal.root, gone)) await rmdir(folder).catch(() => undefined);
  // One image is enough to tell that images changed.
  const posts = files.flatMap(({ post }) => post ?? []);
  const others = files.filter(({ post }) => post === null).map(({ path }) => path);
  forgetImages(journal);
  await journal.refresh([...posts, ...others.slice(0, MOST_REFRESHED)]);
}

const MOST_REFRESHED = 50;

function doneOf({ id, op, when, images, posts, saved }: MediaRecord): MediaDone {
  return { id, op, when, images, posts, saved };
}

function onWire(planId: string, { op, images, posts, left }: PreparedMedia): MediaPlan {
  return {
    planId,
    op,
    images: images.map(({ path, to, before, after, users }) => ({
      path,
      to,
      before,
      after,
      users: [...users],
    })),
    posts: posts.map(({ path, title, site, edits, hunks }) => ({
      path,
      title,
      site,
      references: edits.length,
      hunks: hunks.map(({ line, before, after }) => ({ line, before: [...before], after: [...after] })),
    })),
    left: left.map(({ path, code, message, posts: because }) => ({
      path,
      code,
      message,
      posts: [...because],
    })),
  };
}
