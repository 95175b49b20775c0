// Owns: writing older contents back as one transaction, and committing exactly that.
// Must not know: where the older contents come from.
import { randomUUID } from 'node:crypto';
import { chmod, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { writeRecord } from '#core/export/record.ts';
import type { ExportRecord } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { mark } from '#host/export/apply.ts';
import { prepareState, type Target } from '#host/export/target.ts';
import { runTransaction, type Write } from '#host/export/transaction.ts';
import { commitPaths } from '#host/git/commit.ts';
import { readState } from '#host/git/state.ts';
import type { PublishWorld } from './place.ts';
import { type Made, noteCommit } from './published.ts';

/** One file as it was. */
export interface Former extends Write {
  /** Permission bits of what stood there; null: as new files are. */
  readonly mode: number | null;
}

export interface TakingBack {
  readonly files: readonly Former[];
  /** What is remembered of the target from then on. */
  readonly record: ExportRecord;
  /** Folders that may go where nothing is left in them, deepest last. */
  readonly folders: readonly string[];
  /** Null: no commit. */
  readonly commit: { readonly message: string; readonly of: string; readonly made: Made } | null;
}

export interface TakenBack {
  readonly written: readonly RelPath[];
  readonly deleted: readonly RelPath[];
  readonly commit: string | null;
}

/**
 * Writes all files back or none, then commits exactly them. The caller holds the target's lock and has looked whether a commit can
 * be made. Throws `stale` where a file is not as expected, `git` where the commit fails: the files are back by then, and it says so.
 */
export async function takeBack(world: PublishWorld, target: Target, back: TakingBack): Promise<TakenBack> {
  await prepareState(target);
  const { files } = back;
  if (files.length > 0) {
    const marker = await mark(world, target);
    const place = { root: target.root, state: target.state, ...(world.fs ? { fs: world.fs } : {}) };
    await runTransaction(place, files, writeRecord(back.record, randomUUID()));
    await rm(marker, { force: true });
  }
  for (const { path, before, after, mode } of files) {
    if (before === null && after !== null && mode !== null) await chmod(join(target.root, path), mode);
  }
  for (const folder of [...back.folders].reverse()) {
    // Not empty: something of someone else is in it, and it stays.
    await rmdir(join(target.root, folder)).catch(() => undefined);
  }
  return {
    written: files.filter(({ after }) => after !== null).map(({ path }) => path),
    deleted: files.filter(({ after }) => after === null).map(({ path }) => path),
    commit: back.commit && (await commitBack(world, target, files, back.commit)),
  };
}

async function commitBack(
  world: PublishWorld,
  { repository, state: notes }: Target,
  files: readonly Former[],
  { message, of, made }: NonNullable<TakingBack['commit']>,
): Promise<string | null> {
  if (!repository) return null;
  const env = world.env ? { env: world.env } : {};
  try {
    const state = await readState(repository, env);
    const paths = files.map(({ path }) => path);
    const { commit } = await commitPaths(repository, state, { paths, message, ...env });
    if (commit !== null) await noteCommit(notes, commit, made, of);
    return commit;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    throw new CallError(error.code, `The files are as they were before. ${error.message}`, {
      ...error.detail,
      restored: files.length,
    });
  }
}

/** The message of a commit that takes another one back, in git's own form. */
export const revertMessage = (subject: string, id: string): string =>
  `Revert "${subject}"\n\nThis reverts commit ${id}.`;
