// Owns: building the page into dist/renderer in one step, so that a running shell never sees half of it.
// Must not know: the Node side.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { globSync } from './glob.ts';
import { isInstalled, licenceText, packagesOf } from './licences.ts';
import { dist, root } from './paths.ts';

/** Builds the page; on failure the former one stays. */
export async function buildPage(): Promise<void> {
  const fresh = join(dist, `.page-${process.pid}`);
  const modules = new Set<string>();
  const listModules: Plugin = {
    name: 'list-modules',
    moduleParsed({ id }) {
      modules.add(id);
    },
  };
  try {
    await build({
      configFile: join(root, 'build/vite.config.ts'),
      build: { outDir: fresh },
      plugins: [listModules],
      worker: { plugins: () => [listModules] },
      logLevel: 'warn',
    });
    // Fonts come in by a style sheet, which is no module.
    if (globSync(fresh, /pretendard[^/\\]*\.woff2$/i).length > 0)
      modules.add('node_modules/pretendard/package.json');
    writeFileSync(join(fresh, 'licences.txt'), licenceText(packagesOf(modules).filter(isInstalled)));
    rmSync(join(dist, 'renderer'), { recursive: true, force: true });
    renameSync(fresh, join(dist, 'renderer'));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
