// An export in one call, as the command line does it.
import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportJournal } from '#host/export/headless.ts';
import { contents, git, newWorld, put, rel, repository, smallJournal, tempFolder } from './support.ts';

const FIRST = '_posts/2026-01-02-first.md';

function scene() {
  const journal = put(tempFolder(), smallJournal);
  const target = repository();
  const base = { ...newWorld(), journal, target, dryRun: false, commit: true };
  return { journal, target, base };
}

describe('an export in one call', () => {
  test('tells what it would do, and does nothing, in a dry run', async () => {
    const { target, base } = scene();
    const before = contents(target);
    const result = await exportJournal({ ...base, dryRun: true });
    expect(result).toMatchObject({
      exitCode: 0,
      applied: null,
      message: 'Publish 2 posts: 첫 글, Second: post',
    });
    expect(result.target).toEqual({
      root: target,
      git: true,
      branch: 'main',
      settings: expect.objectContaining({ generator: 'jekyll', content: '_posts' }),
    });
    expect(result.lines.slice(0, 4)).toEqual([
      `add       ${FIRST} "첫 글"`,
      'add       assets/img/cover.png',
      'add       assets/img/mountain.png',
      'add       ml/_posts/2026-02-03-second.md "Second: post"',
    ]);
    expect(contents(target)).toEqual(before);
    expect(git(target, 'log', '--format=%s')).toBe('start');
  });

  test('writes and commits; again, there is nothing to export', async () => {
    const { target, base } = scene();
    const done = await exportJournal({ ...base, message: '내 메시지' });
    expect(done.exitCode).toBe(0);
    expect(git(target, 'log', '--format=%s')).toBe('내 메시지\nstart');
    expect(done.lines.at(-1)).toBe(`Committed ${done.applied?.commit?.slice(0, 10)}. Nothing was pushed.`);
    const again = await exportJournal(base);
    expect(again).toMatchObject({ exitCode: 0, message: '', applied: { written: [], commit: null } });
    expect(again.lines).toEqual(['Nothing to export.', '4 files are up to date.']);
    expect(git(target, 'log', '--format=%s')).toBe('내 메시지\nstart');
  });

  test('gives 1 while conflicts are left, and overwrites only what is named', async () => {
    const { target, base } = scene();
    await exportJournal(base);
    writeFileSync(join(target, FIRST), 'edited on the web\n');
    git(target, 'commit', '-q', '-a', '-m', 'web');
    const left = await exportJournal(base);
    expect(left.exitCode).toBe(1);
    expect(left.lines[0]).toBe(`conflict  ${FIRST} "첫 글" (edited in the target since the last export)`);
    expect(contents(target)[FIRST]).toBe('edited on the web\n');
    const forced = await exportJournal({ ...base, overwrite: [rel(FIRST)], message: 'ours' });
    expect(forced.exitCode).toBe(0);
    expect(git(target, 'show', '--format=%s', '--name-only', 'HEAD')).toBe(`ours\n\n${FIRST}`);
  });

  test('deletes only when asked to', async () => {
    const { journal, target, base } = scene();
    await exportJournal(base);
    unlinkSync(join(journal, FIRST));
    const told = await exportJournal(base);
    expect(told.applied?.deleted).toEqual([]);
    expect(told.lines).toContain('1 file not deleted; ask for deletions to carry them out.');
    expect(Object.keys(contents(target))).toContain(FIRST);
    const done = await exportJournal({ ...base, delete: true });
    expect(done.applied?.deleted).toEqual([FIRST]);
    expect(git(target, 'log', '-1', '--format=%s')).toBe('Remove "첫 글"');
  });

  test('gives 1 for a post that would break on the blog', async () => {
    const { journal, base } = scene();
    put(journal, { '_posts/2026-03-03-x.md': '---\ntitle: X\n---\n{% post_url 2020-01-01-none %}\n' });
    const result = await exportJournal({ ...base, dryRun: true });
    expect(result.exitCode).toBe(1);
    expect(result.lines).toContain(
      'error: _posts/2026-03-03-x.md:4: There is no post "2020-01-01-none"; the blog cannot be built with this tag.',
    );
  });

  test('fails in a sentence where a folder is not there', async () => {
    const { base } = scene();
    await expect(exportJournal({ ...base, journal: '/no/such/folder' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(exportJournal({ ...base, target: '/no/such/folder' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
