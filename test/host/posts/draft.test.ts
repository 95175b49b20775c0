// Publishing a draft and taking a post back: the file moves, git's index follows it alone, and no byte changes that must not.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { versionOf } from '#host/files/version.ts';
import { moveInIndex } from '#host/git/move-in-index.ts';
import { openWorld, rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const version = (text: string) => versionOf(Buffer.from(text, 'utf8'));
const draft =
  '\uFEFF---\r\ntitle:  "봄 소풍"   # 제목\r\ndate :  "2024-01-02 03:04:05 +0900"\r\ntags: [a,b]\r\n---\r\n\r\n글  \r\n---\r\n\u0000끝';

function gitIn(folder: string) {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  return (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'core.quotePath=false', '-c', 'core.autocrlf=false', ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
}

describe('post.promote and post.demote', () => {
  it('move the file and leave every byte of it', async () => {
    const { calls, root } = await openWorld(await tempFolder(), { '여행/_drafts/봄-소풍.md': draft });
    const made = await calls['post.promote']({
      path: rel('여행/_drafts/봄-소풍.md'),
      base: version(draft),
      date: '2024-10-03',
      setDate: false,
    });
    expect(made.path).toBe('여행/_posts/2024-10-03-봄-소풍.md');
    expect(await readFile(join(root, made.path), 'utf8')).toBe(draft);
    expect(existsSync(join(root, '여행/_drafts/봄-소풍.md'))).toBe(false);
    const back = await calls['post.demote']({ path: made.path, base: made.version });
    expect(back.path).toBe('여행/_drafts/봄-소풍.md');
    expect(await readFile(join(root, back.path), 'utf8')).toBe(draft);
    expect(await readdir(join(root, '여행/_posts'))).toEqual([]);
  });

  it('write the day where that is asked, and only the day', async () => {
    const { calls, root } = await openWorld(await tempFolder(), { '_drafts/a.md': draft });
    const made = await calls['post.promote']({
      path: rel('_drafts/a.md'),
      base: version(draft),
      date: '2024-10-03',
      setDate: true,
    });
    expect(await readFile(join(root, made.path), 'utf8')).toBe(draft.replace('2024-01-02', '2024-10-03'));
  });

  it('take no name that another post has, and refuse what was changed meanwhile', async () => {
    const taken = '---\ntitle: other\n---\n';
    const { calls, root } = await openWorld(await tempFolder(), {
      '_drafts/a.md': draft,
      '_posts/2024-10-03-A.md': taken,
    });
    const args = { path: rel('_drafts/a.md'), date: '2024-10-03', setDate: false };
    await expect(calls['post.promote']({ ...args, base: version('else') })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await readFile(join(root, '_drafts/a.md'), 'utf8')).toBe(draft);
    const made = await calls['post.promote']({ ...args, base: version(draft) });
    expect(made.path).toBe('_posts/2024-10-03-a-2.md');
    expect(await readFile(join(root, '_posts/2024-10-03-A.md'), 'utf8')).toBe(taken);
  });

  it('refuse a day of no calendar, a post that is no draft, a draft that is one', async () => {
    const { calls, root } = await openWorld(await tempFolder(), {
      '_drafts/a.md': draft,
      '_posts/2024-01-01-b.md': draft,
    });
    const base = version(draft);
    const refused = { code: 'refused' };
    for (const date of ['2024-02-30', '2024-13-01', '20241003', '2024-10-031']) {
      const args = { path: rel('_drafts/a.md'), base, date, setDate: true };
      await expect(calls['post.promote'](args)).rejects.toMatchObject(refused);
    }
    const post = { path: rel('_posts/2024-01-01-b.md'), base, date: '2024-10-03', setDate: false };
    await expect(calls['post.promote'](post)).rejects.toMatchObject(refused);
    await expect(calls['post.demote']({ path: rel('_drafts/a.md'), base })).rejects.toMatchObject(refused);
    expect((await readdir(root, { recursive: true })).filter((name) => name.endsWith('.md')).sort()).toEqual([
      '_drafts/a.md',
      '_posts/2024-01-01-b.md',
    ]);
  });

  it('change nothing where the front matter cannot be changed without loss', async () => {
    const broken = '---\ntitle: A: b\ndraft: true\n  x\n---\n';
    const { calls, root } = await openWorld(await tempFolder(), { '_drafts/a.md': broken });
    const args = { path: rel('_drafts/a.md'), base: version(broken), date: '2024-10-03', setDate: true };
    await expect(calls['post.promote'](args)).rejects.toMatchObject({ code: 'front-matter' });
    expect(await readFile(join(root, '_drafts/a.md'), 'utf8')).toBe(broken);
  });
});

describe('the index of a repository', () => {
  it('follows the file, with what was staged of it, and keeps all other staged work', async () => {
    const world = await openWorld(await tempFolder(), {
      '_drafts/글.md': '---\ntitle: old\n---\n',
      '_posts/2024-01-01-b.md': 'one\n',
    });
    const { root, calls } = world;
    const git = gitIn(root);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    // Something staged elsewhere and changed again since; something new, staged; something unknown to git.
    await writeFile(join(root, '_posts/2024-01-01-b.md'), 'two\n');
    git('add', '_posts/2024-01-01-b.md');
    await writeFile(join(root, '_posts/2024-01-01-b.md'), 'three\n');
    await writeFile(join(root, 'new.txt'), 'new');
    git('add', 'new.txt');
    await writeFile(join(root, 'loose.txt'), 'loose');
    const before = git('ls-files', '--stage').split('\n');
    const [entry = ''] = before.filter((line) => line.endsWith('_drafts/글.md'));

    const text = await readFile(join(root, '_drafts/글.md'), 'utf8');
    const made = await calls['post.promote']({
      path: rel('_drafts/글.md'),
      base: version(text),
      date: '2024-10-03',
      setDate: false,
    });
    expect(made.entry.problems).toEqual([]);
    const moved = entry.replace('_drafts/글.md', '_posts/2024-10-03-글.md');
    const after = git('ls-files', '--stage').split('\n');
    expect(new Set(after)).toEqual(new Set(before.map((line) => (line === entry ? moved : line))));
    const status = git('status', '--porcelain').split('\n').filter(Boolean).sort();
    expect(status).toEqual([
      '?? loose.txt',
      'A  new.txt',
      'MM _posts/2024-01-01-b.md',
      'R  _drafts/글.md -> _posts/2024-10-03-글.md',
    ]);
    git('commit', '-qm', 'publish');
    expect(git('log', '--follow', '--format=%s', '--', made.path).trim().split('\n')).toEqual([
      'publish',
      'first',
    ]);
  });

  it('works in a journal below the top of the repository', async () => {
    const top = await tempFolder();
    const git = gitIn(top);
    git('init', '-q');
    const { root, calls } = await openWorld(top, { '_drafts/a.md': draft });
    git('add', 'journal');
    await calls['post.promote']({
      path: rel('_drafts/a.md'),
      base: version(draft),
      date: '2024-10-03',
      setDate: false,
    });
    expect(git('ls-files').trim().split('\n')).toEqual(['journal/_posts/2024-10-03-a.md']);
    expect(existsSync(join(root, '_posts/2024-10-03-a.md'))).toBe(true);
  });

  it('is left alone for a file that git does not know, and where there is none', async () => {
    const folder = await tempFolder();
    expect(await moveInIndex(folder, [{ from: rel('a.md'), to: rel('b.md') }])).toBe(0);
    gitIn(folder)('init', '-q');
    await writeFile(join(folder, 'b.md'), '');
    expect(await moveInIndex(folder, [{ from: rel('a.md'), to: rel('b.md') }])).toBe(0);
    expect(gitIn(folder)('ls-files')).toBe('');
  });

  it('follows a new name and another category', async () => {
    const post = '---\ntitle: a\n---\n';
    const world = await openWorld(await tempFolder(), {
      '_posts/2024-01-01-a.md': post,
      'old/_posts/2024-01-02-b.md': post,
    });
    const { root, calls } = world;
    const git = gitIn(root);
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'first');
    const files = () => git('ls-files').trim().split('\n');
    await calls['post.rename']({
      path: rel('_posts/2024-01-01-a.md'),
      base: version(post),
      slug: 'z',
      date: '2024-01-01',
    });
    expect(files()).toContain('_posts/2024-01-01-z.md');
    await calls['post.move']({
      path: rel('old/_posts/2024-01-02-b.md'),
      base: version(post),
      categories: ['other'],
    });
    expect(files()).toContain('other/_posts/2024-01-02-b.md');
    expect(files()).toHaveLength(2);
    git('commit', '-qm', 'moved');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('that is locked is told, and the post is in its new place', async () => {
    const { root, calls } = await openWorld(await tempFolder(), { '_drafts/a.md': draft });
    const git = gitIn(root);
    git('init', '-q');
    git('add', '-A');
    await mkdir(join(root, '.git'), { recursive: true });
    await writeFile(join(root, '.git/index.lock'), '');
    const made = await calls['post.promote']({
      path: rel('_drafts/a.md'),
      base: version(draft),
      date: '2024-10-03',
      setDate: false,
    });
    expect(made.path).toBe('_posts/2024-10-03-a.md');
    expect(made.entry.problems).toMatchObject([{ code: 'git-index-behind', severity: 'warning' }]);
    expect(git('ls-files').trim()).toBe('_drafts/a.md');
  });
});
