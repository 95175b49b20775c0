// Owns: how the Node side becomes files in dist: the command line, the desktop's main and preload, the host's workers.
// Must not know: the page's build, when anything is built.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { globSync } from './glob.ts';
import { isInstalled, licenceText, packagesOf } from './licences.ts';
import { dist, root } from './paths.ts';

/** Packages that stay in node_modules: they carry native code. */
export const external = ['electron', 'sharp'];

/**
 * A worker of the host is a file named `*-worker.ts`, started as `new Worker(new URL('./NAME-worker.ts', import.meta.url))`.
 * Each becomes `dist/workers/NAME-worker.js`; every bundle is one folder below dist, so one relative URL fits all.
 */
const workerUrls: Plugin = {
  name: 'worker-urls',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]electron[\\/](?:host|core)[\\/].*\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes('import.meta.url')) return undefined;
      const contents = source.replace(
        /new URL\(\s*(['"`])[./\w-]*?([\w-]+-worker)\.(?:ts|js)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g,
        "new URL('../workers/$2.js', import.meta.url)",
      );
      return { contents, loader: 'ts' };
    });
  },
};

const node: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [workerUrls],
  // Packages written as CommonJS call require for Node's own modules.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module';\nconst require = nodeRequire(import.meta.url);",
  },
};

/** Every bundle of the Node side, written below `out`. */
export function bundles(out: string): readonly BuildOptions[] {
  const workers = globSync(join(root, 'electron'), /-worker\.ts$/);
  const names = workers.map((path) => basename(path, '.ts'));
  if (new Set(names).size !== names.length) throw new Error(`two workers of one name: ${names.join(', ')}`);
  return [
    {
      ...node,
      entryPoints: { main: join(root, 'electron/cli/main.ts') },
      // Finds its own parts by name while it runs, which no bundle can follow.
      external: [...external, 'trash'],
      outdir: join(out, 'cli'),
      splitting: true,
      chunkNames: '[name]-[hash]',
    },
    { ...node, entryPoints: { main: join(root, 'electron/desktop/main.ts') }, outdir: join(out, 'desktop') },
    {
      ...node,
      entryPoints: { preload: join(root, 'electron/desktop/preload.ts') },
      outdir: join(out, 'desktop'),
      outExtension: { '.js': '.cjs' },
      format: 'cjs',
      banner: {},
    },
    {
      ...node,
      entryPoints: Object.fromEntries(workers.map((path) => [basename(path, '.ts'), path])),
      outdir: join(out, 'workers'),
    },
  ];
}

/** Builds the Node side into dist, all of it or nothing. */
export async function buildBundles(): Promise<void> {
  const fresh = join(dist, `.fresh-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  try {
    const results = await Promise.all(bundles(fresh).map((options) => build({ ...options, metafile: true })));
    finish(fresh);
    // What goes into any of the Node side's bundles is named in each of its folders.
    const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
    const notices = licenceText(packagesOf(inputs).filter(isInstalled));
    for (const part of ['cli', 'desktop']) writeFileSync(join(fresh, part, 'licences.txt'), notices);
    for (const part of ['cli', 'desktop', 'workers']) {
      rmSync(join(dist, part), { recursive: true, force: true });
      mkdirSync(join(fresh, part), { recursive: true });
      renameSync(join(fresh, part), join(dist, part));
    }
    writeFileSync(join(dist, 'galley.js'), "#!/usr/bin/env node\nimport './cli/main.js';\n");
    chmodSync(join(dist, 'galley.js'), 0o755);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The package `trash` starts two small programs that lie beside its code. */
export function finish(out: string): void {
  const from = join(dirname(createRequire(import.meta.url).resolve('trash')), 'lib');
  for (const name of ['macos-trash', 'windows-trash.exe']) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(out, 'cli', name));
  }
}
