// A long list is given in part, and the rest of that very list when it is asked for.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { calls } from '#contract/calls.ts';
import { createPieces } from '#host/journal/pieces.ts';
import { writeJournal } from '#test/support/journal-generator.ts';
import { folderWith, openIn, paths, post, put } from './support.ts';

async function journalOf(posts: number) {
  const root = folderWith({});
  writeJournal(root, { posts, median: 200 });
  return { root, ...(await openIn(root)) };
}

it('gives a short list whole', async () => {
  const { journal } = await journalOf(40);
  const opened = createPieces().opened(journal);
  expect(opened.rest).toBeUndefined();
  expect(opened.entries).toEqual(journal.entries());
});

it('gives the beginning of a long list, and the rest of it as it was then', async () => {
  const { root, journal, until } = await journalOf(620);
  const { opened, handlers } = createPieces();
  const first = opened(journal);
  expect(calls['journal.open'].result.parse(first)).toEqual(first);
  const list = first.rest?.list ?? expect.fail('a long list comes in pieces');
  const whole = journal.entries();
  expect(first.rest?.total).toBe(620);
  expect(first.entries).toEqual(whole.slice(0, 200));
  rmSync(join(root, whole[10]?.path ?? ''));
  put(root, '_posts/2030-01-01-new.md', post('New'));
  await until((now) => paths(now).includes('_posts/2030-01-01-new.md') && paths(now).length === 620);
  const pieces = [];
  for (const from of [200, 500]) {
    pieces.push(...(await handlers['journal.entries']({ list, from, count: 300 })).entries);
  }
  expect([...first.entries, ...pieces]).toEqual(whole);
  await expect(handlers['journal.entries']({ list, from: 200, count: 1 })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('keeps the lists of a few pages, not of all that ever asked', async () => {
  const { journal } = await journalOf(510);
  const { opened, handlers } = createPieces();
  const lists = Array.from({ length: 6 }, () => opened(journal).rest?.list ?? '');
  const there = await Promise.all(
    lists.map((list) =>
      handlers['journal.entries']({ list, from: 200, count: 10 }).then(
        () => true,
        () => false,
      ),
    ),
  );
  expect(there).toEqual([false, false, true, true, true, true]);
});
