// Owns: running the command line that commander reads, with its own ends (help, version, wrong use) as exit codes.
// Must not know: what a command does.
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';

/** Runs the command that the process was started with; gives its exit code. Throws what the command throws. */
export async function runProgram(): Promise<number> {
  let code = 0;
  try {
    await createProgram((ended) => {
      code = ended;
    }).parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return code;
}
