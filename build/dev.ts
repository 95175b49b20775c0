// npm run dev [-- --desktop] [FOLDER]: the watch mode. The page is rebuilt on change (reload to see it); the shell is started
// again when its bundles change. Opens the browser shell, or the desktop with --desktop.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { context, type Plugin } from 'esbuild';
import { build as viteBuild } from 'vite';
import { buildAll } from './build.ts';
import { bundles, finish } from './bundles.ts';
import { electronRuntime } from './electron-runtime.ts';
import { dist, root } from './paths.ts';
import { forgetStamps } from './stamp.ts';

const { values, positionals } = parseArgs({
  options: { desktop: { type: 'boolean' } },
  allowPositionals: true,
});

mkdirSync(dist, { recursive: true });
await buildAll();
forgetStamps();
const runtime = values.desktop === true ? await electronRuntime() : null;
if (runtime !== null && !runtime.found) {
  console.log(`No desktop app here: ${runtime.why}. Watching the browser shell instead.`);
}
const [program, args]: readonly [string, readonly string[]] = runtime?.found
  ? [runtime.path, [root, ...positionals]]
  : // A fixed port, so that a reload after a restart finds the server; the new start URL is printed.
    [process.execPath, [join(dist, 'galley.js'), 'serve', '--port', '5178', '--no-open', ...positionals]];

let shell: ChildProcess | null = null;
let waiting: NodeJS.Timeout | undefined;

function startShell(): void {
  const next = (): void => {
    shell = spawn(program, args, { stdio: 'inherit' });
  };
  if (shell === null || shell.exitCode !== null || shell.signalCode !== null) next();
  else shell.once('exit', next).kill('SIGTERM');
}

/** Bundles of one change end one after another: start once, after the last. */
const restart: Plugin = {
  name: 'restart',
  setup({ onEnd }) {
    onEnd(({ errors }) => {
      if (errors.length > 0) return;
      clearTimeout(waiting);
      waiting = setTimeout(startShell, 150);
    });
  },
};

for (const options of bundles(dist)) {
  const watched = await context({
    ...options,
    sourcemap: 'inline',
    plugins: [...(options.plugins ?? []), restart],
  });
  await watched.watch();
}
finish(dist);
await viteBuild({
  configFile: join(root, 'build/vite.config.ts'),
  logLevel: 'warn',
  plugins: [{ name: 'say-built', closeBundle: () => console.log('page built: reload to see it') }],
  build: { watch: {}, sourcemap: true, minify: false, emptyOutDir: false },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    shell?.kill('SIGTERM');
    process.exit(0);
  });
}
