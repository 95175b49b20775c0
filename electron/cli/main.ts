// The command line's start: reads the arguments and turns the outcome into an exit code and at most one line of complaint.
// 0: done. 1: done, with findings. 2: wrong use, or it failed. Must not know what a command does.
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

// A reader that has seen enough (`galley list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  await createProgram((code) => {
    process.exitCode = code;
  }).parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`galley: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
    process.exitCode = 2;
  }
}
