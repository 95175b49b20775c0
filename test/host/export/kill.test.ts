// An export that is killed, or that the disk fails, at any single step: the target is as before or as after, never in between.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyExport } from '#host/export/apply.ts';
import { recoverExports } from '#host/export/recover-all.ts';
import { runTransaction, type Write } from '#host/export/transaction.ts';
import { recover } from '#host/export/undo-log.ts';
import { tempOwner } from '#host/files/temp-name.ts';
import { versionOf } from '#host/files/version.ts';
import { withFaults } from '../support/faults.ts';
import {
  contents,
  exportAll,
  newWorld,
  plan,
  png,
  put,
  rel,
  repository,
  said,
  tempFolder,
} from './support.ts';

const child = join(tempFolder(), 'child.mjs');

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'kill-child.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: child,
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});

/** A target that was exported to once, and a journal with an addition, a change and a removal since. */
async function scene() {
  const world = newWorld();
  const journal = put(tempFolder(), {
    '_posts/2026-01-01-change.md': 'one\n',
    '_posts/2026-01-02-remove.md': 'two\n',
    '_posts/2026-01-03-keep.md': 'three\n',
  });
  const target = repository();
  await exportAll(world, journal, target, { commit: { message: 'first' } });
  put(journal, {
    '_posts/2026-01-01-change.md': 'one, changed\n',
    'new/_posts/2026-02-01-add.md': '![x](/assets/deep/x.png)\n',
    'assets/deep/x.png': png('x'),
  });
  unlinkSync(join(journal, '_posts/2026-01-02-remove.md'));
  const before = contents(target);
  const whole = copyOf(target);
  await exportAll(world, journal, whole);
  const after = contents(whole);
  expect(Object.keys(after)).not.toEqual(Object.keys(before));
  return { world, journal, target, before, after };
}

function copyOf(target: string): string {
  const copy = join(tempFolder(), 'copy');
  cpSync(target, copy, { recursive: true });
  return copy;
}

const withoutTemps = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).filter(([path]) => tempOwner(basename(path)) === null));

const notesOf = (target: string): readonly string[] => readdirSync(join(target, '.git/galley'));

const run = (journal: string, target: string, world: { cache: string; data: string }, stop: number) =>
  spawnSync(process.execPath, [child, journal, target, world.cache, world.data, String(stop)], {
    encoding: 'utf8',
  });

/** The operations of an export that gets through. */
function operationsOf(
  journal: string,
  target: string,
  world: { cache: string; data: string },
): readonly string[] {
  const whole = run(journal, copyOf(target), world, -1);
  expect(whole.stderr).toBe('');
  return JSON.parse(whole.stdout);
}

/** Kills an export to a copy of the target just before its last new file gets its name: the others are written. */
function killedInTheMiddle(journal: string, target: string, world: { cache: string; data: string }): string {
  const copy = copyOf(target);
  const stop = operationsOf(journal, target, world).lastIndexOf('link');
  expect(run(journal, copy, world, stop).signal).toBe('SIGKILL');
  return copy;
}

