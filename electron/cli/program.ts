// Owns: the commands with their arguments and help texts. Each command's work is loaded only when it is called.
// Must not know: how any of them works.
import { Command } from 'commander';
import { version } from './places.ts';

/** The whole command line. `exit` is told the exit code of the command that ran. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('galley')
    .description('An offline journal for people who blog in Markdown.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(see galley --help)');
  // Commands inherit exitOverride and the error format from the program they are made by.
  const command = (usage: string, description: string): Command =>
    program.command(usage).description(description);

  command('render [FILE]', 'Markdown to the HTML that Jekyll would publish (standard input without FILE)')
    .option('--jsonl', 'read {"id","markdown","profile","options"} lines, write {"id","html"} lines')
    .option('--profile <name>', 'jekyll, pages, kramdown or gfm', 'jekyll')
    .action(async (file: string | undefined, options) => {
      exit(await (await import('./render.ts')).render(file, options));
    });

  command('serve [DIR]', 'Open a journal in the browser; prints the address to start at')
    .option('--port <number>', 'port on 127.0.0.1 (any free one by default)')
    .option('--no-open', 'only print the address')
    .option('--exit-with-page', 'end when the last page was closed')
    .action(async (folder: string | undefined, options) => {
      exit(await (await import('./serve.ts')).serve(folder, options));
    });
  return program;
}
