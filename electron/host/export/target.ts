// Owns: what there is to know of a target before a plan: its repository, our notes about it, what stands at the paths.
// Must not know: the journal. Only reads, but for ending an interrupted export.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { emptyRecord, parseRecord } from '#core/export/record.ts';
import type { ExportRecord, TargetFile } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { readRegular } from '#host/files/read-file.ts';
import type { GitOptions } from '#host/git/run.ts';
import { findRepository, gitPath, type Repository } from '#host/git/state.ts';
import { readConfigFile } from '#host/journal/site-files.ts';
import type { HashCache } from './hashes.ts';
import { createInspector } from './inspect.ts';
import { withLock } from './lock.ts';
import { RECORD, recover, transactionIn } from './undo-log.ts';

export interface Target {
  /** Absolute, real path. */
  readonly root: string;
  /** Folder of our notes: in the git directory, or among the app's data. */
  readonly state: string;
  readonly repository: Repository | null;
  /** `baseurl` of its configuration. */
  readonly baseurl: string;
  readonly record: ExportRecord;
  readonly problems: readonly Problem[];
}

/** A short, stable name of a folder on this machine. */
export function folderId(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 24);
}

/**
 * Opens a target folder: finds its repository, ends an export that was interrupted there (telling of it in `problems`), and reads
 * the record. `data` is the app's data folder. Throws `not-found` where
 * there is no such folder, `refused` inside a git directory.
 */
export async function openTarget(folder: string, data: string, env?: GitOptions['env']): Promise<Target> {
  const root = await realpath(folder).catch(() => null);
  if (root === null || !(await stat(root)).isDirectory()) {
    throw new CallError('not-found', 'The target folder is not there.');
  }
  if (isInsideGit(root)) {
    throw new CallError(
      'refused',
      'That folder is the inside of a git repository. Choose the folder of the blog itself.',
    );
  }
  const found = await findRepository(root, env ? { env } : {});
  const problems: Problem[] = found.found === 'unusable' ? [found.problem] : [];
  const repository = found.found === 'repository' ? found.repository : null;
  const state = repository ? await stateInGit(repository, env) : join(data, 'export', folderId(root));
  if (existsSync(transactionIn(state))) problems.push(...(await endInterrupted(root, state)));
  const record = await readRecord(join(state, RECORD), problems);
  const config = readConfigFile(root);
  const { site } = readSiteConfig({
    kind: 'jekyll',
    text: config.text,
    format: config.format,
    machineZone: 'UTC',
  });
  return { root, state, repository, baseurl: site.baseurl, record, problems };
}

/** A git directory, a bare repository, or a folder in one: git has no working tree there, but files that matter. */
function isInsideGit(root: string): boolean {
  for (let at = root; ; at = dirname(at)) {
    if (basename(at).toLowerCase() === '.git') return true;
    if (['HEAD', 'objects', 'refs'].every((name) => existsSync(join(at, name)))) return true;
    // A working tree may stand below a bare repository.
    if (existsSync(join(at, '.git')) || dirname(at) === at) return false;
  }
}

/** Several targets of one repository (folders of it) have notes of their own. */
async function stateInGit(repository: Repository, env: GitOptions['env']): Promise<string> {
  const state = dirname(await gitPath(repository, `galley/${RECORD}`, env ? { env } : {}));
  return repository.prefix === '' ? state : join(state, folderId(repository.prefix));
}

/** Ends what a killed export left, under the lock. */
export async function endInterrupted(root: string, state: string): Promise<readonly Problem[]> {
  const { found, foreign } = await withLock(state, () => recover({ root, state }));
  if (found === 'nothing') return [];
  const what = found === 'finished' ? 'was finished now' : 'was undone; the target is as it was before it';
  const problem: Problem = {
    code: `export-${found}`,
    severity: 'info',
    message: `An export to this target had been interrupted and ${what}.`,
  };
  return [
    problem,
    ...foreign.map(
      (path): Problem => ({
        code: 'export-left-alone',
        severity: 'warning',
        message: `${path} was changed after the interruption and is left as it is.`,
        detail: { path },
      }),
    ),
  ];
}

async function readRecord(file: string, problems: Problem[]): Promise<ExportRecord> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return emptyRecord;
  const record = parseRecord(text);
  if (record) return record;
  problems.push({
    code: 'record-unreadable',
    severity: 'warning',
    message:
      'The notes of earlier exports to this target cannot be read; every differing file counts as edited there.',
  });
  return emptyRecord;
}

/** Makes the folder of our notes. */
export async function prepareState(target: Target): Promise<void> {
  await mkdir(target.state, { recursive: true });
}

/** Looks at `paths` of the target, hashing only what changed since the cache last saw it. */
export async function snapshotTarget(
  root: string,
  paths: Iterable<RelPath>,
  cache: HashCache<null>,
): Promise<ReadonlyMap<RelPath, TargetFile>> {
  const inspect = createInspector(root);
  const files = new Map<RelPath, TargetFile>();
  for (const path of paths) {
    const there = inspect(path);
    if (there.is === 'absent') continue;
    if (there.is === 'blocked') {
      files.set(path, there);
      continue;
    }
    const known = cache.get(path, there.facts);
    if (known) {
      files.set(path, { is: 'file', hash: known.hash, size: known.size });
      continue;
    }
    const file = await readRegular(join(root, path)).catch(() => null);
    if (!file) {
      files.set(path, { is: 'blocked', why: 'unreadable' });
      continue;
    }
    const size = file.bytes.byteLength;
    cache.set(path, there.facts, { hash: file.version, size, more: null });
    files.set(path, { is: 'file', hash: file.version, size });
  }
  return files;
}
