// A post under another name in the journal: one rename in the plan, and in the history of the target.
import { appendFileSync, renameSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareStep } from '#host/export/compare.ts';
import { exportJournal } from '#host/export/headless.ts';
import {
  contents,
  exportAll,
  git,
  newWorld,
  plan,
  put,
  repository,
  said,
  smallJournal,
  tempFolder,
} from './support.ts';

const OLD = '_posts/2026-01-02-first.md';
const NEW = '_posts/2026-01-03-the-first.md';

test('a post renamed and edited is one rename, with the old text to compare with; then nothing is left to do', async () => {
  const journal = put(tempFolder(), smallJournal);
  const target = repository();
  const world = newWorld();
  await exportAll(world, journal, target, { commit: { message: 'all' } });
  const before = contents(target)[OLD];
  renameSync(join(journal, OLD), join(journal, NEW));
  appendFileSync(join(journal, NEW), 'more\n');

  const renamed = await plan(world, journal, target);
  expect(said(renamed)).toEqual([`delete ${OLD} (removed)`, `add ${NEW} (new)`]);
  expect(renamed.steps.filter(({ pair }) => pair).map(({ path, pair }) => [path, pair])).toEqual([
    [OLD, NEW],
    [NEW, OLD],
  ]);
  expect(renamed.message).toBe('Rename "첫 글"');
  const step = renamed.steps.find(({ path }) => path === NEW);
  const sides = step && (await compareStep(world, renamed, step));
  expect(Buffer.from(sides?.before ?? '', 'utf8').toString('latin1')).toBe(before);
  expect(sides?.after).toBe(`${sides?.before}more\n`);

  await exportAll(world, journal, target, { commit: { message: 'renamed' } });
  expect(git(target, 'show', '-M', '--format=', '--name-status', 'HEAD')).toMatch(
    new RegExp(`^R\\d+\t${OLD}\t${NEW}$`),
  );
  expect(said(await plan(world, journal, target))).toEqual([]);
});

test('from the command line a rename needs no leave to delete; a removal does', async () => {
  const journal = put(tempFolder(), smallJournal);
  const target = repository();
  const base = { ...newWorld(), journal, target, dryRun: false, commit: true };
  await exportJournal(base);
  renameSync(join(journal, OLD), join(journal, NEW));
  unlinkSync(join(journal, 'ml/_posts/2026-02-03-second.md'));
  const { lines, applied } = await exportJournal(base);
  expect(lines).toContain(`rename    ${NEW} "첫 글" (was ${OLD})`);
  expect(lines.filter((line) => line.includes(OLD))).toHaveLength(1);
  expect(applied?.deleted).toEqual([OLD]);
  expect(Object.keys(contents(target))).toEqual(
    expect.arrayContaining([NEW, 'ml/_posts/2026-02-03-second.md']),
  );
});
