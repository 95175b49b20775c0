// galley export: plans an export of a journal to a blog repository and, unless it is a dry run, does exactly that.
// Must not know how a plan is made or carried out.
import type { RelPath } from '#core/journal/entry.ts';
import { type ChosenSettings, isFolder } from '#core/targets/settings.ts';
import { generatorNames } from '#core/targets/types.ts';
import { exportJournal } from '#host/export/headless.ts';
import { appFolders } from '#host/user-folders.ts';

export interface ExportCommandOptions {
  readonly to: string;
  readonly dryRun?: boolean;
  readonly commit?: boolean;
  readonly message?: string;
  readonly post?: readonly string[];
  readonly drafts?: boolean;
  readonly delete?: boolean;
  readonly overwrite?: readonly string[];
  readonly generator?: string;
  readonly content?: string;
  readonly images?: string;
  readonly beside?: boolean;
  readonly names?: string;
  readonly frontMatter?: string;
  readonly json?: boolean;
}

export async function exportCommand(journal: string, options: ExportCommandOptions): Promise<number> {
  const { message, post, overwrite } = options;
  const { cache, data } = appFolders();
  const { exitCode, lines, ...result } = await exportJournal({
    cache,
    data,
    now: Date.now,
    journal,
    target: options.to,
    dryRun: options.dryRun === true,
    // A message is only for a commit, so giving one asks for it.
    commit: options.commit === true || message !== undefined,
    drafts: options.drafts === true,
    delete: options.delete === true,
    ...(message === undefined ? {} : { message }),
    ...(post === undefined ? {} : { posts: paths(post) }),
    ...(overwrite === undefined ? {} : { overwrite: paths(overwrite) }),
    ...settingsOf(options),
  });
  if (options.json === true) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return exitCode;
}

function paths(given: readonly string[]): readonly RelPath[] {
  for (const path of given) {
    if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) {
      throw new Error(`not a path below the folder: ${path}`);
    }
  }
  return given as readonly RelPath[]; // just checked
}

type TargetOptions = Pick<
  ExportCommandOptions,
  'generator' | 'content' | 'images' | 'beside' | 'names' | 'frontMatter'
>;

/** How the target is written to, as far as the options say; nothing where none is given. */
export function settingsOf(options: TargetOptions): { readonly settings?: ChosenSettings } {
  const { generator, content, images, beside, names, frontMatter } = options;
  const settings: { -readonly [Key in keyof ChosenSettings]: ChosenSettings[Key] } = {};
  if (generator !== undefined) settings.generator = oneOf('--generator', generatorNames, generator);
  if (content !== undefined) settings.content = folder(content);
  if (images !== undefined) settings.images = folder(images);
  if (beside !== undefined) settings.beside = beside;
  if (names !== undefined) settings.names = oneOf('--names', ['slug', 'date-slug'], names);
  if (frontMatter !== undefined) settings.format = oneOf('--front-matter', ['yaml', 'toml'], frontMatter);
  return Object.keys(settings).length === 0 ? {} : { settings };
}

function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  const found = known.find((each) => each === given);
  if (found === undefined) throw new Error(`${option}: one of ${known.join(', ')}, not ${given}`);
  return found;
}

function folder(given: string): string {
  const clean = given.replace(/^(?:\.\/+)+|\/+$/g, '').replace(/^\.$/, '');
  if (!isFolder(clean)) throw new Error(`not a folder below the target: ${given}`);
  return clean;
}
