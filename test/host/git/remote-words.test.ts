// Reading git without running it: settings, progress, logs, and what a refusal means, as hosts and versions of git word it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFileLog } from '#host/git/log.ts';
import { networkEnv } from '#host/git/network.ts';
import { type ConfigLine, parseConfig } from '#host/git/parse.ts';
import { remoteCause } from '#host/git/remote-causes.ts';
import { destinationOf, fetchMovesBranches, remotesOf } from '#host/git/remotes.ts';
import { farIn, plainOutput } from '#host/git/said.ts';
import { parseVersion } from '#host/git/version.ts';
import { catalogue } from '../../../renderer/locales/catalogue.ts';

const config = (settings: Readonly<Record<string, string>>): readonly ConfigLine[] =>
  parseConfig(
    Object.entries(settings)
      .map(([key, value]) => `local\0${key}\n${value}\0`)
      .join(''),
  );

describe('what a refusal means', () => {
  test.each([
    ['push', 'push-behind', ' ! [rejected]        main -> main (fetch first)'],
    ['push', 'push-behind', ' ! [rejected]        main -> main (non-fast-forward)'],
    [
      'push',
      'push-protected',
      'remote: error: GH006: Protected branch update failed for refs/heads/main.\n ! [remote rejected] main -> main (protected branch hook declined)',
    ],
    ['push', 'push-protected', 'remote: error: GH013: Repository rule violations found for refs/heads/main.'],
    [
      'push',
      'push-protected',
      'remote: GitLab: You are not allowed to push code to protected branches on this project.\n ! [remote rejected] main -> main (pre-receive hook declined)',
    ],
    [
      'push',
      'push-too-large',
      'remote: error: GH001: Large files detected.\n ! [remote rejected] main -> main (pre-receive hook declined)',
    ],
    ['push', 'push-remote-hook', ' ! [remote rejected] main -> main (pre-receive hook declined)'],
    [
      'push',
      'remote-denied',
      'remote: Permission to someone/blog.git denied to me.\nfatal: unable to access: The requested URL returned error: 403',
    ],
    [
      'push',
      'remote-auth',
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    ],
    [
      'push',
      'remote-auth',
      "remote: Support for password authentication was removed.\nfatal: Authentication failed for 'https://github.com/x.git/'",
    ],
    [
      'fetch',
      'remote-auth',
      'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
    ],
    [
      'fetch',
      'remote-host-key',
      'Host key verification failed.\nfatal: Could not read from remote repository.',
    ],
    ['fetch', 'remote-host-key', '@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @'],
    ['fetch', 'remote-offline', "fatal: unable to access 'https://x/': Could not resolve host: github.com"],
    ['fetch', 'remote-offline', 'ssh: connect to host github.com port 22: Network is unreachable'],
    [
      'fetch',
      'remote-offline',
      'ssh: Could not resolve hostname github.com: Temporary failure in name resolution',
    ],
    [
      'fetch',
      'remote-certificate',
      'fatal: unable to access: SSL certificate problem: certificate has expired',
    ],
    [
      'fetch',
      'remote-missing',
      "remote: Repository not found.\nfatal: repository 'https://github.com/a/b.git/' not found",
    ],
    ['fetch', 'remote-missing', "fatal: '/x/nowhere.git' does not appear to be a git repository"],
    ['fetch', 'remote-lost', 'error: RPC failed; curl 56 Recv failure\nfatal: early EOF'],
    ['fetch', 'remote-protocol', "fatal: transport 'ext' not allowed"],
    [
      'fetch',
      'git-busy',
      "error: cannot lock ref 'refs/remotes/origin/main': Unable to create '.lock': File exists.",
    ],
    ['fetch', 'git-no-space', 'fatal: write error: No space left on device'],
    ['fetch', 'fetch-refused', 'fatal: something new'],
    ['push', 'push-refused', 'fatal: something new'],
  ] as const)('%s: %s', (doing, code, said) => {
    expect(remoteCause(said, doing).code).toBe(code);
  });

  test('by a hook of ours is known by what git does not say', () => {
    const said = "3 tests failed\nerror: failed to push some refs to 'origin'";
    expect(remoteCause(said, 'push', true).code).toBe('push-hook');
    expect(remoteCause(said, 'push', false).code).toBe('push-refused');
    const remote = ` ! [rejected] main -> main (fetch first)\n${said}`;
    expect(remoteCause(remote, 'push', true).code).toBe('push-behind');
  });

  test('and every other one that is told has words in both languages', () => {
    const codes = new Set<string>();
    for (const folder of ['git', 'publish']) {
      const place = join(import.meta.dirname, '../../../electron/host', folder);
      for (const file of readdirSync(place)) {
        const source = readFileSync(join(place, file), 'utf8');
        for (const [, code = ''] of source.matchAll(
          /'((?:git|push|fetch|remote|forward|branch|identity|undo|revert|publish)-[a-z-]+)'/g,
        ))
          codes.add(code);
      }
    }
    // Programs and folders of the same look.
    for (const other of ['git-dir', 'git-common-dir']) codes.delete(other);
    for (const language of ['en', 'ko'] as const) {
      const known = new Set(
        Object.values(catalogue[language]).flatMap(({ problems }) =>
          typeof problems === 'object'
            ? Object.keys(problems).map((key) => key.replace(/_(one|other)$/, ''))
            : [],
        ),
      );
      expect([...codes].filter((code) => !known.has(code)).sort(), language).toEqual([]);
    }
    expect(codes.size).toBeGreaterThan(50);
  });
});

