// The whole export over real folders and repositories: what is written, what is left alone, and what is refused.
import { readFileSync, rmSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyExport } from '#host/export/apply.ts';
import {
  contents,
  exportAll,
  git,
  newWorld,
  plan,
  png,
  put,
  rel,
  repository,
  said,
  smallJournal,
  tempFolder,
  viewOf,
} from './support.ts';

const FIRST = '_posts/2026-01-02-first.md';
const SECOND = 'ml/_posts/2026-02-03-second.md';

describe('an export to a repository', () => {
  test('brings posts and their images byte for byte, and nothing else', async () => {
    const journal = put(tempFolder(), smallJournal);
    const before = contents(journal);
    const target = repository();
    const world = newWorld();
    const prepared = await plan(world, journal, target);
    expect(said(prepared)).toEqual([
      `add ${FIRST} (new)`,
      'add assets/img/cover.png (new)',
      'add assets/img/mountain.png (new)',
      `add ${SECOND} (new)`,
    ]);
    const mountain = prepared.steps.find(({ path }) => path === 'assets/img/mountain.png');
    expect(mountain?.broughtBy).toEqual([FIRST, SECOND]);
    expect(prepared.message).toBe('Publish 2 posts: 첫 글, Second: post');
    expect(contents(target)).toEqual({ '_config.yml': 'title: Blog\n' });

    const done = await applyExport(world, prepared, {
      skip: [],
      overwrite: [],
      commit: { message: prepared.message },
    });
    expect(done.written).toHaveLength(4);
    expect(contents(target)).toEqual({
      '_config.yml': 'title: Blog\n',
      [FIRST]: before[FIRST],
      [SECOND]: before[SECOND],
      'assets/img/cover.png': before['assets/img/cover.png'],
      'assets/img/mountain.png': before['assets/img/mountain.png'],
    });
    expect(contents(journal)).toEqual(before);
    expect(git(target, 'rev-parse', 'HEAD')).toBe(done.commit);
    expect(git(target, 'log', '-1', '--format=%s|%an')).toBe('Publish 2 posts: 첫 글, Second: post|Writer');
    expect(git(target, 'status', '--porcelain')).toBe('');
    expect(git(target, 'fsck', '--strict', '--no-dangling')).toBe('');
  });

  test('planned again, there is nothing to do', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    const message = 'Publish';
    await exportAll(world, journal, target, { commit: { message } });
    const head = git(target, 'rev-parse', 'HEAD');
    const again = await plan(world, journal, target);
    expect(again.steps.map(({ action, reason }) => `${action} ${reason}`)).toEqual(
      Array(4).fill('keep same'),
    );
    expect(again.message).toBe('');
    const done = await applyExport(world, again, { skip: [], overwrite: [], commit: { message } });
    expect(done).toEqual({ written: [], deleted: [], commit: null, problems: [] });
    expect(git(target, 'rev-parse', 'HEAD')).toBe(head);
  });

  test('an edit of ours is a change; files written earlier without a commit are committed with the next', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    await exportAll(world, journal, target);
    const uncommitted = await plan(world, journal, target);
    expect(uncommitted.steps.every(({ reason }) => reason === 'uncommitted')).toBe(true);
    expect(uncommitted.message).toBe('Publish 2 posts: 첫 글, Second: post');
    put(journal, { [FIRST]: 'changed\n' });
    const prepared = await plan(world, journal, target);
    expect(said(prepared)).toEqual([`change ${FIRST} (edited)`]);
    const done = await applyExport(world, prepared, { skip: [], overwrite: [], commit: { message: 'go' } });
    expect(done.written).toEqual([FIRST]);
    // The cover is no longer named by any post: it stays where it is, uncommitted.
    expect(git(target, 'show', '--format=', '--name-only', 'HEAD').split('\n')).toEqual([
      FIRST,
      'assets/img/mountain.png',
      SECOND,
    ]);
    expect(git(target, 'status', '--porcelain', '-uall')).toBe('?? assets/img/cover.png');
  });

  test('an edit in the target is a conflict, and neither side is lost', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    await exportAll(world, journal, target);
    writeFileSync(join(target, FIRST), 'edited on the web\n');
    expect(said(await plan(world, journal, target))).toEqual([`conflict ${FIRST} (target-newer)`]);
    put(journal, { [FIRST]: 'edited at home\n' });
    const prepared = await plan(world, journal, target);
    expect(said(prepared)).toEqual([`conflict ${FIRST} (target-edited)`]);
    const left = await applyExport(world, prepared, { skip: [], overwrite: [], commit: null });
    expect(left.written).toEqual([]);
    expect(readFileSync(join(target, FIRST), 'utf8')).toBe('edited on the web\n');
    expect(readFileSync(join(journal, FIRST), 'utf8')).toBe('edited at home\n');
    const forced = await exportAll(world, journal, target, { overwrite: [rel(FIRST)] });
    expect(forced.written).toEqual([FIRST]);
    expect(readFileSync(join(target, FIRST), 'utf8')).toBe('edited at home\n');
  });

  test('a file that was there before us is a conflict, unless it is a known earlier state of ours', async () => {
    const journal = put(tempFolder(), smallJournal);
    const files = { [FIRST]: 'someone wrote this\n' };
    const target = repository(files);
    expect(said(await plan(newWorld(), journal, target))).toContain(`conflict ${FIRST} (target-different)`);
    const { versionOf } = await import('#host/files/version.ts');
    const former = async () => [versionOf(Buffer.from('someone wrote this\n'))];
    expect(said(await plan(newWorld({ former }), journal, target))).toContain(`change ${FIRST} (former)`);
  });

  test('equal files are remembered, so that the next edit of ours is no conflict', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository(smallJournal);
    const world = newWorld();
    await exportAll(world, journal, target);
    put(journal, { [FIRST]: 'edited at home\n' });
    expect(said(await plan(world, journal, target))).toEqual([`change ${FIRST} (edited)`]);
  });

  test('a file that was deleted in the target does not come back by itself', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    await exportAll(world, journal, target);
    unlinkSync(join(target, FIRST));
    expect(said(await plan(world, journal, target))).toEqual([`conflict ${FIRST} (target-removed)`]);
    const back = await exportAll(world, journal, target, { overwrite: [rel(FIRST)] });
    expect(back.written).toEqual([FIRST]);
  });

  test('what changed since the plan is named, and nothing is written', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    const prepared = await plan(world, journal, target);
    put(target, { [SECOND]: 'came from elsewhere\n' });
    const before = contents(target);
    const options = { skip: [], overwrite: [], commit: { message: 'go' } };
    await expect(applyExport(world, prepared, options)).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: [SECOND] },
    });
    expect(contents(target)).toEqual(before);
    const second = await plan(world, journal, target);
    put(journal, { [FIRST]: `${smallJournal[FIRST]}changed at home\n` });
    await expect(applyExport(world, second, options)).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: [FIRST] },
    });
    expect(contents(target)).toEqual(before);
    const third = await plan(world, journal, target);
    git(target, 'switch', '-q', '-c', 'other');
    await expect(applyExport(world, third, options)).rejects.toMatchObject({ code: 'stale' });
    expect(contents(target)).toEqual(before);
  });

  test('steps can be left out; a path that is in no step is refused', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    const done = await exportAll(world, journal, target, { skip: [rel(FIRST), rel('assets/img/cover.png')] });
    expect(done.written).toEqual(['assets/img/mountain.png', SECOND]);
    await expect(exportAll(world, journal, target, { skip: [rel('_posts/none.md')] })).rejects.toMatchObject({
      code: 'refused',
    });
  });

  test('chosen posts bring their own images only', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const prepared = await plan(newWorld(), journal, target, { posts: [rel(SECOND)], drafts: false });
    expect(said(prepared)).toEqual(['add assets/img/mountain.png (new)', `add ${SECOND} (new)`]);
  });

  test('drafts stay at home unless asked for, and never go into _posts', async () => {
    const journal = put(tempFolder(), {
      ...smallJournal,
      '_posts/2026-03-03-marked.md': '---\ntitle: Marked\ndraft: true\n---\n',
    });
    const target = repository();
    const world = newWorld();
    const without = await plan(world, journal, target);
    expect(said(without).filter((step) => /draft|marked|idea/.test(step))).toEqual([]);
    const drafts = await plan(world, journal, target, { posts: null, drafts: true });
    expect(said(drafts).filter((step) => /marked|idea/.test(step))).toEqual([
      'add _drafts/idea.md (new)',
      'add _drafts/marked.md (new)',
    ]);
  });

  test('missing and misspelled images are told with their line', async () => {
    const journal = put(tempFolder(), {
      '_posts/2026-01-01-a.md':
        '---\ntitle: A\n---\n\n![x](/assets/none.png)\n\n<img src="/assets/Photo.PNG">\n![far](https://far.example/x.png)\n',
      'assets/photo.png': png('p'),
    });
    const { problems, steps } = await plan(newWorld(), journal, repository());
    expect(problems.map(({ code, line }) => `${code} ${line}`).sort()).toEqual([
      'file-missing 5',
      'file-name-differs 7',
      'image-without-alt 7',
    ]);
    expect(steps.map(({ path }) => path)).toEqual(['_posts/2026-01-01-a.md', 'assets/photo.png']);
  });

  test('an image that only the target has is not missing', async () => {
    const journal = put(tempFolder(), {
      '_posts/2026-01-01-a.md': '---\ntitle: A\n---\n![x](/assets/x.png)\n',
    });
    const { problems } = await plan(newWorld(), journal, repository({ 'assets/x.png': png('x') }));
    expect(problems).toEqual([]);
  });

  test('a configuration or a page is never brought along, whatever a post says', async () => {
    const journal = put(tempFolder(), {
      '_config.yml': 'title: mine\n',
      '_posts/2026-01-01-a.md':
        '![x](/_config.yml) ![y](/.git/config) ![z](../../etc/passwd.png) ![w](/page.md)\n',
      'page.md': 'page',
    });
    const { steps } = await plan(newWorld(), journal, repository(), {
      posts: [rel('_posts/2026-01-01-a.md')],
      drafts: false,
    });
    expect(steps.map(({ path }) => path)).toEqual(['_posts/2026-01-01-a.md']);
  });
});

