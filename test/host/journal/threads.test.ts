// The helping threads give what this thread would: looking at a folder, reading posts, scanning.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { lookAtFolder } from '#host/journal/look.ts';
import { lookAside } from '#host/journal/look-aside.ts';
import { readMany } from '#host/journal/read-many.ts';
import { createScanner } from '#host/journal/scanner.ts';
import { writeJournal } from '#test/support/journal-generator.ts';
import { folderWith } from './support.ts';

const how = { jekyll: true, destination: '_site' };

it('looks at a folder on another core as on this one', async () => {
  const root = folderWith({});
  writeJournal(root, { posts: 60, median: 300 });
  expect(await lookAside(root, how, true)).toEqual(lookAtFolder(root, how));
  expect(await lookAside(join(root, 'nothing'), how, true)).toBeNull();
});

it('reads posts with two helpers as alone, and leaves out what is gone', async () => {
  const root = folderWith({});
  writeJournal(root, { posts: 450, median: 300 });
  const { posts } = lookAtFolder(root, how).walk;
  rmSync(join(root, posts[7] ?? ''));
  const { site } = readSiteConfig({ kind: 'jekyll', text: null, machineZone: 'Asia/Seoul' });
  const context = { root, site, now: Date.UTC(2026, 0, 1), hash: true };
  const byPath = (records: Awaited<ReturnType<typeof readMany>>) =>
    [...records]
      .sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1))
      .map(({ entry, version }) => ({ entry, version }));
  const alone = await readMany(context, posts as readonly RelPath[], { helpers: 0 });
  const helped = await readMany(context, posts as readonly RelPath[], { helpers: 2 });
  expect(alone).toHaveLength(449);
  expect(byPath(helped)).toEqual(byPath(alone));
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