describe('an export that is killed', () => {
  test('at every file operation of applying: the next plan finishes or undoes it', {
    timeout: 300_000,
  }, async () => {
    const { world, journal, target, before, after } = await scene();
    const operations = operationsOf(journal, target, world);
    // Between two of these the disk does not change.
    const stops = [...operations.keys()].filter((at) =>
      /^(open|write|rename|link|unlink|mkdir)$/.test(operations[at] ?? ''),
    );
    expect(stops.length).toBeGreaterThan(40);
    let undone = 0;
    let finished = 0;
    for (const stop of stops) {
      const copy = copyOf(target);
      const killed = run(journal, copy, world, stop);
      expect(killed.signal, killed.stderr).toBe('SIGKILL');
      const next = await plan(world, journal, copy);
      const now = contents(copy);
      const is = JSON.stringify(now) === JSON.stringify(after) ? 'after' : 'before';
      expect(now, `killed after operation ${stop}`).toEqual(is === 'after' ? after : before);
      if (is === 'after') finished++;
      else undone++;
      // The record, what the last export replaced, and the list of its commits; nothing of one that runs.
      // The lock of a process that is gone may stay until the next one takes it over.
      const notes = ['export.json', 'last', 'published.jsonl'];
      expect(notesOf(copy).filter((name) => name !== 'lock')).toEqual(notes);
      expect(said(next)).toHaveLength(is === 'after' ? 0 : 4);
      await applyExport(world, next, { skip: [], overwrite: [], commit: null });
      expect(contents(copy)).toEqual(after);
      expect(notesOf(copy)).toEqual(notes);
      rmSync(copy, { recursive: true });
    }
    expect(undone).toBeGreaterThan(20);
    expect(finished).toBeGreaterThan(0);
  });

  test('is ended at the next start, without a plan', async () => {
    const { world, journal, target, before } = await scene();
    const copy = killedInTheMiddle(journal, target, world);
    expect(contents(copy)).not.toEqual(before);
    const ended = await recoverExports(world.data);
    expect(ended.map(({ root, problems }) => [root, problems.map(({ code }) => code)])).toEqual([
      [copy, ['export-undone']],
    ]);
    expect(contents(copy)).toEqual(before);
    expect(await recoverExports(world.data)).toEqual([]);
  });

  test('can be cut off again while it is being undone, at any operation', { timeout: 180_000 }, async () => {
    const { world, journal, target, before } = await scene();
    const killed = killedInTheMiddle(journal, target, world);
    const state = (root: string) => ({ root, state: join(root, '.git/galley') });
    const whole = copyOf(killed);
    const counting = withFaults(() => undefined);
    expect(await recover({ ...state(whole), fs: counting.fs })).toEqual({ found: 'undone', foreign: [] });
    expect(contents(whole)).toEqual(before);
    for (let stop = 0; stop < counting.done.length; stop++) {
      const copy = copyOf(killed);
      // From here on the disk answers nothing any more, as after a power cut.
      const faults = withFaults((index, name, when) => {
        if (when === 'before' && index >= stop && name !== 'close') throw new Error('dead');
      });
      await recover({ ...state(copy), fs: faults.fs }).catch(() => undefined);
      await recover(state(copy));
      expect(withoutTemps(contents(copy)), `cut off at ${stop}`).toEqual(before);
    }
  });

  test('leaves alone what someone changed after the interruption', async () => {
    const { world, journal, target, before } = await scene();
    const copy = killedInTheMiddle(journal, target, world);
    put(copy, { '_posts/2026-01-01-change.md': 'by hand\n' });
    const next = await plan(world, journal, copy);
    expect(next.targetProblems.map(({ code }) => code)).toContain('export-left-alone');
    expect(contents(copy)).toEqual({ ...before, '_posts/2026-01-01-change.md': 'by hand\n' });
  });
});

describe('an export of many files, written several at a time', () => {
  test('is undone or finished after a kill anywhere', { timeout: 300_000 }, async () => {
    const world = newWorld();
    const names = Array.from({ length: 60 }, (_, at) => `_posts/2026-01-01-post-${at}.md`);
    const files = (mark: string) => Object.fromEntries(names.map((name, at) => [name, `${mark} ${at}\n`]));
    const journal = put(tempFolder(), files('old'));
    const target = repository();
    await exportAll(world, journal, target, { commit: { message: 'first' } });
    const before = contents(target);
    put(journal, { ...files('new'), 'a/b/_posts/2026-02-02-added.md': 'added\n' });
    const whole = copyOf(target);
    await exportAll(world, journal, whole);
    const after = contents(whole);
    const operations = operationsOf(journal, target, world);
    const seen = new Set<string>();
    for (let part = 1; part < 12; part++) {
      const copy = copyOf(target);
      expect(run(journal, copy, world, Math.floor((operations.length * part) / 12.5)).signal).toBe('SIGKILL');
      seen.add(JSON.stringify(contents(copy)));
      await plan(world, journal, copy);
      const now = contents(copy);
      expect(JSON.stringify([before, after])).toContain(JSON.stringify(now));
    }
    // Some kills left a mixture, or the test would prove nothing.
    seen.delete(JSON.stringify(before));
    expect(seen.size).toBeGreaterThan(3);
  });
});

