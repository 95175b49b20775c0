// Owns: the storing of images that is under way: how much at a time, how far each is, and ending one.
// Must not know: what is done to an image.
import { availableParallelism } from 'node:os';
import { CallError } from '#contract/errors.ts';
import type { ImageStage } from '#contract/image-calls.ts';

/** One piece of work as those who do it see it. */
export interface Job {
  readonly signal: AbortSignal;
  readonly stage: (stage: ImageStage) => void;
}

export interface Jobs {
  /** Runs `work` under a name; without one it cannot be cancelled or followed. */
  run<T>(id: string | undefined, work: (job: Job) => Promise<T>): Promise<T>;
  /** Ends the work of that name; of one that is not there nothing is left to end. */
  cancel(id: string): void;
  /** Waits for one of few places, since pictures are large once decoded, and keeps it until `work` is really over. */
  inTurn<T>(job: Job, work: () => Promise<T>): Promise<T>;
}

/** One core is left to the page; of decoded pictures only few fit in memory. */
const AT_ONCE = Math.min(3, Math.max(1, availableParallelism() - 1));

export function createJobs(tell: (id: string, stage: ImageStage) => void, atOnce = AT_ONCE): Jobs {
  const running = new Map<string, AbortController>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  const enter = async (): Promise<void> => {
    if (busy < atOnce) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };

  return {
    async run(id, work) {
      const controller = new AbortController();
      if (id !== undefined) running.set(id, controller);
      try {
        return await work({
          signal: controller.signal,
          stage: (stage) => {
            if (id !== undefined && !controller.signal.aborted) tell(id, stage);
          },
        });
      } finally {
        if (id !== undefined && running.get(id) === controller) running.delete(id);
      }
    },
    cancel: (id) => running.get(id)?.abort(),
    async inTurn(job, work) {
      if (busy >= atOnce) job.stage('waiting');
      const entering = enter();
      const done = entering.then(async () => {
        try {
          checkGoing(job.signal);
          return await work();
        } finally {
          leave();
        }
      });
      return await unlessCancelled(done, job.signal);
    },
  };
}

/** Throws `cancelled` where the person has given up. */
export function checkGoing(signal: AbortSignal): void {
  if (signal.aborted) throw new CallError('cancelled', 'Storing the image was cancelled.');
}

/** The library cannot be stopped in the middle; its result is then dropped, and nobody waits for it. */
function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancelled = (): void => {
      try {
        checkGoing(signal);
      } catch (error) {
        reject(error);
      }
    };
    signal.addEventListener('abort', cancelled, { once: true });
    cancelled();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancelled));
  });
}
