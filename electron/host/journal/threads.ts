// Owns: starting a thread of this folder, built or from its source.
// Must not know: what a thread does.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

const LIMITS = { resourceLimits: { maxOldGenerationSizeMb: 1024 } } as const;

/** True for a thread that runs from its TypeScript source: in tests and development. */
export function isSource(url: URL): boolean {
  return url.pathname.endsWith('.ts');
}

/** Starts a thread, which does not keep the process alive by itself. */
export function startThread(url: URL, options: WorkerOptions = {}): Worker {
  const worker = isSource(url) ? fromSource(url, options) : new Worker(url, { ...LIMITS, ...options });
  worker.unref();
  return worker;
}

/** Without a bundle, a thread does not take over the loader that reads TypeScript. */
function fromSource(url: URL, options: WorkerOptions): Worker {
  const tsx = createRequire(import.meta.url).resolve('tsx/package.json');
  const loader = pathToFileURL(join(dirname(tsx), 'dist/esm/api/index.mjs')).href;
  const code = `import(${JSON.stringify(loader)})
    .then((tsx) => (tsx.register(), import(${JSON.stringify(url.href)})))
    .catch((error) => setImmediate(() => { throw error; }));`;
  return new Worker(code, { ...LIMITS, ...options, eval: true });
}