describe('what the journal no longer has', () => {
  test('is deleted where the target still has our bytes, and a conflict where it was edited', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    await exportAll(world, journal, target, { commit: { message: 'all' } });
    unlinkSync(join(journal, FIRST));
    const prepared = await plan(world, journal, target);
    expect(said(prepared)).toEqual([`delete ${FIRST} (removed)`]);
    expect(prepared.message).toBe('Remove "첫 글"');
    const one = await plan(world, journal, target, { posts: [rel(SECOND)], drafts: false });
    expect(said(one)).toEqual([]);
    writeFileSync(join(target, FIRST), 'still needed\n');
    expect(said(await plan(world, journal, target))).toEqual([`conflict ${FIRST} (removed-target-edited)`]);
    git(target, 'restore', FIRST);
    const done = await exportAll(world, journal, target, { commit: { message: 'less' } });
    expect(done.deleted).toEqual([FIRST]);
    expect(Object.keys(contents(target))).not.toContain(FIRST);
    expect(git(target, 'status', '--porcelain')).toBe('');
    expect(said(await plan(world, journal, target))).toEqual([]);
  });

  test('an empty or vanished journal deletes nothing', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    await exportAll(world, journal, target);
    rmSync(join(journal, '_posts'), { recursive: true });
    rmSync(join(journal, 'ml'), { recursive: true });
    rmSync(join(journal, '_drafts'), { recursive: true });
    expect(said(await plan(world, journal, target))).toEqual([]);
  });

  test('a post that became a draft is withdrawn', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    const world = newWorld();
    await exportAll(world, journal, target);
    put(journal, { [FIRST]: '---\ntitle: 첫 글\ndraft: true\n---\n' });
    expect(said(await plan(world, journal, target))).toEqual([`delete ${FIRST} (now-draft)`]);
  });

  test('another journal of the same target is left alone', async () => {
    const one = put(tempFolder(), { '_posts/2026-01-01-one.md': 'one\n' });
    const two = put(tempFolder(), { '_posts/2026-01-01-two.md': 'two\n' });
    const target = repository();
    const world = newWorld();
    await exportAll(world, one, target);
    expect(said(await plan(world, two, target))).toEqual(['add _posts/2026-01-01-two.md (new)']);
  });
});

