// Owns: the calls that bring images in, change what was brought in, and tell whose an image is.
// Must not know: how any of them works.
import { join } from 'node:path';
import type { Handlers } from '#contract/transport.ts';
import type { PostDeps } from '#host/posts/deps.ts';
import { createAdjustments } from './adjust.ts';
import type { ImageDeps } from './deps.ts';
import { createJobs } from './jobs.ts';
import { tellManner } from './manner.ts';
import { imagesOnlyOf, usersOf } from './only.ts';
import { createSources } from './sources.ts';
import { type StoreParts, storeImage } from './store.ts';

export type IncomingHandlers = Pick<
  Handlers,
  | 'image.store'
  | 'image.cancel'
  | 'image.adjust'
  | 'image.ready'
  | 'image.settle'
  | 'image.users'
  | 'image.manner'
  | 'image.only'
>;

export function incomingHandlers(deps: ImageDeps & PostDeps): IncomingHandlers {
  const { dirs, now, log } = deps.ports;
  const jobs = createJobs((job, stage) => deps.emit?.({ name: 'image.progress', payload: { job, stage } }));
  const sources = createSources(join(dirs.cache, 'images'), now, log);
  const parts: StoreParts = { deps, sources, jobs, fresh: new Map() };
  const adjustments = createAdjustments(parts);
  return {
    'image.store': (args) => storeImage(parts, args),
    'image.cancel': async ({ job }) => {
      jobs.cancel(job);
      return {};
    },
    'image.adjust': (args) => adjustments.adjust(args),
    'image.ready': async (args) => {
      await adjustments.ready(args);
      return {};
    },
    'image.settle': (args) => adjustments.settle(args),
    'image.users': ({ paths }) => usersOf(deps.journal(), paths),
    'image.manner': () => tellManner(deps.journal()),
    'image.only': ({ posts }) => imagesOnlyOf(deps.journal(), posts),
  };
}
