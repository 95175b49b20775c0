// The helping threads give what this thread would: reading posts, scanning.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { lookAtFolder } from '#host/journal/look.ts';
import { startHelpers } from '#host/journal/read-helpers.ts';
import { readMany } from '#host/journal/read-many.ts';
import { entriesOf, type Row, textsOf } from '#host/journal/rows.ts';
import { createScanner } from '#host/journal/scanner.ts';
import { writeJournal } from '#test/support/journal-generator.ts';
import { folderWith } from './support.ts';

const how = { jekyll: true, destination: '_site' };

it('reads posts with two helpers as alone, and leaves out what is gone', async () => {
  const root = folderWith({});
  writeJournal(root, { posts: 450, median: 300 });
  const { posts } = lookAtFolder(root, how).walk;
  rmSync(join(root, posts[7] ?? ''));
  const { site } = readSiteConfig({ kind: 'jekyll', text: null, machineZone: 'Asia/Seoul' });
  const context = { root, site, now: Date.UTC(2026, 0, 1), hash: true };
  const read = async (helpers: number) => {
    const rows = await readMany(context, startHelpers(posts as readonly RelPath[], helpers));
    return [...rows].sort((a, b) => (a.path < b.path ? -1 : 1));
  };
  const plain = (rows: readonly Row[]) => rows.map(({ text: _, ...facts }) => facts);
  const [alone, helped] = [await read(0), await read(2)];
  expect(alone).toHaveLength(449);
  expect(plain(helped)).toEqual(plain(alone));
  expect(textsOf(helped)).toEqual(textsOf(alone));
  expect(entriesOf(textsOf(helped)).map(({ path }) => path)).toEqual(alone.map(({ path }) => path));
});

it('answers scans in order, tells what fails, and ends what waits when it is closed', async () => {
  const root = folderWith({});
  writeJournal(root, { posts: 20, median: 300 });
  const scanner = createScanner();
  const request = { root, machineZone: 'UTC', now: 0, indexFile: null, known: null };
  const listener = { records: () => undefined, progress: () => undefined };
  const missing = scanner.scan({ ...request, root: join(root, 'nothing') }, listener);
  await expect(missing).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await scanner.scan(request, listener)).posts).toBe(20);
  const waiting = scanner.scan(request, listener);
  const ended = expect(waiting).rejects.toThrow('closed');
  await scanner.close();
  await ended;
  await expect(scanner.scan(request, listener)).rejects.toThrow('closed');
});

it('lets its thread go when nothing is to be scanned, and starts another when there is', async () => {
  const root = folderWith({});
  writeJournal(root, { posts: 20, median: 300 });
  const scanner = createScanner(20);
  const request = { root, machineZone: 'UTC', now: 0, indexFile: null, known: null };
  const listener = { records: () => undefined, progress: () => undefined };
  for (const wait of [0, 10, 20, 21, 300]) {
    expect((await scanner.scan(request, listener)).posts).toBe(20);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  const both = [scanner.scan(request, listener), scanner.scan(request, listener)];
  expect((await Promise.all(both)).map(({ posts }) => posts)).toEqual([20, 20]);
  await scanner.close();
});