describe('a plain folder', () => {
  test('goes to _posts and assets, with its folders as categories', async () => {
    const journal = put(tempFolder(), {
      '여행/제주/바다.md': '---\ntitle: 바다\ndate: 2026-05-06\n---\n![물](파도 사진.png)\n',
      '여행/제주/파도 사진.png': png('wave'),
      'notes/2026-04-01-dated.md': '---\r\ntitle: Dated\r\ncategory: keep\r\n---\r\ntext\r\n',
      'undated.md': '---\ntitle: Undated\n---\n',
    });
    const target = repository();
    const world = newWorld();
    const view = viewOf(journal, 'plain');
    const prepared = await plan(world, view, target);
    expect(said(prepared)).toEqual([
      'add _posts/2026-04-01-dated.md (new)',
      'add _posts/2026-05-06-바다.md (new)',
      'add assets/여행/제주/파도 사진.png (new)',
    ]);
    expect(prepared.problems.map(({ code, detail }) => [code, detail?.path])).toEqual([
      ['no-date', 'undated.md'],
    ]);
    await applyExport(world, prepared, { skip: [], overwrite: [], commit: null });
    expect(readFileSync(join(target, '_posts/2026-05-06-바다.md'), 'utf8')).toBe(
      '---\ntitle: 바다\ndate: 2026-05-06\ncategories: [여행, 제주]\n---\n![물](/assets/여행/제주/파도%20사진.png)\n',
    );
    expect(readFileSync(join(target, '_posts/2026-04-01-dated.md'))).toEqual(
      readFileSync(join(journal, 'notes/2026-04-01-dated.md')),
    );
    expect(said(await plan(world, view, target))).toEqual([]);
  });
});

