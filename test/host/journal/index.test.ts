// The index on disk: it only ever saves time. Whatever is done to it, the list is that of the files.
import {
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listJson, listLine } from '#core/journal/list-text.ts';
import { newestFirst } from '#core/journal/order.ts';
import type { JournalChange } from '#host/journal/handle.ts';
import { listJournal, printedList } from '#host/journal/list-journal.ts';
import { openJournal } from '#host/journal/open-journal.ts';
import { generatePosts, writeJournal } from '#test/support/journal-generator.ts';
import { folderWith, openIn, post, put } from './support.ts';

const now = Date.UTC(2026, 10, 20);
const list = (root: string, cacheDir: string | null) => listJournal(root, { cacheDir, now });
const past = new Date('2026-01-02T03:04:05Z');

/** Posts whose files are old enough to be believed. */
async function settledFolder(posts: number): Promise<{ root: string; cache: string; file: string }> {
  const root = folderWith({});
  const cache = folderWith({});
  writeJournal(root, { posts, median: 600 });
  await new Promise((resolve) => setTimeout(resolve, 80));
  await list(root, cache);
  const [name = ''] = readdirSync(join(cache, 'journals'));
  return { root, cache, file: join(cache, 'journals', name) };
}

describe('the index', () => {
  it('gives the same list as reading everything, and reads nothing', async () => {
    const { root, cache } = await settledFolder(120);
    const warm = await list(root, cache);
    const fresh = await list(root, null);
    expect(warm.read).toBe(0);
    expect(fresh.read).toBe(120);
    expect(warm.entries).toEqual(fresh.entries);
  });

  it('prints the list without reading its posts one by one, cold, warm and after a change', async () => {
    const { root, cache } = await settledFolder(80);
    const printed = async (form: 'json' | 'lines', cacheDir: string | null) =>
      Buffer.from((await printedList(root, { cacheDir, now }, form)).text).toString('utf8');
    const check = async () => {
      const { entries } = await list(root, null);
      const lines = entries.map((entry) => `${listLine(entry)}\n`).join('');
      for (const cacheDir of [null, cache, cache]) {
        expect(await printed('json', cacheDir)).toBe(`[\n${entries.map(listJson).join(',\n')}\n]\n`);
        expect(await printed('lines', cacheDir)).toBe(lines);
      }
      expect(JSON.parse(await printed('json', cache))).toHaveLength(entries.length);
    };
    await check();
    // The same address twice: a post that did not change is told anew.
    const [first] = (await list(root, cache)).entries.filter(({ appears }) => appears.will);
    put(root, '_posts/2024-01-01-twin.md', post('Twin', `permalink: ${first?.url}\ndate: 2025-12-31\n`));
    put(root, '_posts/2024-01-02-tab.md', post('"a\\tb\\u0085c"'));
    await check();
    expect(await printed('lines', cache)).toContain('duplicate-url');
    rmSync(join(root, '_posts/2024-01-01-twin.md'));
    await check();
    expect(await printed('lines', null)).not.toContain('Twin');
  });

  it('is shown at once when a long journal is opened, and what differs on disk follows', async () => {
    const { root, cache } = await settledFolder(60);
    const { entries } = await list(root, cache);
    const [edited, gone] = entries;
    put(root, edited?.path ?? '', post('Edited while closed'));
    rmSync(join(root, gone?.path ?? ''));
    put(root, '_posts/2024-02-02-new.md', post('New while closed'));
    const journal = await openJournal(root, {
      now: () => now,
      log: () => undefined,
      cacheDir: cache,
      earlyFrom: 10,
    });
    onTestFinished(() => journal.close());
    expect(journal.entries()).toEqual(entries);
    const changes: JournalChange[] = [];
    journal.onChange((event) => {
      if (event.kind === 'changed') changes.push(event.change);
    });
    await journal.verified;
    expect(journal.entries()).toEqual((await list(root, null)).entries);
    const told = new Map(entries.map((entry) => [entry.path as string, entry]));
    for (const { upserted, removed } of changes) {
      for (const entry of upserted) told.set(entry.path, entry);
      for (const path of removed) told.delete(path);
    }
    expect(newestFirst([...told.values()])).toEqual(journal.entries());
    expect(changes.flatMap(({ removed }) => removed)).toEqual([gone?.path]);
  });

  it('reads exactly what changed: content, replaced file, new file', async () => {
    const { root, cache } = await settledFolder(50);
    const { entries } = await list(root, cache);
    const [first, second] = entries;
    put(root, first?.path ?? '', post('Edited'));
    const text = readFileSync(join(root, second?.path ?? ''), 'utf8');
    // The same size and time as before, but another file.
    const twin = join(root, 'twin');
    writeFileSync(twin, text.replace(/title: ./, 'title: X'));
    const { renameSync } = await import('node:fs');
    renameSync(twin, join(root, second?.path ?? ''));
    utimesSync(join(root, second?.path ?? ''), past, past);
    put(root, '_posts/2024-01-01-new.md', post('New'));
    const again = await list(root, cache);
    expect(again.read).toBe(3);
    expect(again.entries).toEqual((await list(root, null)).entries);
  });

  it('does not believe a file that was written just before it was read', async () => {
    const root = folderWith({ '_posts/2024-01-01-a.md': post('A') });
    const cache = folderWith({});
    await list(root, cache);
    expect((await list(root, cache)).read).toBe(1);
  });

  it('is another one under another configuration', async () => {
    const { root, cache } = await settledFolder(20);
    put(root, '_config.yml', 'permalink: /x/:title/\n');
    const again = await list(root, cache);
    expect(again.read).toBe(20);
    expect(again.entries.every((entry) => entry.url === null || entry.url.startsWith('/x/'))).toBe(true);
  });

  it('is rebuilt silently when cut off, changed or of another version', { timeout: 120_000 }, async () => {
    const { root, cache, file } = await settledFolder(12);
    const good = readFileSync(file);
    const wanted = (await list(root, null)).entries;
    const size = statSync(file).size;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.integer({ min: 0, max: size - 1 }).map((at) => ({ cut: at })),
          fc.record({ at: fc.integer({ min: 0, max: size - 1 }), byte: fc.integer({ min: 1, max: 255 }) }),
          fc.uint8Array({ maxLength: 300 }).map((bytes) => ({ bytes })),
        ),
        async (damage) => {
          writeFileSync(file, good);
          if ('cut' in damage) truncateSync(file, damage.cut);
          else if ('bytes' in damage) writeFileSync(file, damage.bytes);
          else {
            const changed = Buffer.from(good);
            changed[damage.at] = (changed[damage.at] ?? 0) ^ damage.byte;
            writeFileSync(file, changed);
          }
          expect((await list(root, cache)).entries).toEqual(wanted);
        },
      ),
      { numRuns: 150 },
    );
    expect((await list(root, cache)).read).toBe(0);
  });

  it('is written again when a journal is closed after many changes', async () => {
    const { root, cache } = await settledFolder(140);
    const { entries } = await list(root, cache);
    for (const { path } of entries) put(root, path, post('Changed'));
    for (const { path } of entries) utimesSync(join(root, path), past, past);
    await new Promise((resolve) => setTimeout(resolve, 80));
    const { journal } = await openIn(root, { cacheDir: cache });
    expect(journal.entries().every((entry) => entry.title === 'Changed')).toBe(true);
    await journal.close();
    const again = await listJournal(root, { cacheDir: cache, now: Date.now() });
    expect(again.read).toBe(0);
    expect(again.entries).toEqual((await listJournal(root, { cacheDir: null, now: Date.now() })).entries);
  });

  it('is shared with the open journal, and needs no place to be written', async () => {
    const { root, cache } = await settledFolder(30);
    const { journal } = await openIn(root, { cacheDir: cache });
    expect(journal.entries()).toEqual((await listJournal(root, { cacheDir: null, now: Date.now() })).entries);
    const nowhere = folderWith({ file: 'x' });
    expect((await list(root, join(nowhere, 'file'))).entries).toHaveLength(30);
  });
});

it('generates the same journal for the same seed', () => {
  const texts = (seed: number) =>
    [...generatePosts({ posts: 40, seed })].map(({ path, text }) => `${path}\n${text}`);
  expect(texts(1)).toEqual(texts(1));
  expect(texts(1)).not.toEqual(texts(2));
  expect(new Set([...generatePosts({ posts: 400 })].map(({ path }) => path)).size).toBe(400);
});
