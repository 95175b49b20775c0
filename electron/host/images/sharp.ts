// Owns: getting the image library, which is native code and may be missing on a machine.
// Must not know: what it is used for.
import { availableParallelism } from 'node:os';
import type sharpModule from 'sharp';

export type Sharp = typeof sharpModule;

let loading: Promise<Sharp | null> | null = null;

/** The library, loaded on first use; null where it cannot be loaded, which `log` is told once. */
export function loadSharp(
  log: (level: 'warn', message: string, detail?: unknown) => void,
): Promise<Sharp | null> {
  loading ??= import('sharp').then(
    (module) => {
      // Images are few and large: threads help, a cache of decoded ones does not.
      module.default.cache(false);
      // One core is left to the page, which must not stop while a photo is made lighter.
      module.default.concurrency(Math.max(1, availableParallelism() - 1));
      return module.default;
    },
    (error: unknown) => {
      log('warn', 'the image library is missing: images are stored as they come', error);
      return null;
    },
  );
  return loading;
}
