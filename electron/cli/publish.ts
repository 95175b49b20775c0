// galley publish: exports a journal to a blog repository, commits exactly that, and with --push sends it to the remote.
// Must not know how any of it is done.
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { publishJournal } from '#host/publish/headless.ts';
import { undoExport } from '#host/publish/undo-export.ts';
import { appFolders } from '#host/user-folders.ts';

export interface PublishCommandOptions {
  /** The journal itself if left out. */
  readonly to?: string;
  readonly post?: readonly string[];
  readonly drafts?: boolean;
  readonly delete?: boolean;
  readonly overwrite?: readonly string[];
  readonly message?: string;
  readonly push?: boolean;
  readonly remote?: string;
  readonly dryRun?: boolean;
  readonly undo?: boolean;
  readonly json?: boolean;
}

export async function publishCommand(journal: string, options: PublishCommandOptions): Promise<number> {
  const target = options.to ?? journal;
  if (options.undo === true) return undo(target, options.json === true);
  const { message, post, overwrite, remote } = options;
  const { cache, data } = appFolders();
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const { exitCode, lines, ...result } = await publishJournal({
      cache,
      data,
      now: Date.now,
      journal,
      target,
      dryRun: options.dryRun === true,
      push: options.push === true,
      drafts: options.drafts === true,
      delete: options.delete === true,
      signal: stop.signal,
      ...(message === undefined ? {} : { message }),
      ...(remote === undefined ? {} : { remote }),
      ...(post === undefined ? {} : { posts: paths(post) }),
      ...(overwrite === undefined ? {} : { overwrite: paths(overwrite) }),
    });
    print(options.json === true, { exitCode, ...result }, lines);
    return exitCode;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

async function undo(target: string, json: boolean): Promise<number> {
  const { data } = appFolders();
  try {
    const done = await undoExport({ data, now: Date.now }, target);
    const files = done.written.length + done.deleted.length;
    const commit = done.commit === null ? [] : [`Committed ${done.commit.slice(0, 10)}. Nothing was pushed.`];
    print(json, { exitCode: 0, ...done }, [
      `Took the last export back: ${files === 1 ? '1 file' : `${files} files`}.`,
      ...commit,
    ]);
    return 0;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const nothing = error.detail?.problem === 'undo-nothing';
    const exitCode = nothing ? 0 : error.code === 'git' ? 3 : error.code === 'stale' ? 1 : 2;
    if (exitCode === 2) throw error;
    print(json, { exitCode, refused: { message: error.message, ...error.detail } }, [error.message]);
    return exitCode;
  }
}

function print(json: boolean, value: object, lines: readonly string[]): void {
  process.stdout.write(
    json ? `${JSON.stringify(value, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''),
  );
}

function paths(given: readonly string[]): readonly RelPath[] {
  for (const path of given) {
    if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) {
      throw new Error(`not a path below the folder: ${path}`);
    }
  }
  return given as readonly RelPath[]; // just checked
}
