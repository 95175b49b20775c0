// Owns: the commands with their arguments and help texts. Each command's work is loaded only when it is called.
// Must not know: how any of them works.
import { Command, Option } from 'commander';
import { version } from './places.ts';

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** An option that begins with `no-` and is none that switches another off: it has a value of its own (`noRule`). */
function without(flags: string, description: string): Option {
  const option = new Option(flags, description).argParser(collect);
  option.negate = false;
  return option;
}

/** The whole command line. `exit` is told the exit code of the command that ran. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('galley')
    .description('An offline journal for people who blog in Markdown.')
    .version(version)
    .exitOverride()
    .addHelpText('after', '\nExit codes: 0 done, 1 done with findings, 2 wrong use or failure.');
  // A command made by the program inherits what was set on it before.
  const command = (usage: string, description: string): Command =>
    program.command(usage).description(description);

  command('serve [DIR]', 'open a journal in the browser; prints the address to start at')
    .option('--port <number>', 'port on 127.0.0.1 (any free one by default)')
    .option('--no-open', 'only print the address')
    .option('--exit-with-page', 'end when the last page was closed')
    .action(async (folder: string | undefined, options) => {
      exit(await (await import('./serve.ts')).serve(folder, options));
    });

  command('list DIR', 'list the posts of a journal, newest first')
    .option('--json', 'every fact of each post, as JSON')
    .option('--documents', 'pages and documents of collections with their addresses, instead of posts')
    .action(async (folder: string, options) => {
      exit(await (await import('./list.ts')).list(folder, options));
    });

  command('new DIR TITLE', 'make a post and print its path')
    .option('-c, --category <name>', 'category; again for one below it', collect)
    .option('--date <date>', 'date, e.g. 2024-10-03 (now by default)')
    .option('--draft', 'make a draft')
    .option('--slug <slug>', 'name in the address (from the title by default)')
    .action(async (folder: string, title: string, options) => {
      exit(await (await import('./new.ts')).newPost(folder, title, options));
    });

  command('set [FILE] [KEY=VALUE...]', 'change front matter; every other byte stays')
    .option('--unset <key>', 'take a key out', collect)
    .option('--jsonl', 'read {"id","text","set","unset"} lines, write {"id","text"} or {"id","error"} lines')
    .addHelpText('after', '\nValues are YAML: draft=true  tags="[a, b]"  date=2024-10-03  title="A: b"')
    .action(async (file: string | undefined, assignments: string[], options) => {
      exit(await (await import('./set.ts')).set(file, assignments, options));
    });

  command('render [FILE]', 'Markdown to the HTML that Jekyll would publish (standard input without FILE)')
    .option('--profile <name>', 'jekyll, pages, kramdown or gfm', 'jekyll')
    .option(
      '--jsonl',
      'read {"id","markdown","profile","options"} lines, write {"id","html"} or {"id","error"} lines',
    )
    .action(async (file: string | undefined, options) => {
      exit(await (await import('./render.ts')).render(file, options));
    });

  command('check [DIR]', 'find what would go wrong in the posts of a journal before it is published')
    .option('--json', 'findings as JSON')
    .option('--rule <name>', 'only this rule, also if the journal has it off; may be repeated', collect)
    .addOption(without('--no-rule <name>', 'not this rule; may be repeated'))
    .option('--drafts', 'drafts too')
    .option('--strict', 'warnings count like errors')
    .option('--fix', 'mend paths whose letter case is not that of the file; nothing else is changed')
    .option('--list-rules', 'name the rules and end')
    .addHelpText(
      'after',
      '\nExit codes: 0 no error found, 1 errors found (--strict: or warnings), 2 wrong use or unreadable folder.' +
        '\nJSON: {"format": 1, "posts", "error", "warning", "info", "fixed", "problems", "findings": [{"path", "line",' +
        '\n"column", "rule", "severity", "message", "detail", "fix"}]}; lines and columns count from 1, a fix is a list of' +
        '\n{"from", "to", "insert"} in UTF-16 units of the file, or null. A journal switches rules off in' +
        '\n.galley/settings.json: {"check": {"off": ["bare-url"]}}.',
    )
    .action(async (folder: string | undefined, options) => {
      const { check, listRules } = await import('./check.ts');
      if (options.listRules === true) exit(listRules());
      else if (folder === undefined) program.error('error: missing required argument DIR', { exitCode: 2 });
      else exit(await check(folder, options));
    });

  command('export JOURNAL', 'show what an export to a blog repository would do, and do it; never pushes')
    .requiredOption('--to <repo>', 'folder of the blog')
    .option('--dry-run', 'only show the plan')
    .option('--commit', 'commit exactly the written paths')
    .option('-m, --message <text>', 'commit message (suggested from the titles by default)')
    .option('--post <path>', 'only this post, by its path in the journal; may be repeated', collect)
    .option('--drafts', 'drafts too')
    .option('--delete', 'also delete what the journal no longer has')
    .option('--overwrite <path>', 'overwrite this path of the blog although it was changed there', collect)
    .option(
      '--generator <name>',
      'what builds the blog: jekyll, hugo, hexo, astro, eleventy or plain (recognised by default)',
    )
    .option('--content <folder>', 'folder of posts in the blog')
    .option('--images <folder>', 'folder of images in the blog')
    .option('--beside', 'images beside their post (page bundle, asset folder)')
    .option('--no-beside', 'images in the folder of images')
    .option('--names <form>', 'names of files: slug or date-slug')
    .option('--front-matter <language>', 'yaml or toml')
    .option('--json', 'the plan and what was done, as JSON')
    .addHelpText(
      'after',
      '\nExit code 1: conflicts are left alone, or a check found an error.' +
        '\nGenerator and folders are remembered with the blog once an export was done; "losses" of the JSON tell what' +
        '\nposts lose or change on their way to another generator.',
    )
    .action(async (journal: string, options) => {
      exit(await (await import('./export.ts')).exportCommand(journal, options));
    });
  command(
    'publish JOURNAL',
    'export to a blog repository, commit exactly that, and push it where asked; never by force',
  )
    .option('--to <repo>', 'folder of the blog (the journal itself by default)')
    .option('--dry-run', 'only show the plan, and what waits for a push')
    .option('-m, --message <text>', 'commit message (suggested from the titles by default)')
    .option('--push', 'send the branch to its remote, where that is a fast-forward')
    .option('--remote <name>', 'the remote to push to (that of the branch by default)')
    .option('--post <path>', 'only this post, by its path in the journal; may be repeated', collect)
    .option('--drafts', 'drafts too')
    .option('--delete', 'also delete what the journal no longer has')
    .option('--overwrite <path>', 'overwrite this path of the blog although it was changed there', collect)
    .option(
      '--undo',
      'take the last export back instead, byte for byte; where it was committed, by a new commit',
    )
    .option('--json', 'the plan, what was done and the state of the repository, as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, or nothing to do; 1 conflicts are left alone, a check found an error (then nothing is pushed),' +
        '\nor something changed meanwhile; 2 wrong use or failure; 3 git refused the commit or the push: "refused" of the' +
        '\nJSON has {"problem", "message", "output"}, a closed code, what is true and what to do, and what git said.',
    )
    .action(async (journal: string, options) => {
      exit(await (await import('./publish.ts')).publishCommand(journal, options));
    });
  addTaxonomy(
    command('taxonomy', 'categories and tags: list them, and change them in all posts at once'),
    exit,
  );
  return program;
}

/** The commands below `galley taxonomy`. */
function addTaxonomy(taxonomy: Command, exit: (code: number) => void): void {
  taxonomy.addHelpText(
    'after',
    '\nA category below another is written "ml > deep", one at the top "> ml"; a name alone counts at any depth.' +
      '\nExit code 1: some posts are left alone, with the reason.',
  );
  const work = () => import('./taxonomy.ts');
  const changing = (usage: string, description: string): Command =>
    taxonomy
      .command(usage)
      .description(description)
      .addOption(
        new Option('--kind <kind>', 'what the names are').choices(['tag', 'category']).default('tag'),
      )
      .option('--redirect', 'keep changed addresses in "redirect_from"')
      .option('--post <path>', 'only in this post, by its path in the journal; may be repeated', collect)
      .option('--dry-run', 'only show what would change, line by line')
      .option('--json', 'the plan as JSON');

  taxonomy
    .command('list DIR')
    .description('categories and tags with posts and last use, and names that look alike')
    .option('--json', 'as JSON')
    .action(async (folder: string, options) => exit(await (await work()).listTaxonomy(folder, options)));
  changing('rename DIR NAME NEW', 'give a tag or category another name').action(
    async (folder: string, name: string, to: string, options) =>
      exit(await (await work()).rename(folder, name, to, options)),
  );
  changing('merge DIR NAME...', 'make several tags or categories one')
    .requiredOption('--into <name>', 'the name they become')
    .action(async (folder: string, names: string[], options) =>
      exit(await (await work()).merge(folder, names, options)),
    );
  changing('split DIR NAME INTO...', 'make one tag several').action(
    async (folder: string, name: string, into: string[], options) =>
      exit(await (await work()).split(folder, name, into, options)),
  );
  changing('delete DIR NAME...', 'take tags or categories out; what is below a category moves up').action(
    async (folder: string, names: string[], options) =>
      exit(await (await work()).remove(folder, names, options)),
  );
  changing('move DIR NAME', 'a tag to the categories, a category to the tags or below another one')
    .addOption(new Option('--to <kind>', 'what it becomes').choices(['tag', 'category']))
    .option('--under <category>', 'the category it goes below')
    .action(async (folder: string, name: string, options) =>
      exit(await (await work()).move(folder, name, options)),
    );
  taxonomy
    .command('undo DIR')
    .description('take the last change back, byte for byte')
    .option('--json', 'as JSON')
    .action(async (folder: string, options) => exit(await (await work()).undo(folder, options)));
}
