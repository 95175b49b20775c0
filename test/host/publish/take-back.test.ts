// Taking an export or a commit back: the tree is as before, the history is longer, and nothing of anyone else is touched.
import { chmodSync, cpSync, existsSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempOwner } from '#host/files/temp-name.ts';
import { historyOf } from '#host/publish/history.ts';
import { revertCommit } from '#host/publish/revert.ts';
import { lookAt } from '#host/publish/state.ts';
import { undoExport } from '#host/publish/undo-export.ts';
import { withFaults } from '../support/faults.ts';
import {
  commitHere,
  contents,
  exportAll,
  git,
  hook,
  leaveWork,
  plan,
  png,
  put,
  refusedWith,
  rel,
  repository,
  said,
  scene,
  smallJournal,
  tempFolder,
  withoutLoss,
  work,
} from './scene.ts';

const FIRST = '_posts/2026-01-02-first.md';
const commit = { message: 'Publish' };

/** A target that was exported to twice: the second time with an addition, a change, a removal and a new image. */
async function exportedTwice(committed: boolean) {
  const { world: publishing, blog, remote } = scene();
  const world = { ...publishing, cache: join(tempFolder(), 'cache') };
  const journal = put(tempFolder(), { ...smallJournal, '_posts/2025-01-01-old.md': 'old\n' });
  await exportAll(world, journal, blog, { commit });
  git(blog, 'push', '-q');
  leaveWork(blog);
  const before = work(blog);
  put(journal, {
    [FIRST]: '---\ntitle: 첫 글\n---\n고침 ![x](/assets/deep/x.png)\n',
    'new/_posts/2026-03-03-third.md': '---\ntitle: 셋째\n---\n',
    'assets/deep/x.png': png('x'),
  });
  unlinkSync(join(journal, '_posts/2025-01-01-old.md'));
  const done = await exportAll(world, journal, blog, { commit: committed ? commit : null });
  expect(contents(blog)).not.toEqual(before.files);
  return { world, journal, blog, remote, before, done };
}

