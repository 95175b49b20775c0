// The command line's start: reads the arguments and turns the outcome into an exit code and at most one line of complaint.
// 0: done. 1: done, with findings. 2: wrong use, or it failed. Must not know what a command does.
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { appFolders } from '#host/user-folders.ts';

/** Newer versions of Node keep compiled code: in a folder of this user's own, since whoever writes there decides what runs. */
function keepCompiledCode(): void {
  const keep: unknown = Reflect.get(nodeModule, 'enableCompileCache');
  if (typeof keep === 'function') keep(join(appFolders().cache, 'code'));
}

/** `list DIR [--json]`: the command that is called most, and by scripts, goes without the reader of arguments. */
function plainList(args: readonly string[]): { readonly folder: string; readonly json: boolean } | null {
  const [command, folder = '', flag, ...more] = args;
  if (command !== 'list' || folder === '' || folder.startsWith('-') || more.length > 0) return null;
  return flag === undefined || flag === '--json' ? { folder, json: flag === '--json' } : null;
}

async function run(): Promise<void> {
  const plain = plainList(process.argv.slice(2));
  if (plain !== null) {
    process.exitCode = await (await import('./list.ts')).list(plain.folder, { json: plain.json });
    return;
  }
  // A reader that has seen enough (`galley taxonomy list | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  const { runProgram } = await import('./run-program.ts');
  process.exitCode = await runProgram();
}

try {
  keepCompiledCode();
  await run();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`galley: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = 2;
}
