// Thousands of hostile but well-formed calls to the whole host: no crash, nothing outside the blog is touched, nothing hidden in it.
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calls } from '#contract/calls.ts';
import { createDispatcher } from '#contract/dispatch.ts';
import { createHost } from '#host/create-host.ts';
import { nameFault } from '#host/files/names.ts';
import { versionOf } from '#host/files/version.ts';
import { hostPorts } from '#test/host/support/host-ports.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const TEXT = '---\ntitle: x\ncategory: ml\n---\n\n글\n';
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Path to content of every file below a folder; links are named, not followed. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const pairs = all.map(async (item) => {
    const path = join(item.parentPath, item.name);
    const content = item.isFile()
      ? await readFile(path, 'base64')
      : item.isSymbolicLink()
        ? 'link'
        : 'folder';
    return [path.slice(folder.length + 1), content] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

it('keeps to the blog whatever a page asks', async () => {
  const base = await tempFolder();
  const blog = join(base, 'blog');
  const outside = join(base, 'outside');
  await mkdir(join(blog, '_posts'), { recursive: true });
  await mkdir(join(blog, '.git/hooks'), { recursive: true });
  await mkdir(join(blog, '_layouts'));
  await mkdir(outside);
  await writeFile(join(outside, 'secret.md'), TEXT);
  await writeFile(join(outside, 'a.png'), PNG);
  await writeFile(join(blog, '.git/config'), '[core]\n');
  await writeFile(join(blog, '_layouts/post.html'), '{{ content }}');
  await writeFile(join(blog, '_config.yml'), 'title: x\n');
  for (const n of [1, 2, 3]) await writeFile(join(blog, `_posts/2024-01-0${n}-p${n}.md`), TEXT);
  await symlink(outside, join(blog, 'out'));
  await symlink(outside, join(blog, '_posts/out'));
  await symlink(join(outside, 'secret.md'), join(blog, '_posts/2024-01-09-linked.md'));
  const before = { outside: await snapshot(outside), git: await snapshot(join(blog, '.git')) };

  const internal: unknown[] = [];
  const host = await createHost(hostPorts(base));
  await host.openFolder(blog);
  const dispatch = createDispatcher(host.handlers, {
    log: (_level, message, detail) => internal.push([message, detail]),
    checkResults: true,
  });

  const path = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...[1, 2, 3].map((n) => `_posts/2024-01-0${n}-p${n}.md`)) },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        'out/secret.md',
        'out/new.md',
        '_posts/out/new.md',
        '_posts/2024-01-09-linked.md',
        '.git/config',
        '.git/x.md',
        '.git/hooks/post-commit',
        '.GIT/x.md',
        'git~1/x.md',
        '_layouts/post.html',
        '_layouts/x.html',
        '_config.yml',
        'out/a.png',
        '_posts/CON.md',
        '_posts/a:b.md',
        '_posts/-rf.md',
        '_posts/2024-01-01-p1.md/x.md',
        '_posts',
        '_posts/2024-05-05-new.md',
        'assets/a.png',
        '_posts/x\n.md',
        '_posts/\u202egpj.md',
        `_posts/${'가'.repeat(120)}.md`,
        '_posts/../../outside/x.md',
        '/etc/passwd',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  );
  const name = fc.oneof(
    fc.constantFrom(
      '..',
      '../../outside',
      '/abs',
      '.git',
      '.git/hooks',
      'CON',
      'a/b',
      '',
      ' ',
      '-x',
      '글',
      'x'.repeat(190),
      '\u0000',
      '\ud800',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  );
  const version = fc.oneof(
    fc.constant(versionOf(Buffer.from(TEXT))),
    fc.constant('0'.repeat(32)),
    fc.constant(null),
  );
  const text = fc.oneof(
    fc.constant(TEXT),
    fc.string({ maxLength: 200 }),
    fc.constant('![a](/out/a.png)\n![b](../../outside/a.png)'),
  );
  const date = fc.constantFrom(
    '2024-02-03',
    '2024-02-03 10:00:00 +0900',
    '9999-99-99',
    '../../../x',
    '2024-01-01/..',
  );
  const names = fc.array(name, { maxLength: 3 });
  const args: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    path,
    text,
    title: name,
    slug: name,
    date,
    post: path,
    name,
    base: version,
    to: path,
    version,
    categories: names,
    draft: fc.boolean(),
    dryRun: fc.boolean(),
    bytes: fc.constantFrom(PNG, new Uint8Array([1, 2])),
    state: text,
    undo: fc.constantFrom('abc', 'x'.repeat(16)),
    imageFolder: name,
    imageName: name,
    parent: fc.constant(null),
    planId: fc.constant('abc'),
    target: fc.constant('abc'),
    skip: fc.constant([]),
    overwrite: fc.constant([]),
    commit: fc.constant(null),
    posts: fc.constant(null),
    drafts: fc.boolean(),
    folder: fc.constant('abc'),
    purpose: fc.constant('journal'),
  };
  const tables = Object.entries(calls).filter(
    ([call]) => !['journal.open', 'journal.close', 'folder.pick'].includes(call),
  );
  const one = fc.constantFrom(...tables).chain(([call, { args: schema }]) => {
    const shape = 'shape' in schema ? Object.keys(schema.shape).filter((key) => key in args) : [];
    return fc.record({
      call: fc.constant(call),
      args: fc.record(Object.fromEntries(shape.map((key) => [key, args[key] ?? fc.constant(null)]))),
    });
  });

  let reached = 0;
  await fc.assert(
    fc.asyncProperty(one, async (asked) => {
      const reply = await dispatch(asked.call, asked.args);
      if (reply.ok) reached += 1;
      expect(() => structuredClone(reply)).not.toThrow();
      expect(JSON.stringify(reply)).not.toContain(base);
    }),
    { numRuns: 2500, seed: 17 },
  );
  await host.close();
  expect(internal).toEqual([]);
  expect(reached).toBeGreaterThan(500);
  expect(await snapshot(outside)).toEqual(before.outside);
  const after = await snapshot(blog);
  expect(await snapshot(join(blog, '.git'))).toEqual(before.git);
  expect(after['_layouts/post.html']).toBe(Buffer.from('{{ content }}').toString('base64'));
  expect(after['_config.yml']).toBe(Buffer.from('title: x\n').toString('base64'));
  for (const [made, content] of Object.entries(after)) {
    if (content === 'link' || /^(?:\.git|_layouts|_config\.yml)/.test(made)) continue;
    for (const part of made.split('/')) expect(nameFault(part), made).toBeNull();
  }
}, 180_000);