describe('a transaction that the disk fails', () => {
  const write = (path: string, before: string | null, after: string | null): Write => ({
    path: rel(path),
    before: before === null ? null : versionOf(Buffer.from(before)),
    after: after === null ? null : versionOf(Buffer.from(after)),
    read: async () => Buffer.from(after ?? ''),
  });
  const writes = [
    write('a/b/new.md', null, 'new'),
    write('change.md', 'one', 'two'),
    write('remove.md', 'gone', null),
    write('a/other.md', null, 'other'),
  ];
  const files = { 'change.md': 'one', 'remove.md': 'gone', 'keep.md': 'kept' };
  const after = { 'a/b/new.md': 'new', 'a/other.md': 'other', 'change.md': 'two', 'keep.md': 'kept' };
  const fresh = () => ({
    root: put(tempFolder(), files),
    state: put(tempFolder(), { 'export.json': 'old record' }),
  });

  test('at any single operation: an error, and the target as it was', { timeout: 120_000 }, async () => {
    const counting = withFaults(() => undefined);
    const whole = fresh();
    await runTransaction({ ...whole, fs: counting.fs }, writes, 'new record');
    expect(contents(whole.root)).toEqual(after);
    expect(contents(whole.state)).toEqual({ 'export.json': 'new record' });
    let undone = 0;
    for (let stop = 0; stop < counting.done.length; stop++) {
      const place = fresh();
      const faults = withFaults((index, name, when) => {
        if (when === 'before' && index === stop && name !== 'close')
          throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      });
      const failed = await runTransaction({ ...place, fs: faults.fs }, writes, 'new record').then(
        () => false,
        () => true,
      );
      // What could not be tidied up at once is ended by the next start.
      if (existsSync(join(place.state, 'transaction'))) await recover(place);
      else if (failed) undone++;
      const now = withoutTemps(contents(place.root));
      const where = `failed at operation ${stop} ${faults.done[stop]}`;
      const record = contents(place.state)['export.json'];
      // A step whose failure does no harm (removing the second name of a file) is passed over; a start sweeps that name away.
      expect(
        [
          { ...files, record: 'old record' },
          { ...after, record: 'new record' },
        ],
        where,
      ).toContainEqual({
        ...now,
        record,
      });
      if (!failed) expect(now).toEqual(after);
    }
    expect(undone).toBeGreaterThan(40);
  });

  test('of a first export leaves no record behind', async () => {
    const place = { root: put(tempFolder(), files), state: tempFolder() };
    const faults = withFaults((_index, name, when) => {
      const written = existsSync(join(place.state, 'export.json'));
      if (when === 'before' && name === 'sync' && written) throw new Error('EIO');
    });
    await expect(runTransaction({ ...place, fs: faults.fs }, writes, 'new record')).rejects.toThrow();
    await recover(place);
    const record = existsSync(join(place.state, 'export.json'));
    expect(contents(place.root)).toEqual(record ? after : files);
  });

  test('leaves no folder that it made, and none that someone else filled', async () => {
    const place = fresh();
    const refuse = { ...write('z.md', null, 'x'), read: async () => Promise.reject(new Error('no')) };
    await expect(runTransaction(place, [...writes, refuse], 'new record')).rejects.toThrow('no');
    expect(contents(place.root)).toEqual(files);
    const meddle = {
      ...refuse,
      read: async () => {
        put(place.root, { 'a/b/theirs.md': 'theirs' });
        throw new Error('no');
      },
    };
    await expect(runTransaction(place, [...writes, meddle], 'new record')).rejects.toThrow('no');
    expect(contents(place.root)).toEqual({ ...files, 'a/b/theirs.md': 'theirs' });
  });
});
