// Ten thousand changes in seconds: the list must equal the disk once it is quiet, whatever the system's event queue dropped.
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listJournal } from '#host/journal/list-journal.ts';
import { writeJournal } from '#test/support/journal-generator.ts';
import { folderWith, openIn, paths, post, put } from './support.ts';

it('equals the disk after ten thousand events', { timeout: 180_000 }, async () => {
  const root = folderWith({});
  writeJournal(root, { posts: 1500, median: 800 });
  const { journal, until } = await openIn(root);
  expect(journal.entries()).toHaveLength(1500);
  const files = readdirSync(join(root, '_posts')).map((name) => `_posts/${name}`);
  let events = 0;
  for (let round = 0; events < 10_000; round++) {
    for (const [i, path] of files.entries()) {
      const kind = (i + round) % 4;
      const extra = `_posts/2020-01-01-extra-${i}.md`;
      if (kind === 0) put(root, path, post(`Changed ${round}`));
      else if (kind === 1) put(root, extra, post(`Extra ${round}`));
      else if (kind === 2) rmSync(join(root, extra), { force: true });
      else {
        put(root, `${path}.new`, post(`Replaced ${round}`));
        renameSync(join(root, `${path}.new`), join(root, path));
      }
      events += kind === 3 ? 2 : 1;
      // A program that changes thousands of files lets others run too.
      if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  rmSync(join(root, 'ml'), { recursive: true, force: true });
  const onDisk = async () => {
    const { entries } = await listJournal(root, { cacheDir: null, now: Date.now() });
    return entries.map(({ path, title, size }) => `${path} ${title} ${size}`).sort();
  };
  const wanted = await onDisk();
  const listed = () =>
    journal
      .entries()
      .map(({ path, title, size }) => `${path} ${title} ${size}`)
      .sort();
  await until(() => JSON.stringify(listed()) === JSON.stringify(wanted));
  expect(listed()).toEqual(wanted);
  expect(new Set(paths(journal)).size).toBe(wanted.length);
});
