// Repositories in every state a person may leave them in: a commit takes exactly its paths, or says why it cannot.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  contents,
  exportAll,
  git,
  gitEnv,
  newWorld,
  plan,
  put,
  rel,
  repository,
  said,
  smallJournal,
  tempFolder,
} from '../export/support.ts';

const FIRST = '_posts/2026-01-02-first.md';
const SECOND = 'ml/_posts/2026-02-03-second.md';
const journalOf = (): string => put(tempFolder(), smallJournal);
const commit = { message: 'Publish' };

/** The whole index, and what is untracked. */
const index = (root: string): string => git(root, 'ls-files', '--stage', '--debug', '-z');

describe('a commit', () => {
  test('leaves staged, unstaged and untracked work byte-equal, and staged work staged', async () => {
    const target = repository({
      '_config.yml': 'title: Blog\n',
      'staged.md': 'a\n',
      'both.md': 'a\n',
      'unstaged.md': 'a\n',
      'gone.md': 'a\n',
      'staged-gone.md': 'a\n',
    });
    put(target, { 'staged.md': 'b\n', 'both.md': 'b\n', 'added.md': 'new\n' });
    git(target, 'add', 'staged.md', 'both.md', 'added.md');
    git(target, 'rm', '-q', 'staged-gone.md');
    put(target, { 'both.md': 'c\n', 'unstaged.md': 'b\n', 'untracked.md': 'u\n' });
    unlinkSync(join(target, 'gone.md'));
    const before = contents(target);
    const status = git(target, 'status', '--porcelain', '-uall');
    const staged = git(target, 'diff', '--cached');

    const done = await exportAll(newWorld(), journalOf(), target, { commit });
    expect(git(target, 'show', '--format=', '--name-only', 'HEAD').split('\n')).toEqual([
      FIRST,
      'assets/img/cover.png',
      'assets/img/mountain.png',
      SECOND,
    ]);
    expect(contents(target)).toMatchObject(before);
    expect(git(target, 'status', '--porcelain', '-uall')).toBe(status);
    expect(git(target, 'diff', '--cached')).toBe(staged);
    expect(done.commit).toBe(git(target, 'rev-parse', 'HEAD'));
  });

  test('works on a branch without a commit, and leaves what is staged there staged', async () => {
    const target = repository({});
    put(target, { 'staged.md': 'a\n' });
    git(target, 'add', 'staged.md');
    const done = await exportAll(newWorld(), journalOf(), target, { commit });
    expect(done.commit).toBe(git(target, 'rev-parse', 'HEAD'));
    expect(git(target, 'ls-tree', '-r', '--name-only', 'HEAD').split('\n')).toHaveLength(4);
    expect(git(target, 'status', '--porcelain')).toBe('A  staged.md');
  });

  test('takes file names literally', async () => {
    const journal = put(tempFolder(), {
      '_posts/2026-01-01-[ab]*.md': 'star\n',
      '_posts/2026-01-01-:(top)x.md': 'magic\n',
    });
    const target = repository({ '_posts/2026-01-01-a.md': 'a\n' });
    put(target, { '_posts/2026-01-01-a.md': 'edited\n' });
    await exportAll(newWorld(), journal, target, { commit });
    expect(git(target, 'status', '--porcelain')).toBe(' M _posts/2026-01-01-a.md');
  });

  test('in a folder of a repository stays in that folder, with notes of its own', async () => {
    const top = repository({ 'site/_config.yml': 'title: x\n', 'other/file.md': 'a\n' });
    put(top, { 'other/file.md': 'b\n' });
    const world = newWorld();
    const journal = journalOf();
    await exportAll(world, journal, join(top, 'site'), { commit });
    expect(git(top, 'status', '--porcelain')).toBe(' M other/file.md');
    expect(said(await plan(world, journal, join(top, 'site')))).toEqual([]);
    expect(said(await plan(world, journal, top))).toHaveLength(4);
  });

  test('keeps a message as it is', async () => {
    const target = repository();
    git(target, 'config', 'commit.cleanup', 'strip');
    const message = '# 제목 "with quotes" $(touch x) `y`\n\n- 하나\n- -둘';
    await exportAll(newWorld(), journalOf(), target, { commit: { message } });
    expect(git(target, 'log', '-1', '--format=%B').trimEnd()).toBe(message);
  });

  test('of files that git ignores is told at the plan, and takes the others', async () => {
    const target = repository({ '.gitignore': 'assets/\n' });
    const world = newWorld();
    const journal = journalOf();
    const { problems } = await plan(world, journal, target);
    expect(
      problems.filter(({ code }) => code === 'target-ignored').map(({ detail }) => detail?.path),
    ).toEqual(['assets/img/cover.png', 'assets/img/mountain.png']);
    const done = await exportAll(world, journal, target, { commit });
    expect(done.written).toHaveLength(4);
    expect(git(target, 'show', '--format=', '--name-only', 'HEAD').split('\n')).toEqual([FIRST, SECOND]);
    expect(git(target, 'status', '--porcelain')).toBe('');
  });
});

