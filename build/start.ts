// npm start [-- FOLDER]: builds what is out of date and opens Galley: the desktop app where Electron's runtime can be had,
// else, after one plain line of why, the browser shell.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from './build.ts';
import { electronRuntime } from './electron-runtime.ts';
import { dist, root } from './paths.ts';

/** Runs a program in this one's place; gives its exit code. Signals go to it, and it ends with this process. */
export function run(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 0));
  });
}

if (process.argv[1] === import.meta.filename) {
  const folders = process.argv.slice(2);
  await buildAll();
  const runtime = await electronRuntime();
  if (runtime.found) {
    process.exitCode = await run(runtime.path, [root, ...folders]);
  } else {
    console.log(`No desktop app here: ${runtime.why}. Opening Galley in the browser instead.`);
    const serve = [join(dist, 'galley.js'), 'serve', '--exit-with-page', ...folders];
    process.exitCode = await run(process.execPath, serve);
  }
}