describe('where a branch goes', () => {
  const two = {
    'remote.two.url': 'https://b/x.git',
    'remote.two.fetch': '+refs/heads/*:refs/remotes/two/*',
    'remote.origin.url': 'https://me:pw@a/x.git',
    'remote.origin.fetch': '+refs/heads/*:refs/remotes/origin/*',
  };
  test('to its upstream, by the name it has there', () => {
    const upstream = { ...two, 'branch.main.remote': 'two', 'branch.main.merge': 'refs/heads/live' };
    expect(destinationOf(config(upstream), 'main')).toEqual({
      remote: 'two',
      branch: 'live',
      tracking: 'refs/remotes/two/live',
      fetched: true,
      upstream: true,
      configured: true,
    });
    expect(destinationOf(config(upstream), 'main', 'origin')).toMatchObject({
      remote: 'origin',
      branch: 'main',
      upstream: false,
    });
    expect(destinationOf(config({ ...upstream, 'remote.pushdefault': 'origin' }), 'main')).toMatchObject({
      remote: 'origin',
      branch: 'main',
    });
  });
  test('else to origin, or the only remote; a branch that follows one here has none', () => {
    expect(destinationOf(config(two), 'main')).toMatchObject({ remote: 'origin', configured: false });
    expect(destinationOf(config({ 'remote.x.url': 'a' }), 'main')).toMatchObject({
      remote: 'x',
      fetched: false,
    });
    expect(destinationOf(config({ 'remote.a.url': 'a', 'remote.b.url': 'b' }), 'main')).toBeNull();
    const local = { 'branch.main.remote': '.', 'branch.main.merge': 'refs/heads/other' };
    expect(destinationOf(config(local), 'main')).toBeNull();
  });
  test('by addresses without a password', () => {
    expect(remotesOf(config(two))).toEqual([
      { name: 'origin', url: 'https://a/x.git' },
      { name: 'two', url: 'https://b/x.git' },
    ]);
  });
  test('and a mirror is known', () => {
    expect(fetchMovesBranches(config(two), 'two')).toBe(false);
    expect(fetchMovesBranches(config({ 'remote.m.fetch': '+refs/*:refs/*' }), 'm')).toBe(true);
  });
});

describe('talking to a remote', () => {
  test('asks nothing, with the ssh that the person uses', () => {
    const options = ' -o BatchMode=yes -o ConnectTimeout=20';
    expect(networkEnv([], {})).toMatchObject({
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: '',
      SSH_ASKPASS_REQUIRE: 'never',
      GIT_SSH_COMMAND: `ssh${options}`,
    });
    const own = config({ 'core.sshcommand': 'ssh -i ~/.ssh/blog' });
    expect(networkEnv(own, {}).GIT_SSH_COMMAND).toBe(`ssh -i ~/.ssh/blog${options}`);
    expect(networkEnv(own, { GIT_SSH_COMMAND: '"C:/My Git/ssh.exe" -v' }).GIT_SSH_COMMAND).toBe(
      `"C:/My Git/ssh.exe" -v${options}`,
    );
    // Another program has other options.
    expect(networkEnv([], { GIT_SSH: 'plink' }).GIT_SSH_COMMAND).toBeUndefined();
    expect(
      networkEnv(config({ 'core.sshcommand': 'tortoiseplink -batch' }), {}).GIT_SSH_COMMAND,
    ).toBeUndefined();
  });
  test('never by a transport that starts a program', () => {
    expect(networkEnv([], {}).GIT_ALLOW_PROTOCOL?.split(':')).not.toContain('ext');
  });
});

describe('what git says', () => {
  test('tells how far it is', () => {
    expect(
      farIn('Counting objects: 100% (5/5), done.\nWriting objects:  50% (3/6), 1.2 MiB | 1 MiB/s\r'),
    ).toEqual({
      what: 'Writing objects',
      percent: 50,
    });
    expect(farIn('remote: Resolving deltas:   8% (1/12)\r')).toEqual({
      what: 'Resolving deltas',
      percent: 8,
    });
    expect(farIn('Enumerating objects: 7, done.\n')).toEqual({ what: 'Enumerating objects', percent: null });
    expect(farIn('error: no\n')).toBeNull();
  });
  test('is shown without what was overwritten', () => {
    expect(
      plainOutput('Writing objects:  50% (1/2)\rWriting objects: 100% (2/2), done.\nremote: no\n\nhint: x\n'),
    ).toBe('remote: no');
  });
  test('of a file is read with renames and odd names', () => {
    const a = 'a'.repeat(40);
    const b = 'b'.repeat(40);
    const output = `\x01${a}\x1f1700000000\x1f홍 길동\x1fsubject \x1f odd\0\nR100\0old name.md\0new\nname.md\0\x01${b}\x1f1600000000\x1fW\x1fA\0\nA\0old name.md\0`;
    expect(parseFileLog(output)).toEqual([
      {
        id: a,
        time: 1_700_000_000_000,
        author: '홍 길동',
        subject: 'subject \x1f odd',
        path: 'new\nname.md',
        change: 'R',
      },
      { id: b, time: 1_600_000_000_000, author: 'W', subject: 'A', path: 'old name.md', change: 'A' },
    ]);
  });
  test('of itself is a version', () => {
    expect(parseVersion('git version 2.39.5 (Apple Git-154)')).toEqual([2, 39]);
    expect(parseVersion('git version 2.45.1.windows.1')).toEqual([2, 45]);
    expect(parseVersion('')).toBeNull();
  });
});
