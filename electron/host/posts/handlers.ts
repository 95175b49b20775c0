// Owns: the calls about single posts, each in the queue of the files it touches.
// Must not know: how any of them works.
import { CallError } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { createPost } from './create.ts';
import { locatePost, type PostDeps, postKey } from './deps.ts';
import { planDemotion, planPromotion } from './draft.ts';
import { movePost, planMove } from './move.ts';
import { readPost } from './read.ts';
import { createRelocations } from './relocate.ts';
import { renamedPath, renamePost } from './rename.ts';
import { savePost } from './save.ts';
import { trashPost } from './trash.ts';

export type PostHandlers = Pick<
  Handlers,
  | 'post.read'
  | 'post.save'
  | 'post.create'
  | 'post.rename'
  | 'post.move'
  | 'post.relocate'
  | 'post.relocate-back'
  | 'post.promote'
  | 'post.demote'
  | 'post.trash'
  | 'post.reveal'
>;

export function postHandlers(deps: PostDeps): PostHandlers {
  const { queues } = deps;
  const relocations = createRelocations(deps);
  return {
    'post.read': ({ path }) => readPost(deps.journal(), path),
    'post.save': ({ path, text, base }) => {
      const journal = deps.journal();
      return queues.run([postKey(journal, path)], () => savePost(deps, journal, path, text, base));
    },
    'post.create': (args) => {
      const journal = deps.journal();
      return queues.run([`new:${journal.info.id}`], () => createPost(deps, journal, args));
    },
    'post.rename': async ({ path, base, slug, date }) => {
      const journal = deps.journal();
      const to = renamedPath(journal, path, slug, date);
      const keys = [postKey(journal, path), postKey(journal, to)];
      return await queues.run(keys, () => renamePost(deps, journal, path, to, base));
    },
    'post.move': async ({ path, base, categories }) => {
      const journal = deps.journal();
      const plan = await planMove(journal, path, categories);
      return await queues.run(keysOf(journal, path, plan.path), () =>
        movePost(deps, journal, path, plan, base),
      );
    },
    'post.relocate': (args) => relocations.relocate(args),
    'post.relocate-back': (args) => relocations.back(args),
    'post.promote': async (args) => {
      const journal = deps.journal();
      const plan = await planPromotion(journal, args);
      return await queues.run(keysOf(journal, args.path, plan.path), () =>
        movePost(deps, journal, args.path, plan, args.base),
      );
    },
    'post.demote': async (args) => {
      const journal = deps.journal();
      const plan = await planDemotion(journal, args);
      return await queues.run(keysOf(journal, args.path, plan.path), () =>
        movePost(deps, journal, args.path, plan, args.base),
      );
    },
    'post.trash': ({ path, base }) => {
      const journal = deps.journal();
      return queues.run([postKey(journal, path)], async () => {
        await trashPost(deps, journal, path, base);
        return {};
      });
    },
    'post.reveal': async ({ path }) => {
      const { reveal } = deps.ports;
      if (reveal === undefined) {
        throw new CallError('unavailable', 'Files cannot be shown in the file manager from here.');
      }
      const at = await locatePost(deps.journal(), path);
      if (!at.exists) throw new CallError('not-found', 'The post is not there any more.');
      await reveal(at.name);
      return {};
    },
  };
}

/** A post that gets another path takes turns with new ones, whose names it might take. */
function keysOf(journal: JournalHandle, from: RelPath, to: RelPath): readonly string[] {
  return [postKey(journal, from), postKey(journal, to), `new:${journal.info.id}`];
}
