// The history keeps every version within its bounds, and only damaged or surplus ones go.

import { randomBytes } from 'node:crypto';
import { readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { versionOf } from '#host/files/version.ts';
import { createHistory, defaultLimits, type HistoryLimits } from '#host/history/store.ts';
import { rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const A = rel('_posts/2024-01-01-a.md');
const B = rel('_posts/2024-01-01-b.md');
const DAY = 86_400_000;

async function open(limits: Partial<HistoryLimits> = {}) {
  const folder = await tempFolder();
  const clock = { now: 1_700_000_000_000 };
  const store = createHistory(
    folder,
    () => clock.now,
    () => undefined,
    { ...defaultLimits, ...limits },
  );
  const keep = async (path: typeof A, bytes: Uint8Array, journal = 'j') => {
    clock.now += 1;
    await store.keep(journal, path, bytes, versionOf(bytes));
    return versionOf(bytes);
  };
  return { folder, clock, store, keep };
}

const text = (n: number) => Buffer.from(`글 ${n}\r\n\uFEFF\0`);

async function used(folder: string): Promise<number> {
  const all = await readdir(join(folder, 'objects'), { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    all
      .filter((item) => item.isFile())
      .map(async (item) => (await stat(join(item.parentPath, item.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('history', () => {
  it('gives every version back byte for byte, newest first', async () => {
    const { store, keep } = await open();
    const versions = [];
    for (let n = 0; n < 80; n++) versions.unshift(await keep(A, text(n)));
    expect((await store.list('j', A)).map(({ version }) => version)).toEqual(versions);
    for (const [at, version] of versions.entries()) {
      expect(Buffer.from((await store.read('j', A, version)) ?? [])).toEqual(text(79 - at));
    }
  });

  it('keeps a text that comes back, and does not keep the same twice in a row', async () => {
    const { store, keep } = await open();
    for (const n of [1, 1, 2, 1]) await keep(A, text(n));
    expect((await store.list('j', A)).map(({ version }) => version)).toEqual(
      [1, 2, 1].map((n) => versionOf(text(n))),
    );
  });

  it('gives no version of another post or journal', async () => {
    const { store, keep } = await open();
    const version = await keep(A, text(1));
    await keep(B, text(2));
    expect(await store.read('j', B, version)).toBeNull();
    expect(await store.read('other', A, version)).toBeNull();
    expect(await store.list('other', A)).toEqual([]);
  });

  it('keeps fifty however old, and all of the last thirty days', async () => {
    const { store, keep, clock } = await open();
    for (let n = 0; n < 70; n++) await keep(A, text(n));
    clock.now += 31 * DAY;
    await keep(A, text(100));
    expect(await store.list('j', A)).toHaveLength(50);
    for (let n = 200; n < 300; n++) await keep(A, text(n));
    expect(await store.list('j', A)).toHaveLength(101);
  });

  it('thins out what is neither new nor far apart, once there are very many', async () => {
    const { store, keep, clock } = await open({ dense: 20, spacing: 1000 });
    for (let n = 0; n < 200; n++) {
      clock.now += 99;
      await keep(A, text(n));
    }
    const versions = await store.list('j', A);
    expect(versions.slice(0, 20).map(({ version }) => version)).toEqual(
      Array.from({ length: 20 }, (_, n) => versionOf(text(199 - n))),
    );
    const seconds = versions.slice(20).map(({ saved }) => Math.floor(saved / 1000));
    expect(new Set(seconds).size).toBe(seconds.length);
    expect(seconds.length).toBeGreaterThanOrEqual(17);
    for (const { version } of versions) expect(await store.read('j', A, version)).not.toBeNull();
  });

  it('follows a rename, and joins what both names had', async () => {
    const { store, keep } = await open();
    const first = await keep(B, text(1));
    const second = await keep(A, text(2));
    await store.moved('j', A, B);
    expect((await store.list('j', B)).map(({ version }) => version)).toEqual([second, first]);
    expect(await store.list('j', A)).toEqual([]);
    await store.moved('j', A, B);
    expect(await store.list('j', B)).toHaveLength(2);
  });

  it('stays within its space: the oldest go first, the last of each post at the very end', async () => {
    const space = 60_000;
    const { store, keep, folder } = await open({ space });
    const single = await keep(B, randomBytes(2000));
    for (let n = 0; n < 60; n++) {
      await keep(A, randomBytes(4000));
      expect(await used(folder)).toBeLessThanOrEqual(space);
    }
    const versions = await store.list('j', A);
    expect(versions.length).toBeGreaterThan(8);
    for (const { version } of versions) expect(await store.read('j', A, version)).not.toBeNull();
    expect(await store.read('j', B, single)).not.toBeNull();
  });

  it('a damaged list or object costs only itself', async () => {
    const { store, keep, folder } = await open();
    const good = await keep(B, text(5));
    const cut = await keep(A, text(6));
    const kept = await keep(A, text(7));
    await truncate(join(folder, 'objects', cut.slice(0, 2), `${cut}.gz`), 10);
    expect(await store.read('j', A, cut)).toBeNull();
    expect(await store.read('j', A, kept)).not.toBeNull();
    const [journal = ''] = await readdir(join(folder, 'posts'));
    for (const name of await readdir(join(folder, 'posts', journal))) {
      await writeFile(join(folder, 'posts', journal, name), '{"path":');
    }
    expect(await store.list('j', A)).toEqual([]);
    await keep(A, text(8));
    expect(await store.list('j', A)).toHaveLength(1);
    // The bytes of the damaged lists are not thrown away at once.
    expect((await readdir(join(folder, 'objects'))).length).toBeGreaterThan(1);
    expect(good).toHaveLength(32);
  });
});