describe('a path that git holds a third state of', () => {
  test('is a conflict', async () => {
    const world = newWorld();
    const journal = journalOf();
    const target = repository();
    await exportAll(world, journal, target, { commit });
    const written = readFileSync(join(target, FIRST));
    put(target, { [FIRST]: 'staged only\n' });
    git(target, 'add', FIRST);
    writeFileSync(join(target, FIRST), written);
    put(journal, { [FIRST]: 'new text\n' });
    expect(said(await plan(world, journal, target))).toEqual([`conflict ${FIRST} (staged)`]);
  });
});

/** Nothing may have been written, and the plan must have said why. */
async function refused(target: string, problem: string, world = newWorld()): Promise<void> {
  const journal = journalOf();
  const before = contents(target);
  const staged = index(target);
  const prepared = await plan(world, journal, target);
  expect(
    prepared.targetProblems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  ).toEqual([problem]);
  await expect(exportAll(world, journal, target, { commit })).rejects.toMatchObject({
    code: 'git',
    detail: { problem },
  });
  expect(contents(target)).toEqual(before);
  expect(index(target)).toBe(staged);
}

describe('a repository that cannot take a commit now', () => {
  test('a merge in progress', async () => {
    const target = repository({ 'a.md': 'a\n' });
    git(target, 'switch', '-q', '-c', 'side');
    put(target, { 'b.md': 'b\n' });
    git(target, 'add', '.');
    git(target, 'commit', '-q', '-m', 'side');
    git(target, 'switch', '-q', 'main');
    git(target, 'merge', '-q', '--no-ff', '--no-commit', 'side');
    await refused(target, 'git-unfinished');
  });

  test('a rebase in progress', async () => {
    const target = repository({ 'a.md': 'a\n' });
    put(target, { 'a.md': 'b\n' });
    git(target, 'commit', '-q', '-a', '-m', 'two');
    execFileSync('git', ['rebase', '-q', '-i', 'HEAD~1'], {
      cwd: target,
      env: { ...process.env, ...gitEnv, GIT_SEQUENCE_EDITOR: 'sed -i s/pick/edit/' },
      stdio: 'ignore',
    });
    await refused(target, 'git-unfinished');
  });

  test('no branch', async () => {
    const target = repository();
    git(target, 'checkout', '-q', '--detach');
    await refused(target, 'git-detached');
  });

  test('a lock of another git command', async () => {
    const target = repository();
    writeFileSync(join(target, '.git/index.lock'), '');
    await refused(target, 'git-locked');
  });

  test('no identity', async () => {
    const target = repository();
    git(target, 'config', 'user.useConfigOnly', 'true');
    const { GIT_CONFIG_GLOBAL, GIT_CONFIG_NOSYSTEM } = gitEnv;
    await refused(target, 'git-identity', newWorld({ env: { GIT_CONFIG_GLOBAL, GIT_CONFIG_NOSYSTEM } }));
  });

  test('can still be exported to without a commit', async () => {
    const target = repository();
    git(target, 'checkout', '-q', '--detach');
    const done = await exportAll(newWorld(), journalOf(), target);
    expect(done.written).toHaveLength(4);
  });
});

