// galley export: plans an export of a journal to a blog repository and, unless it is a dry run, does exactly that.
// Must not know how a plan is made or carried out.
import type { RelPath } from '#core/journal/entry.ts';
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
