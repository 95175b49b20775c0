// Pushing, fetching and stepping forward in every situation a person may be in: what goes goes exactly, what cannot go says why.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lookAt } from '#host/publish/state.ts';
import { askRemote, pushCurrent, stepForward } from '#host/publish/sync.ts';
import {
  bare,
  commitHere,
  commitThere,
  git,
  hook,
  leaveWork,
  programNamed,
  publishWorld,
  put,
  refusedWith,
  repository,
  type Scene,
  scene,
  tempFolder,
  withoutLoss,
  work,
} from './scene.ts';

const look = ({ world, blog }: Pick<Scene, 'world' | 'blog'>, remote: string | null = null) =>
  lookAt(world, { folder: blog, remote, inPlace: false });
const push = ({ world, blog }: Pick<Scene, 'world' | 'blog'>, remote: string | null = null) =>
  pushCurrent(world, { folder: blog, remote, head: git(blog, 'rev-parse', 'HEAD') });
const forward = ({ world, blog }: Pick<Scene, 'world' | 'blog'>) =>
  stepForward(world, { folder: blog, remote: null });
const fetch = ({ world, blog }: Pick<Scene, 'world' | 'blog'>) =>
  askRemote(world, { folder: blog, remote: null });

describe('a push', () => {
  test('sends exactly the branch, tells what it sent, and leaves all other work byte-equal', async () => {
    const it = scene();
    leaveWork(it.blog);
    git(it.blog, 'branch', 'other');
    git(it.blog, 'tag', '-a', 'v1', '-m', 'a tag');
    git(it.blog, 'config', 'push.followTags', 'true');
    const commit = commitHere(it.blog);
    const before = work(it.blog);
    const state = await look(it);
    expect(state).toMatchObject({
      branch: 'main',
      destination: { remote: 'origin', branch: 'main' },
      ahead: 1,
      behind: 0,
      pendingCount: 1,
      work: { staged: 3, unstaged: 2, untracked: 1 },
      can: { push: true, fetch: true, forward: false },
      posts: [{ title: 'First', url: 'https://me.example/2026/01/02/first.html' }],
    });
    expect(state.pending.map(({ id, subject }) => [id, subject])).toEqual([
      [commit, 'Publish _posts/2026-01-02-first.md'],
    ]);
    const seen: string[] = [];
    const done = await withoutLoss(it.remote, () =>
      pushCurrent(it.world, {
        folder: it.blog,
        remote: null,
        head: commit,
        onProgress: ({ doing, what }) => seen.push(`${doing} ${what}`),
      }),
    );
    expect(done).toEqual({ count: 1, posts: state.posts });
    expect(seen).toContain('push Writing objects');
    expect(git(it.remote, 'for-each-ref', '--format=%(refname) %(objectname)')).toBe(
      `refs/heads/main ${commit}`,
    );
    expect(work(it.blog)).toEqual(before);
    expect(await look(it)).toMatchObject({ pendingCount: 0, situation: { code: 'publish-up-to-date' } });
    expect((await look(it)).recent[0]).toMatchObject({ id: commit, pushed: true });
  });

  test('of a branch that was never pushed makes it follow the new one', async () => {
    const it = scene();
    git(it.blog, 'switch', '-q', '-c', 'draft/가나');
    const commit = commitHere(it.blog);
    const state = await look(it);
    expect(state.situation.code).toBe('publish-first');
    // What the remote has by another branch is not sent again.
    expect(state.pending.map(({ id }) => id)).toEqual([commit]);
    await withoutLoss(it.remote, () => push(it));
    expect(git(it.remote, 'rev-parse', 'refs/heads/draft/가나')).toBe(commit);
    expect(git(it.blog, 'rev-parse', '--abbrev-ref', '@{upstream}')).toBe('origin/draft/가나');
    expect((await look(it)).situation.code).toBe('publish-up-to-date');
  });

  test('to an empty remote sends everything', async () => {
    const remote = bare();
    const blog = repository({ '_posts/2026-01-01-a.md': '---\ntitle: 가\n---\n' });
    git(blog, 'remote', 'add', 'origin', `file://${remote}`);
    const it = { world: publishWorld(), blog, remote };
    expect(await push(it)).toEqual({ count: 1, posts: [{ title: '가', url: '/2026/01/01/a.html' }] });
    expect(git(remote, 'rev-parse', 'main')).toBe(git(blog, 'rev-parse', 'HEAD'));
  });

  test('goes to the upstream by its own name there, and to another remote only where it is chosen', async () => {
    const it = scene();
    const second = bare();
    git(it.blog, 'remote', 'add', 'mirror', `file://${second}`);
    git(it.blog, 'push', '-q', 'origin', 'main:published');
    git(it.blog, 'fetch', '-q');
    git(it.blog, 'branch', '-q', '--set-upstream-to=origin/published');
    const commit = commitHere(it.blog);
    expect((await look(it)).destination).toEqual({ remote: 'origin', branch: 'published' });
    await withoutLoss(it.remote, () => push(it));
    expect(git(it.remote, 'rev-parse', 'published')).toBe(commit);
    expect(git(it.remote, 'rev-parse', 'main')).not.toBe(commit);
    expect(git(second, 'for-each-ref')).toBe('');
    await push(it, 'mirror');
    expect(git(second, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
    // The upstream stays what it was.
    expect(git(it.blog, 'rev-parse', '--abbrev-ref', '@{upstream}')).toBe('origin/published');
  });

  test('of nothing changes nothing', async () => {
    const it = scene();
    expect(await push(it)).toEqual({ count: 0, posts: [] });
  });

  test('of another commit than the one that was shown is stale', async () => {
    const it = scene();
    const shown = git(it.blog, 'rev-parse', 'HEAD');
    commitHere(it.blog);
    await expect(pushCurrent(it.world, { folder: it.blog, remote: null, head: shown })).rejects.toMatchObject(
      { code: 'stale' },
    );
    expect(git(it.remote, 'rev-parse', 'main')).toBe(shown);
  });

  test('never follows a forced refspec or a force of the settings', async () => {
    const it = scene();
    git(it.blog, 'config', 'remote.origin.push', '+refs/heads/*:refs/heads/*');
    commitThere(it.remote);
    git(it.blog, 'commit', '-q', '--allow-empty', '-m', 'ours');
    git(it.blog, 'branch', 'secret');
    await refusedWith(it, 'publish-diverged', () => withoutLoss(it.remote, () => push(it)));
    expect(git(it.remote, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });
});

describe('the remote', () => {
  test('ahead: the push is told so, and a step forward brings it, leaving all other work byte-equal', async () => {
    const it = scene();
    leaveWork(it.blog);
    const theirs = commitThere(it.remote);
    const before = work(it.blog);
    // Not asked yet: nothing is known.
    expect((await look(it)).situation.code).toBe('publish-up-to-date');
    await refusedWith(it, 'publish-behind', () => withoutLoss(it.remote, () => push(it)));
    const state = await look(it);
    expect(state).toMatchObject({ behind: 1, ahead: 0, can: { forward: true, push: false } });
    expect(state.incoming.map(({ id }) => id)).toEqual([theirs]);
    expect(state.fetched).toBeGreaterThan(Date.now() - 60_000);
    await forward(it);
    expect(git(it.blog, 'rev-parse', 'HEAD')).toBe(theirs);
    const after = work(it.blog);
    expect(after.files).toEqual({ ...before.files, 'theirs.md': 'theirs\n' });
    expect({ ...after, files: null }).toEqual({ ...before, files: null });
    expect(await forward(it)).toBeUndefined();
  });

  test.each([
    ['changed here and not committed', { 'page.md': 'mine\n' }, false],
    ['staged here', { 'page.md': 'mine\n' }, true],
    ['not known to git here', { 'new.md': 'mine\n' }, false],
  ])('ahead in a file that is %s: nothing happens, and the file is named', async (_, mine, add) => {
    const it = scene();
    const [path = ''] = Object.keys(mine);
    commitThere(it.remote, path, 'their text\n');
    await fetch(it);
    put(it.blog, mine);
    if (add) git(it.blog, 'add', '.');
    const detail = await refusedWith(it, 'forward-overlap', () => forward(it));
    expect(detail).toMatchObject({ paths: path, count: 1 });
  });

  test('ahead with a file that is ignored here: the ignored file stays', async () => {
    const it = scene();
    put(it.blog, { '.git/info/exclude': 'secret.txt\n', 'secret.txt': 'mine\n' });
    commitThere(it.remote, 'secret.txt', 'theirs\n');
    await fetch(it);
    await refusedWith(it, 'forward-overlap', () => forward(it));
    expect(readFileSync(join(it.blog, 'secret.txt'), 'utf8')).toBe('mine\n');
  });

  test('diverged: neither side is overwritten, by any button', async () => {
    const it = scene();
    leaveWork(it.blog);
    commitThere(it.remote);
    commitHere(it.blog);
    await refusedWith(it, 'publish-diverged', () => withoutLoss(it.remote, () => push(it)));
    const state = await look(it);
    expect(state).toMatchObject({
      ahead: 1,
      behind: 1,
      pendingCount: 1,
      can: { push: false, forward: false },
    });
    await refusedWith(it, 'publish-diverged', () => forward(it));
  });

  test('ahead only since the last look: git itself refuses, and nothing is overwritten', async () => {
    const it = scene();
    commitHere(it.blog);
    // Their commit comes between our fetch and our push.
    hook(
      it.blog,
      'pre-push',
      `git -C '${it.remote}' update-ref refs/heads/main "$(git -C '${it.remote}' commit-tree -p main -m theirs 'main^{tree}')"`,
    );
    const head = git(it.blog, 'rev-parse', 'HEAD');
    await expect(withoutLoss(it.remote, () => push(it))).rejects.toMatchObject({
      code: 'git',
      detail: { problem: 'push-behind' },
    });
    expect(git(it.remote, 'log', '-1', '--format=%s', 'main')).toBe('theirs');
    expect(git(it.blog, 'rev-parse', 'HEAD')).toBe(head);
  });

  test('without the branch any more gets it again', async () => {
    const it = scene();
    git(it.blog, 'switch', '-q', '-c', 'side');
    commitHere(it.blog);
    await push(it);
    git(it.remote, 'branch', '-q', '-D', 'side');
    git(it.blog, 'fetch', '-q', '--prune');
    expect((await look(it)).situation.code).toBe('publish-gone');
    await withoutLoss(it.remote, () => push(it));
    expect(git(it.remote, 'rev-parse', 'side')).toBe(git(it.blog, 'rev-parse', 'HEAD'));
  });

  test('that is a mirror here does not move our branches by a fetch', async () => {
    const it = scene();
    git(it.blog, 'branch', 'mine');
    commitThere(it.remote, 'x.md', 'x\n');
    git(it.remote, 'branch', 'mine', 'main');
    git(it.blog, 'config', '--replace-all', 'remote.origin.fetch', '+refs/heads/*:refs/heads/*');
    git(it.blog, 'config', 'fetch.prune', 'true');
    git(it.blog, 'branch', 'only-here');
    const before = git(it.blog, 'for-each-ref', 'refs/heads');
    await fetch(it);
    expect(git(it.blog, 'for-each-ref', 'refs/heads')).toBe(before);
  });

  test('that a push would mirror is told', async () => {
    const it = scene();
    git(it.blog, 'config', 'remote.origin.mirror', 'true');
    git(it.blog, 'branch', 'private');
    commitHere(it.blog);
    await refusedWith(it, 'push-mirror', () => withoutLoss(it.remote, () => push(it)));
  });

  test('that declines by a hook: its words are shown', async () => {
    const it = scene();
    hook(it.remote, 'pre-receive', 'echo "no pushes on Friday" >&2; exit 1');
    commitHere(it.blog);
    const detail = await refusedWith(it, 'push-remote-hook', () => withoutLoss(it.remote, () => push(it)));
    expect(detail.output).toContain('no pushes on Friday');
  });

  test('whose branch is protected says how to go on', async () => {
    const it = scene();
    hook(it.remote, 'update', 'echo "error: GH006: Protected branch update failed for $1." >&2; exit 1');
    commitHere(it.blog);
    await refusedWith(it, 'push-protected', () => withoutLoss(it.remote, () => push(it)));
  });

  test('that is a working folder with this branch open is left alone', async () => {
    const there = repository();
    const blog = join(tempFolder(), 'clone');
    git(tempFolder(), 'clone', '-q', `file://${there}`, blog);
    const it = { world: publishWorld(), blog, remote: there };
    commitHere(blog);
    await refusedWith(it, 'push-checked-out', () => push(it));
  });

  test('that is gone is told as missing', async () => {
    const it = scene();
    commitHere(it.blog);
    git(it.blog, 'remote', 'set-url', 'origin', `file://${tempFolder()}/nowhere.git`);
    await refusedWith(it, 'remote-missing', () => push(it));
    expect((await look(it)).pendingCount).toBe(1);
  });

  test('that does not answer is offline: the commits wait, and go later', async () => {
    const it = scene();
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    await new Promise((done) => server.close(done));
    const commit = commitHere(it.blog);
    for (const url of [`http://127.0.0.1:${port}/x.git`, `git://127.0.0.1:${port}/x.git`]) {
      git(it.blog, 'remote', 'set-url', 'origin', url);
      await refusedWith(it, 'remote-offline', () => push(it));
    }
    expect(await look(it)).toMatchObject({ pendingCount: 1, situation: { code: 'publish-ahead' } });
    git(it.blog, 'remote', 'set-url', 'origin', `file://${it.remote}`);
    await push(it);
    expect(git(it.remote, 'rev-parse', 'main')).toBe(commit);
  });
});

describe('keys and passwords', () => {
  const behindSsh = (said: string) => {
    const log = join(tempFolder(), 'asked');
    const path = programNamed(
      'ssh',
      `echo "$*" >> '${log}'\n[ "$1" = "-G" ] && exit 0\necho "${said}" >&2\nexit 255`,
    );
    const it = scene({ PATH: `${path}:${process.env.PATH}` });
    git(it.blog, 'remote', 'set-url', 'origin', 'ssh://git@host.invalid/blog.git');
    commitHere(it.blog);
    return { it, asked: () => readFileSync(log, 'utf8') };
  };

  test('an unknown or changed key of a server', async () => {
    const { it, asked } = behindSsh('Host key verification failed.');
    await refusedWith(it, 'remote-host-key', () => push(it));
    expect(asked()).toContain('-o BatchMode=yes');
  });

  test('a key that is not accepted', async () => {
    const { it } = behindSsh('git@host.invalid: Permission denied (publickey,password).');
    await refusedWith(it, 'remote-auth', () => push(it));
  });

  test("the person's own ssh command is kept, and told to ask nothing", async () => {
    const { it, asked } = behindSsh('Host key verification failed.');
    git(it.blog, 'config', 'core.sshCommand', 'ssh -i my_key');
    await refusedWith(it, 'remote-host-key', () => push(it));
    expect(asked()).toContain('-i my_key -o BatchMode=yes');
    expect((await look(it)).problems.map(({ code, detail }) => [code, detail?.commands])).toContainEqual([
      'publish-runs-commands',
      'core.sshcommand: ssh -i my_key',
    ]);
  });

  test('a password that is asked for comes from the helper, or the push fails at once; no window opens', async () => {
    const { createServer: web } = await import('node:http');
    const tried: string[] = [];
    const server = web((request, response) => {
      tried.push(request.headers.authorization ?? '');
      response.writeHead(401, { 'www-authenticate': 'Basic realm="blog"' }).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const asked = join(tempFolder(), 'asked');
    const path = programNamed('askpass', `echo "$*" >> '${asked}'; echo x`);
    const it = scene({ SSH_ASKPASS: join(path, 'askpass'), DISPLAY: ':0' });
    git(it.blog, 'config', 'core.askPass', join(path, 'askpass'));
    git(it.blog, 'remote', 'set-url', 'origin', `http://127.0.0.1:${port}/blog.git`);
    commitHere(it.blog);
    await refusedWith(it, 'remote-auth', () => push(it));
    expect(tried).toEqual(['']);
    git(it.blog, 'config', 'credential.helper', '!f() { echo username=me; echo password=secret; }; f');
    const detail = await refusedWith(it, 'remote-auth', () => push(it));
    expect(tried).toContain(`Basic ${Buffer.from('me:secret').toString('base64')}`);
    expect(JSON.stringify(detail)).not.toContain('secret');
    expect(existsSync(asked)).toBe(false);
    server.close();
  });

  test('a password in an address is never shown', async () => {
    const it = scene();
    git(it.blog, 'remote', 'set-url', 'origin', 'https://me:hunter2@host.invalid/blog.git');
    const state = await look(it);
    expect(state.remotes).toEqual([{ name: 'origin', url: 'https://host.invalid/blog.git' }]);
    const detail = await refusedWith(it, 'remote-offline', () => push(it));
    expect(JSON.stringify(detail)).not.toContain('hunter2');
  });

  test('an address that would start a program starts none', async () => {
    const it = scene();
    const ran = join(tempFolder(), 'ran');
    git(it.blog, 'config', 'protocol.ext.allow', 'always');
    git(it.blog, 'remote', 'set-url', 'origin', `ext::sh -c touch% ${ran}`);
    commitHere(it.blog);
    await refusedWith(it, 'remote-protocol', () => push(it));
    expect(existsSync(ran)).toBe(false);
  });
});

describe('the repository', () => {
  test('on no branch cannot be pushed, and says how to go on', async () => {
    const it = scene();
    git(it.blog, 'checkout', '-q', '--detach');
    expect(await look(it)).toMatchObject({
      branch: null,
      situation: { code: 'publish-detached' },
      can: { push: false, fetch: false, commit: false, branch: true },
    });
    await refusedWith(it, 'publish-detached', () => push(it));
    await refusedWith(it, 'publish-detached', () => forward(it));
  });

  test('on a branch without a commit has nothing to push', async () => {
    const remote = bare();
    const blog = repository({});
    git(blog, 'remote', 'add', 'origin', `file://${remote}`);
    const world = publishWorld();
    expect(await lookAt(world, { folder: blog, remote: null, inPlace: false })).toMatchObject({
      head: null,
      situation: { code: 'publish-unborn' },
      can: { push: false },
    });
    await expect(pushCurrent(world, { folder: blog, remote: null, head: null })).rejects.toMatchObject({
      detail: { problem: 'publish-unborn' },
    });
  });

  test('without a remote keeps its commits here', async () => {
    const it = scene();
    git(it.blog, 'remote', 'remove', 'origin');
    expect((await look(it)).situation.code).toBe('publish-no-remote');
    await refusedWith(it, 'publish-no-remote', () => push(it));
  });

  test('with several remotes and no upstream asks for one', async () => {
    const it = scene();
    git(it.blog, 'remote', 'rename', 'origin', 'one');
    git(it.blog, 'remote', 'add', 'two', `file://${bare()}`);
    git(it.blog, 'branch', '-q', '--unset-upstream');
    expect((await look(it)).situation.code).toBe('publish-choose-remote');
    await refusedWith(it, 'publish-choose-remote', () => push(it));
    expect((await look(it, 'two')).destination).toEqual({ remote: 'two', branch: 'main' });
  });

  test('with a merge in progress takes no step forward, and the merge stays as it is', async () => {
    const it = scene();
    commitThere(it.remote);
    await fetch(it);
    git(it.blog, 'branch', 'side', 'HEAD');
    git(it.blog, 'switch', '-q', 'side');
    commitHere(it.blog, 'side.md', 'x\n');
    git(it.blog, 'switch', '-q', 'main');
    git(it.blog, 'merge', '-q', '--no-ff', '--no-commit', 'side');
    expect(await look(it)).toMatchObject({ can: { forward: false, commit: false, branch: false } });
    await refusedWith(it, 'git-unfinished', () => forward(it));
    expect(existsSync(join(it.blog, '.git/MERGE_HEAD'))).toBe(true);
  });

  test('with a lock of another git takes no step forward', async () => {
    const it = scene();
    commitThere(it.remote);
    await fetch(it);
    writeFileSync(join(it.blog, '.git/index.lock'), '');
    const before = git(it.blog, 'rev-parse', 'HEAD');
    await expect(forward(it)).rejects.toMatchObject({ detail: { problem: 'git-locked' } });
    expect(git(it.blog, 'rev-parse', 'HEAD')).toBe(before);
    rmSync(join(it.blog, '.git/index.lock'));
    await forward(it);
  });

  test('whose pre-push hook refuses: its words are shown and nothing is sent', async () => {
    const it = scene();
    hook(it.blog, 'pre-push', 'echo "tests fail: 3 of 7"; echo "on stderr" >&2; exit 1');
    commitHere(it.blog);
    expect((await look(it)).problems.map(({ code }) => code)).toContain('publish-runs-commands');
    const detail = await refusedWith(it, 'push-hook', () => withoutLoss(it.remote, () => push(it)));
    expect(detail.output).toContain('tests fail: 3 of 7');
    expect(detail.output).toContain('on stderr');
  });

  test('that is bare, none, or gone says so', async () => {
    const world = publishWorld();
    const at = (folder: string) => lookAt(world, { folder, remote: null, inPlace: false });
    expect((await at(bare())).situation.code).toBe('publish-bare');
    expect((await at(tempFolder())).situation.code).toBe('publish-none');
    await expect(at(join(tempFolder(), 'gone'))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('that is cut off (shallow) pushes and steps forward', async () => {
    const it = scene();
    commitHere(it.blog);
    await push(it);
    const blog = join(tempFolder(), 'shallow');
    git(tempFolder(), 'clone', '-q', '--depth=1', `file://${it.remote}`, blog);
    const cut = { ...it, blog };
    expect(await look(cut)).toMatchObject({ shallow: true, situation: { code: 'publish-up-to-date' } });
    const theirs = commitThere(it.remote);
    await fetch(cut);
    await forward(cut);
    expect(git(blog, 'rev-parse', 'HEAD')).toBe(theirs);
    const ours = commitHere(blog, 'more.md', 'x\n');
    await withoutLoss(it.remote, () => push(cut));
    expect(git(it.remote, 'rev-parse', 'main')).toBe(ours);
  });

  test('cloned with one branch alone remembers what it pushed on others', async () => {
    const it = scene();
    const blog = join(tempFolder(), 'single');
    git(tempFolder(), 'clone', '-q', '--single-branch', `file://${it.remote}`, blog);
    git(blog, 'switch', '-q', '-c', 'side');
    const single = { ...it, blog };
    commitHere(blog);
    await withoutLoss(it.remote, () => push(single));
    expect((await look(single)).situation.code).toBe('publish-up-to-date');
    commitThere(it.remote, 'x.md', 'x\n', 'side');
    await fetch(single);
    expect((await look(single)).situation.code).toBe('publish-behind');
    await forward(single);
    expect(git(blog, 'rev-parse', 'HEAD')).toBe(git(it.remote, 'rev-parse', 'side'));
  });

  test('without a git, or with one that is too old, says so', async () => {
    const it = scene();
    const old = programNamed(
      'git',
      `[ "$3" = version ] || [ "$(eval echo \\\${$#})" = version ] && { echo "git version 2.17.1"; exit 0; }\nexec /usr/bin/git "$@"`,
    );
    const world = publishWorld({ PATH: `${old}:${process.env.PATH}` });
    expect((await lookAt(world, { folder: it.blog, remote: null, inPlace: false })).situation).toMatchObject({
      code: 'git-too-old',
      detail: { found: '2.17', needed: '2.26' },
    });
    const none = publishWorld({ PATH: tempFolder() });
    expect((await lookAt(none, { folder: it.blog, remote: null, inPlace: false })).situation.code).toBe(
      'git-missing',
    );
  });

  test('that its owner may not write to is told, and nothing changes there', async () => {
    const it = scene();
    hook(
      it.remote,
      'pre-receive',
      'echo "remote: error: insufficient permission for adding an object" >&2; exit 1',
    );
    commitHere(it.blog);
    await expect(withoutLoss(it.remote, () => push(it))).rejects.toMatchObject({ code: 'git' });
  });
});

describe('stopping', () => {
  test('a push that hangs ends it with everything it started, and leaves no lock', async () => {
    const it = scene();
    const alive = join(tempFolder(), 'alive');
    hook(it.blog, 'pre-push', `echo $$ > '${alive}'; sleep 60`);
    commitHere(it.blog);
    const controller = new AbortController();
    const pushing = pushCurrent(it.world, {
      folder: it.blog,
      remote: null,
      head: null,
      signal: controller.signal,
    });
    const ended = expect(pushing).rejects.toMatchObject({ code: 'cancelled' });
    while (!existsSync(alive) || readFileSync(alive, 'utf8') === '')
      await new Promise((done) => setTimeout(done, 20));
    controller.abort();
    await ended;
    const pid = readFileSync(alive, 'utf8').trim();
    // Gone, or dead and waiting for its parent to notice.
    expect(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout).toMatch(/^(?:Z.*)?\s*$/);
    expect(git(it.blog, 'fsck', '--no-dangling')).toBe('');
    rmSync(join(it.blog, '.git/hooks/pre-push'));
    await withoutLoss(it.remote, () => push(it));
    expect(git(it.remote, 'rev-parse', 'main')).toBe(git(it.blog, 'rev-parse', 'HEAD'));
  });
});