describe('taking the last export back', () => {
  test('that was not committed puts every byte back', async () => {
    const { world, journal, blog, before, done } = await exportedTwice(false);
    const head = git(blog, 'rev-parse', 'HEAD');
    const { last } = await lookAt(world, { folder: blog, remote: null, inPlace: false });
    expect(last).toMatchObject({ files: 4, commit: null });
    const back = await undoExport(world, blog);
    expect([...back.deleted, ...back.written].sort()).toEqual([...done.written, ...done.deleted].sort());
    expect(back.commit).toBeNull();
    expect(work(blog)).toEqual(before);
    expect(git(blog, 'rev-parse', 'HEAD')).toBe(head);
    // What was taken back would be exported again, as before.
    expect(said(await plan(world, journal, blog))).toHaveLength(4);
    await expect(undoExport(world, blog)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('that was committed does it by a commit of exactly its files', async () => {
    const { world, journal, blog, remote, before, done } = await exportedTwice(true);
    const head = git(blog, 'rev-parse', 'HEAD');
    expect(head).toBe(done.commit);
    const back = await withoutLoss(remote, () => undoExport(world, blog));
    expect(work(blog)).toEqual(before);
    expect(git(blog, 'rev-parse', 'HEAD')).toBe(back.commit);
    expect(git(blog, 'rev-parse', 'HEAD^')).toBe(head);
    // The tree is as before: two commits more, and no difference.
    expect(git(blog, 'diff', '--name-only', 'HEAD~2', 'HEAD')).toBe('');
    expect(git(blog, 'log', '-1', '--format=%B').trimEnd()).toBe(
      `Revert "Publish"\n\nThis reverts commit ${head}.`,
    );
    expect(said(await plan(world, journal, blog))).toHaveLength(4);
  });

  test('works after a restart, and brings permissions back', async () => {
    const { world: publishing, blog } = scene();
    const world = { ...publishing, cache: join(tempFolder(), 'cache') };
    const journal = put(tempFolder(), { '_posts/2026-01-01-a.md': 'a\n' });
    await exportAll(world, journal, blog);
    chmodSync(join(blog, '_posts/2026-01-01-a.md'), 0o755);
    unlinkSync(join(journal, '_posts/2026-01-01-a.md'));
    put(journal, { '_posts/2026-02-02-b.md': 'b\n' });
    await exportAll(world, journal, blog);
    expect(existsSync(join(blog, '_posts/2026-01-01-a.md'))).toBe(false);
    // Nothing is kept in memory: the notes in the git directory are all it needs.
    await undoExport({ ...publishing, data: join(tempFolder(), 'other') }, blog);
    expect(statSync(join(blog, '_posts/2026-01-01-a.md')).mode & 0o777).toBe(0o755);
    expect(existsSync(join(blog, '_posts/2026-02-02-b.md'))).toBe(false);
  });

  test('works in a folder without a repository', async () => {
    const world = { ...scene().world, cache: join(tempFolder(), 'cache') };
    const target = put(tempFolder(), { 'page.md': 'mine\n' });
    await exportAll(world, put(tempFolder(), smallJournal), target);
    expect(Object.keys(contents(target))).toHaveLength(5);
    await undoExport(world, target);
    expect(contents(target)).toEqual({ 'page.md': 'mine\n' });
  });

  test('whose files were edited since writes nothing, and names them', async () => {
    const { world, blog } = await exportedTwice(true);
    put(blog, { [FIRST]: 'edited there\n' });
    const before = work(blog);
    await expect(undoExport(world, blog)).rejects.toMatchObject({
      code: 'stale',
      detail: { problem: 'undo-changed', changed: [FIRST], count: 1 },
    });
    expect(work(blog)).toEqual(before);
  });

  test('where no commit can be made now writes nothing', async () => {
    const it = await exportedTwice(true);
    git(it.blog, 'checkout', '-q', '--detach');
    await refusedWith(it, 'git-detached', () => undoExport(it.world, it.blog));
  });

  test('whose commit a hook refuses leaves the files back, and says so', async () => {
    const it = await exportedTwice(true);
    hook(it.blog, 'pre-commit', 'echo no >&2; exit 1');
    const head = git(it.blog, 'rev-parse', 'HEAD');
    await expect(undoExport(it.world, it.blog)).rejects.toMatchObject({
      code: 'git',
      message: expect.stringContaining('The files are as they were before.'),
    });
    expect(contents(it.blog)).toEqual(it.before.files);
    expect(git(it.blog, 'rev-parse', 'HEAD')).toBe(head);
  });
});

/** A living process' own temporary files are not swept away; and an empty folder may stay where the cut came last. */
const withoutTemps = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).filter(([path]) => tempOwner(basename(path)) === null && !path.endsWith('/')),
  );

describe('taking the last export back, cut off at any operation', () => {
  test('leaves the target as before or as after, and can be tried again', { timeout: 120_000 }, async () => {
    const { world, blog, before } = await exportedTwice(false);
    const after = contents(blog);
    const copyOf = (): string => {
      const copy = join(tempFolder(), 'copy');
      cpSync(blog, copy, { recursive: true });
      return copy;
    };
    const counting = withFaults(() => undefined);
    await undoExport({ ...world, fs: counting.fs }, copyOf());
    expect(counting.done.length).toBeGreaterThan(40);
    const seen = { undone: 0, back: 0 };
    for (let stop = 0; stop < counting.done.length; stop += 3) {
      const copy = copyOf();
      // From here on the disk answers nothing any more, as after a power cut.
      const faults = withFaults((index, name, when) => {
        if (when === 'before' && index >= stop && name !== 'close') throw new Error('dead');
      });
      await undoExport({ ...world, fs: faults.fs }, copy).catch(() => undefined);
      // The next start.
      const { last } = await lookAt(world, { folder: copy, remote: null, inPlace: false });
      const now = withoutTemps(contents(copy));
      const isBack = JSON.stringify(now) === JSON.stringify(withoutTemps(before.files));
      if (isBack) seen.back++;
      else {
        expect(now, `cut off at ${stop} ${counting.done[stop]}`).toEqual(after);
        expect(last).not.toBeNull();
        seen.undone++;
        await undoExport(world, copy);
        expect(withoutTemps(contents(copy))).toEqual(withoutTemps(before.files));
      }
    }
    expect(seen.undone).toBeGreaterThan(5);
    expect(seen.back).toBeGreaterThan(0);
  });
});

describe('taking a commit back', () => {
  test('makes one new commit of exactly its files, leaving all other work byte-equal', async () => {
    const it = scene();
    const id = commitHere(it.blog, FIRST, 'one\n');
    leaveWork(it.blog);
    const before = work(it.blog);
    const done = await withoutLoss(it.remote, () => revertCommit(it.world, it.blog, id));
    expect(done).toMatchObject({ written: [], deleted: [FIRST], commit: git(it.blog, 'rev-parse', 'HEAD') });
    const { [FIRST]: _, ...rest } = before.files;
    const after = work(it.blog);
    expect(after.files).toEqual(rest);
    expect({ ...after, files: null }).toEqual({ ...before, files: null });
    expect(git(it.blog, 'show', '--format=', '--name-status', 'HEAD')).toBe(`D\t${FIRST}`);
    const { recent } = await lookAt(it.world, { folder: it.blog, remote: null, inPlace: false });
    expect(recent[0]).toMatchObject({ ours: true, pushed: false });
  });

  test('of the last export makes the next plan what it was', async () => {
    const { world, journal, blog, done } = await exportedTwice(true);
    await revertCommit(world, blog, done.commit ?? '');
    expect(git(blog, 'diff', '--name-only', 'HEAD~2', 'HEAD')).toBe('');
    expect(said(await plan(world, journal, blog)).map((line) => line.split(' ')[0])).toEqual([
      'delete',
      'change',
      'add',
      'add',
    ]);
  });

  test('keeps later edits in other lines, and refuses where they are in the same', async () => {
    const it = scene();
    const lines = (first: string, last: string): string => `${first}\n${'same\n'.repeat(8)}${last}\n`;
    commitHere(it.blog, 'a.md', lines('one', 'end'));
    const id = commitHere(it.blog, 'a.md', lines('two', 'end'));
    commitHere(it.blog, 'a.md', lines('two', 'END'));
    await revertCommit(it.world, it.blog, id);
    expect(contents(it.blog)['a.md']).toBe(lines('one', 'END'));
    await expect(revertCommit(it.world, it.blog, id)).rejects.toMatchObject({
      detail: { problem: 'revert-done' },
    });
    commitHere(it.blog, 'a.md', lines('three', 'END'));
    const detail = await refusedWith(it, 'revert-conflict', () => revertCommit(it.world, it.blog, id));
    expect(detail.paths).toBe('a.md');
  });

  test('whose file has changes that are not committed writes nothing', async () => {
    const it = scene();
    const id = commitHere(it.blog, 'a.md', 'one\n');
    put(it.blog, { 'a.md': 'mine\n' });
    await refusedWith(it, 'revert-unclean', () => revertCommit(it.world, it.blog, id));
    git(it.blog, 'add', 'a.md');
    await refusedWith(it, 'revert-unclean', () => revertCommit(it.world, it.blog, id));
  });

  test('that is the first of a repository empties it', async () => {
    const it = scene();
    const first = git(it.blog, 'rev-list', '--max-parents=0', 'HEAD');
    const done = await revertCommit(it.world, it.blog, first);
    expect([...done.deleted].sort()).toEqual(['_config.yml', 'page.md']);
    expect(git(it.blog, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe('');
  });

  test('that is a merge, or of another branch, is left to git', async () => {
    const it = scene();
    git(it.blog, 'switch', '-q', '-c', 'side');
    const side = commitHere(it.blog, 'side.md', 'x\n');
    git(it.blog, 'switch', '-q', 'main');
    await refusedWith(it, 'revert-elsewhere', () => revertCommit(it.world, it.blog, side));
    git(it.blog, 'merge', '-q', '--no-ff', '-m', 'merge', 'side');
    const merge = git(it.blog, 'rev-parse', 'HEAD');
    await refusedWith(it, 'revert-merge', () => revertCommit(it.world, it.blog, merge));
  });

  test('while a rebase or a lock is there writes nothing', async () => {
    const it = scene();
    const id = commitHere(it.blog, 'a.md', 'one\n');
    writeFileSync(join(it.blog, '.git/index.lock'), '');
    await expect(revertCommit(it.world, it.blog, id)).rejects.toMatchObject({
      detail: { problem: 'git-locked' },
    });
    rmSync(join(it.blog, '.git/index.lock'));
    expect(contents(it.blog)['a.md']).toBe('one\n');
  });

  test('brings back a file with the line ends that this working tree has', async () => {
    const it = scene();
    git(it.blog, 'config', 'core.autocrlf', 'true');
    put(it.blog, { 'a.md': 'one\r\ntwo\r\n' });
    git(it.blog, 'add', 'a.md');
    git(it.blog, 'commit', '-q', '-m', 'one');
    put(it.blog, { 'a.md': 'three\r\n' });
    git(it.blog, 'commit', '-q', '-am', 'two');
    await revertCommit(it.world, it.blog, git(it.blog, 'rev-parse', 'HEAD'));
    expect(contents(it.blog)['a.md']).toBe('one\r\ntwo\r\n');
    expect(git(it.blog, 'status', '--porcelain')).toBe('');
  });
});

describe('the history of a post', () => {
  test('tells each commit with its address then, whether it is pushed, and whether it was an export', async () => {
    const { world: publishing, blog } = scene();
    const world = { ...publishing, cache: join(tempFolder(), 'cache') };
    const journal = put(tempFolder(), { '_posts/2026-01-02-first.md': '---\ntitle: A\n---\none\n' });
    const { commit: first } = await exportAll(world, journal, blog, { commit });
    git(blog, 'push', '-q');
    git(blog, 'mv', '_posts/2026-01-02-first.md', '_posts/2026-01-02-renamed.md');
    git(blog, 'commit', '-q', '-m', 'rename by hand');
    const renamed = git(blog, 'rev-parse', 'HEAD');
    const none = await historyOf(world, blog, journal, rel('_posts/2030-01-01-none.md'));
    expect(none).toEqual({ path: null, remote: 'origin', commits: [] });
    git(blog, 'mv', '_posts/2026-01-02-renamed.md', '_posts/2026-01-02-first.md');
    git(blog, 'commit', '-q', '-m', 'and back');
    const told = await historyOf(world, blog, journal, rel(FIRST));
    expect(told.path).toBe(FIRST);
    expect(told.commits.map(({ id, url, pushed, ours }) => ({ id, url, pushed, ours })).slice(1)).toEqual([
      { id: renamed, url: 'https://me.example/2026/01/02/renamed.html', pushed: false, ours: false },
      { id: first, url: 'https://me.example/2026/01/02/first.html', pushed: true, ours: true },
    ]);
  });

  test('knows the addresses of another generator', async () => {
    const { world: publishing } = scene();
    const world = { ...publishing, cache: join(tempFolder(), 'cache') };
    const hugo = repository({
      'hugo.toml': 'baseURL = "https://hugo.example/"\ntitle = "x"\n[permalinks]\nposts = "/:year/:slug/"\n',
      'content/posts/old.md': '---\ntitle: Old\ndate: 2025-01-01\n---\n',
    });
    const journal = put(tempFolder(), { [FIRST]: '---\ntitle: 첫 글\n---\none\n' });
    const { commit: id } = await exportAll(world, journal, hugo, { commit });
    const told = await historyOf(world, hugo, journal, rel(FIRST));
    expect(told).toMatchObject({
      path: 'content/posts/first.md',
      commits: [{ id, url: 'https://hugo.example/2026/first/', ours: true, pushed: false }],
    });
  });

  test('of a journal that is the blog itself is that of its own files', async () => {
    const it = scene();
    const id = commitHere(it.blog);
    const told = await historyOf(it.world, it.blog, it.blog, rel(FIRST));
    expect(told.commits.map((each) => [each.id, each.change, each.pushed])).toEqual([[id, 'A', false]]);
  });

  test('runs no program that the repository names', async () => {
    const it = scene();
    const ran = join(tempFolder(), 'ran');
    const script = join(tempFolder(), 'evil.sh');
    writeFileSync(script, `#!/bin/sh\necho ran >> '${ran}'\n`);
    chmodSync(script, 0o755);
    put(it.blog, { '.gitattributes': '*.md diff=evil filter=evil\n' });
    commitHere(it.blog);
    for (const key of [
      'gpg.program',
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'core.pager',
      'filter.evil.smudge',
    ])
      git(it.blog, 'config', key, script);
    git(it.blog, 'config', 'log.showSignature', 'true');
    await historyOf(it.world, it.blog, it.blog, rel(FIRST));
    await lookAt(it.world, { folder: it.blog, remote: null, inPlace: true });
    expect(existsSync(ran)).toBe(false);
  });
});