describe('a target without git', () => {
  test('works alike, keeps its notes elsewhere, and refuses a commit before writing', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = put(tempFolder(), { '_config.yml': 'title: x\n' });
    const world = newWorld();
    await expect(exportAll(world, journal, target, { commit: { message: 'x' } })).rejects.toMatchObject({
      code: 'git',
    });
    expect(Object.keys(contents(target))).toEqual(['_config.yml']);
    await exportAll(world, journal, target);
    expect(Object.keys(contents(target)).filter((path) => path.includes('galley'))).toEqual([]);
    expect(said(await plan(world, journal, target))).toEqual([]);
    writeFileSync(join(target, FIRST), 'x\n');
    expect(said(await plan(world, journal, target))).toEqual([`conflict ${FIRST} (target-newer)`]);
  });
});

describe('paths that lead elsewhere', () => {
  test('links, folders in the way and nested repositories are never written through', async () => {
    const journal = put(tempFolder(), smallJournal);
    const outside = put(tempFolder(), { 'first.md': 'outside\n' });
    const target = repository();
    put(target, { 'ml/_posts/2026-02-03-second.md/inside.txt': 'folder\n' });
    symlinkSync(outside, join(target, 'assets'));
    put(target, { '_posts/keep.txt': '' });
    symlinkSync(join(outside, 'first.md'), join(target, FIRST));
    const world = newWorld();
    const before = contents(target);
    const prepared = await plan(world, journal, target);
    expect(said(prepared)).toEqual([
      `conflict ${FIRST} (symlink)`,
      'conflict assets/img/cover.png (symlink)',
      'conflict assets/img/mountain.png (symlink)',
      `conflict ${SECOND} (not-a-file)`,
    ]);
    await expect(
      applyExport(world, prepared, { skip: [], overwrite: [rel(FIRST)], commit: null }),
    ).rejects.toMatchObject({ code: 'refused' });
    expect(contents(target)).toEqual(before);
    expect(contents(outside)).toEqual({ 'first.md': 'outside\n' });
  });

  test('a submodule is another repository', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository();
    put(target, { 'assets/.git/HEAD': 'ref: refs/heads/main\n' });
    const prepared = await plan(newWorld(), journal, target);
    expect(said(prepared).filter((step) => step.includes('nested-repository'))).toHaveLength(2);
  });

  test('an image that is a link out of the journal stays at home', async () => {
    const secret = put(tempFolder(), { 'secret.png': 'secret' });
    const journal = put(tempFolder(), {
      '_posts/2026-01-01-a.md': '![x](/assets/x.png)\n',
      'assets/ok.png': png(''),
    });
    symlinkSync(join(secret, 'secret.png'), join(journal, 'assets/x.png'));
    const { steps, problems } = await plan(newWorld(), journal, repository());
    expect(steps.map(({ path }) => path)).toEqual(['_posts/2026-01-01-a.md']);
    expect(problems.map(({ code }) => code)).toEqual(['source-unreadable']);
  });
});

