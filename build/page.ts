// Owns: building the page into dist/renderer in one step, so that a running shell never sees half of it.
// Must not know: the Node side.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { dist, root } from './paths.ts';

/** Builds the page; on failure the former one stays. */
export async function buildPage(): Promise<void> {
  const fresh = join(dist, `.page-${process.pid}`);
  try {
    await build({
      configFile: join(root, 'build/vite.config.ts'),
      build: { outDir: fresh },
      logLevel: 'warn',
    });
    rmSync(join(dist, 'renderer'), { recursive: true, force: true });
    renameSync(fresh, join(dist, 'renderer'));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