describe('hooks of the repository', () => {
  const hook = (target: string, name: string, script: string): void => {
    mkdirSync(join(target, '.git/hooks'), { recursive: true });
    writeFileSync(join(target, '.git/hooks', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(target, '.git/hooks', name), 0o755);
  };

  test('run at a commit as always, and are named in the plan', async () => {
    const target = repository();
    hook(target, 'pre-commit', 'echo ran >> .git/ran; echo "noise on stdout"');
    const world = newWorld();
    const { targetProblems } = await plan(world, journalOf(), target);
    expect(targetProblems.map(({ code, severity, detail }) => [code, severity, detail?.commands])).toEqual([
      ['git-runs-commands', 'info', 'hook pre-commit'],
    ]);
    expect(existsSync(join(target, '.git/ran'))).toBe(false);
    const done = await exportAll(world, journalOf(), target, { commit });
    expect(done.commit).toBe(git(target, 'rev-parse', 'HEAD'));
    expect(readFileSync(join(target, '.git/ran'), 'utf8')).toBe('ran\n');
  });

  test('that refuse leave the files written, the index as it was, and can be tried again', async () => {
    const target = repository({ 'staged.md': 'a\n' });
    put(target, { 'staged.md': 'b\n' });
    git(target, 'add', 'staged.md');
    hook(target, 'pre-commit', 'echo "line too long" >&2; exit 1');
    const world = newWorld();
    const journal = journalOf();
    const head = git(target, 'rev-parse', 'HEAD');
    const status = git(target, 'ls-files', '--stage');
    await expect(exportAll(world, journal, target, { commit })).rejects.toMatchObject({
      code: 'git',
      message: expect.stringContaining('The files are written to the target. Nothing was committed.'),
      detail: { exitCode: 1, stderr: expect.stringContaining('line too long') },
    });
    expect(git(target, 'rev-parse', 'HEAD')).toBe(head);
    expect(git(target, 'ls-files', '--stage')).toBe(status);
    unlinkSync(join(target, '.git/hooks/pre-commit'));
    const again = await exportAll(world, journal, target, { commit });
    expect(again.written).toEqual([]);
    expect(again.commit).toBe(git(target, 'rev-parse', 'HEAD'));
    expect(git(target, 'show', '--format=', '--name-only', 'HEAD').split('\n')).toHaveLength(4);
    expect(git(target, 'status', '--porcelain')).toBe('M  staged.md');
  });

  test('that kill git leave a lock that the next plan names; without it the next commit is whole', async () => {
    const target = repository({ 'staged.md': 'a\n' });
    put(target, { 'staged.md': 'b\n' });
    git(target, 'add', 'staged.md');
    hook(target, 'pre-commit', 'kill -9 $PPID');
    const world = newWorld();
    const journal = journalOf();
    await expect(exportAll(world, journal, target, { commit })).rejects.toMatchObject({ code: 'git' });
    expect(existsSync(join(target, '.git/index.lock'))).toBe(true);
    const next = await plan(world, journal, target);
    expect(next.targetProblems.find(({ code }) => code === 'git-locked')?.detail?.file).toBe(
      join(target, '.git/index.lock'),
    );
    unlinkSync(join(target, '.git/index.lock'));
    unlinkSync(join(target, '.git/hooks/pre-commit'));
    const done = await exportAll(world, journal, target, { commit });
    expect(done.commit).toBe(git(target, 'rev-parse', 'HEAD'));
    expect(git(target, 'show', '--format=', '--name-only', 'HEAD').split('\n')).toHaveLength(4);
    expect(git(target, 'status', '--porcelain')).toBe('M  staged.md');
    expect(git(target, 'fsck', '--strict', '--no-dangling')).toBe('');
  });

  test('that add a file to the commit are told', async () => {
    const target = repository();
    hook(target, 'pre-commit', 'echo x > sneaked.txt; git add sneaked.txt');
    const done = await exportAll(newWorld(), journalOf(), target, { commit });
    expect(done.problems.map(({ code, detail }) => [code, detail?.path])).toEqual([
      ['git-hook-added', 'sneaked.txt'],
    ]);
  });
});

describe('a hostile repository', () => {
  test('runs none of its commands when it is only looked at', async () => {
    const target = repository({
      '_config.yml': 'x\n',
      '.gitattributes': '* filter=evil\n*.md filter=a=b\n',
      'a.md': 'a\n',
    });
    const ran = join(tempFolder(), 'ran');
    const script = join(tempFolder(), 'evil.sh');
    writeFileSync(script, `#!/bin/sh\necho "$0 $*" >> '${ran}'\nexit 0\n`);
    chmodSync(script, 0o755);
    for (const key of [
      'core.fsmonitor',
      'core.sshCommand',
      'core.pager',
      'core.editor',
      'diff.external',
      'filter.evil.clean',
      'filter.evil.smudge',
      'filter.evil.process',
      'core.alternateRefsCommand',
      'credential.helper',
      'gpg.program',
      'sequence.editor',
    ])
      git(target, 'config', key, script);
    writeFileSync(
      join(target, '.git/config'),
      `${readFileSync(join(target, '.git/config'), 'utf8')}\n[filter "a=b"]\n\tclean = ${script}\n\trequired = true\n[filter "evil"]\n\trequired = true\n[alias]\n\tstatus = !${script}\n`,
    );
    const hooks = join(target, 'hooks');
    git(target, 'config', 'core.hooksPath', 'hooks');
    for (const name of [
      'post-index-change',
      'pre-commit',
      'fsmonitor-watchman',
      'reference-transaction',
      'post-checkout',
    ]) {
      put(hooks, { [name]: readFileSync(script) });
      chmodSync(join(hooks, name), 0o755);
    }
    // Stat-dirty and really changed files make git look at contents, which is where filters run.
    put(target, { 'a.md': 'b\n', 'c.md': 'c\n', '_config.yml': 'x\n' });
    const world = newWorld();
    const journal = journalOf();
    const prepared = await plan(world, journal, target);
    expect(said(prepared)).toHaveLength(4);
    expect(prepared.targetProblems.map(({ code }) => code)).toEqual(['git-runs-commands']);
    await exportAll(world, journal, target);
    expect(said(await plan(world, journal, target))).toEqual([]);
    expect(existsSync(ran), existsSync(ran) ? readFileSync(ran, 'utf8') : '').toBe(false);
  });

  test('with a branch that looks like an option is committed to by that name', async () => {
    const target = repository();
    writeFileSync(join(target, '.git/HEAD'), 'ref: refs/heads/--force\n');
    const world = newWorld();
    const journal = journalOf();
    const prepared = await plan(world, journal, target);
    expect(prepared.git?.branch).toBe('--force');
    const done = await exportAll(world, journal, target, { commit });
    expect(git(target, 'rev-parse', 'refs/heads/--force')).toBe(done.commit);
  });

  test('whose working tree is said to be elsewhere is no repository of this folder', async () => {
    const elsewhere = put(tempFolder(), { 'precious.md': 'p\n' });
    const target = repository();
    git(target, 'config', 'core.worktree', elsewhere);
    const world = newWorld();
    const prepared = await plan(world, journalOf(), target);
    expect(prepared.target.repository).toBeNull();
    expect(contents(elsewhere)).toEqual({ 'precious.md': 'p\n' });
  });

  test('is refused by git where another user owns it, in a sentence', async () => {
    if (process.getuid?.() !== 0) return;
    const target = repository();
    execFileSync('chown', ['-R', '65534:65534', target]);
    const { targetProblems, target: seen } = await plan(newWorld(), journalOf(), target);
    expect(seen.repository).toBeNull();
    expect(targetProblems.map(({ code }) => code)).toEqual(['git-refused']);
  });
});

describe('a linked working tree', () => {
  test('keeps its own notes in the git directory, and commits to its own branch', async () => {
    const main = repository();
    const linked = join(tempFolder(), 'linked');
    git(main, 'worktree', 'add', '-q', '-b', 'posts', linked);
    const world = newWorld();
    const journal = journalOf();
    const done = await exportAll(world, journal, linked, { commit });
    expect(git(main, 'rev-parse', 'posts')).toBe(done.commit);
    expect(existsSync(join(main, '.git/worktrees/linked/galley/export.json'))).toBe(true);
    expect(git(linked, 'status', '--porcelain')).toBe('');
    expect(said(await plan(world, journal, main))).toHaveLength(4);
  });
});

test('paths of a commit are those of the plan alone', async () => {
  const target = repository();
  const done = await exportAll(newWorld(), journalOf(), target, { commit, skip: [rel(SECOND)] });
  expect(done.written).not.toContain(SECOND);
  expect(git(target, 'show', '--format=', '--name-only', 'HEAD')).not.toContain('second');
});