describe('a folder that cannot be a target', () => {
  test.each(['.git', '.git/refs', 'bare', 'bare/refs'])('%s, the inside of a repository', async (path) => {
    const top = repository();
    git(top, 'init', '-q', '--bare', 'bare');
    const journal = put(tempFolder(), smallJournal);
    await expect(plan(newWorld(), journal, join(top, path))).rejects.toMatchObject({ code: 'refused' });
  });

  test('but a working tree below a bare repository can', async () => {
    const bare = join(tempFolder(), 'blog.git');
    git(repository(), 'clone', '-q', '--bare', '.', bare);
    const main = join(bare, 'main');
    git(bare, 'worktree', 'add', '-q', main, 'main');
    const journal = put(tempFolder(), smallJournal);
    const done = await exportAll(newWorld(), journal, main, { commit: { message: 'x' } });
    expect(git(main, 'rev-parse', 'HEAD')).toBe(done.commit);
  });

  test('a folder of the journal', async () => {
    const journal = put(tempFolder(), { ...smallJournal, 'site/_config.yml': 'title: x\n' });
    await expect(plan(newWorld(), journal, join(journal, 'site'))).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a journal that is the target', () => {
  test('nothing is copied: the changes of posts and their images are committed, the rest stays', async () => {
    const root = repository(smallJournal);
    put(root, {
      [FIRST]: '---\ntitle: 첫 글 고침\n---\n![new](/assets/img/new.png)\n',
      'assets/img/new.png': png('new'),
      '_config.yml': 'title: changed\n',
      'notes.txt': 'untracked\n',
    });
    unlinkSync(join(root, SECOND));
    const world = newWorld();
    const prepared = await plan(world, root, root);
    expect(prepared.inPlace).toBe(true);
    expect(prepared.targetProblems.map(({ code }) => code)).toEqual(['in-place']);
    expect(said(prepared)).toEqual([
      `change ${FIRST} (edited)`,
      'add assets/img/new.png (new)',
      `delete ${SECOND} (removed)`,
    ]);
    expect(prepared.problems.map(({ code, detail }) => [code, detail?.count])).toEqual([
      ['other-changes', 2],
    ]);
    const before = contents(root);
    const done = await applyExport(world, prepared, { skip: [], overwrite: [], commit: { message: '고침' } });
    expect(contents(root)).toEqual(before);
    expect(
      git(root, '-c', 'core.quotePath=false', 'show', '--format=%s', '--name-status', 'HEAD').split('\n'),
    ).toEqual(['고침', '', `M\t${FIRST}`, 'A\tassets/img/new.png', `D\t${SECOND}`]);
    expect(git(root, 'rev-parse', 'HEAD')).toBe(done.commit);
    expect(git(root, 'status', '--porcelain').split('\n')).toEqual([' M _config.yml', '?? notes.txt']);
  });
});

test('a second plan reads no file again', async () => {
  const journal = put(tempFolder(), smallJournal);
  const target = repository();
  const world = newWorld();
  await exportAll(world, journal, target, { commit: { message: 'x' } });
  await plan(world, journal, target);
  // The same size and times with other bytes: only a plan that reads the file would notice.
  const file = join(journal, FIRST);
  const { ctimeNs } = statSync(file, { bigint: true });
  const { loadHashes } = await import('#host/export/hashes.ts');
  const { folderId } = await import('#host/export/target.ts');
  const { isPostFacts } = await import('#host/export/outgoing.ts');
  const name = `journal-${folderId([journal, 'https://me.example', ''].join('\0'))}.json`;
  const cache = await loadHashes(join(world.cache, 'export', name), world.now, isPostFacts);
  expect(cache.get(FIRST, statSync(file, { bigint: true }))?.more).toEqual([
    'assets/img/cover.png',
    'assets/img/mountain.png',
  ]);
  writeFileSync(file, readFileSync(file));
  expect(statSync(file, { bigint: true }).ctimeNs).toBeGreaterThan(ctimeNs);
  expect(cache.get(FIRST, statSync(file, { bigint: true }))).toBeNull();
});
