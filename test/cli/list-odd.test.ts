// galley list on a journal of odd files: every post is there with the same nine facts, and what is wrong is told by its code.
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Places, program, tempPlaces } from '#test/support/app.ts';

const KEYS = ['path', 'title', 'date', 'categories', 'tags', 'draft', 'url', 'appears', 'problems'];
const files: Readonly<Record<string, string | Uint8Array>> = {
  '_config.yml': '',
  '_drafts/d.md': 'words',
  '_posts/2024-01-01-bom.md': '\uFEFF---\r\ntitle: "BOM"\r\ndraft: yes\r\n---\r\n',
  '_posts/2024-01-02-colon.md': '---\ntitle: A: b\n---\n',
  '_posts/2024-01-03-empty.md': '',
  '_posts/2024-01-04-bytes.md': new Uint8Array([0xff, 0xfe, 0]),
  "_posts/2024-1-5-odd #'name.md": '---\ntitle: "tab\\there"\ntags: [ruby, false, 1.0]\n---\n',
  '_posts/2024-01-06-toml.md': '+++\ntitle = "T"\n+++\n',
  '_posts/no-date.md': '---\ntitle: none\n---\n',
  '_posts/2024-01-09-p.md': '---\npermalink: /a/\n---\n',
  '_posts/sub/2024-01-10-q.md': '---\npermalink: /a/\ntitle: "zero\u200bwidth"\n---\n',
  '_posts/2024-01-11-folder.md/x.txt': 'inside',
  '.galley/settings.json': '{"posts": {"all": {"required": ["title"], "fresh": {}}, "categories": []}}',
};

let places: Places;
let journal: string;
beforeAll(() => {
  places = tempPlaces();
  journal = join(places.home, 'odd');
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(journal, path)), { recursive: true });
    writeFileSync(join(journal, path), content);
  }
  symlinkSync('/etc/hostname', join(journal, '_posts/2024-01-08-outside.md'));
});
afterAll(() => places.remove());

const list = () => {
  const { status, stdout } = spawnSync(process.execPath, [program, 'list', journal, '--json'], {
    env: places.env,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout;
};

interface Listed {
  readonly path: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly draft: boolean;
  readonly url: string | null;
  readonly appears: { readonly will: boolean; readonly why?: string };
  readonly problems: readonly { readonly code: string; readonly line?: number }[];
}

it('tells nine facts of every post, cold and warm alike', () => {
  const cold = list();
  expect(list()).toBe(cold);
  const posts = JSON.parse(cold) as readonly Listed[]; // what the next lines check
  for (const post of posts) expect(Object.keys(post)).toEqual(KEYS);
  const told = Object.fromEntries(
    posts.map(({ path, appears, problems }) => [
      path,
      [appears.will ? 'appears' : appears.why, ...problems.map(({ code }) => code)],
    ]),
  );
  expect(told).toEqual({
    '_drafts/d.md': ['draft', 'required-missing'],
    '_posts/2024-01-01-bom.md': ['appears', 'draft-key-ignored'],
    '_posts/2024-01-02-colon.md': ['appears', 'front-matter-colon-in-plain'],
    '_posts/2024-01-03-empty.md': ['appears', 'required-missing'],
    '_posts/2024-01-04-bytes.md': ['invalid', 'not-utf8', 'required-missing'],
    "_posts/2024-1-5-odd #'name.md": ['appears'],
    '_posts/2024-01-06-toml.md': ['appears', 'front-matter-not-yaml'],
    '_posts/no-date.md': ['no-date'],
    '_posts/2024-01-09-p.md': ['duplicate-url', 'required-missing'],
    '_posts/sub/2024-01-10-q.md': ['appears', 'front-matter-invisible-character'],
    '_posts/2024-01-11-folder.md/x.txt': ['no-date', 'required-missing'],
  });
  const odd = posts.find(({ path }) => path.includes('#'));
  expect(odd).toMatchObject({ title: 'tab\there', tags: ['ruby', 'false', '1.0'] });
  expect(posts.find(({ path }) => path.endsWith('colon.md'))?.problems[0]?.line).toBe(2);
});

it('lists pages and documents of collections with their addresses', () => {
  const site = join(places.home, 'site');
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  };
  put('_config.yml', 'permalink: pretty\ncollections:\n  recipes:\n    output: true\n  silent: {}\n');
  put('_posts/2024-01-01-post.md', '---\n---\n');
  put('about.md', '---\ntitle: "About\\tus"\n---\n');
  put('_recipes/빵.md', '---\n---\n');
  put('_silent/kept.md', '---\ntitle: Kept\n---\n');
  const run = (...more: readonly string[]) =>
    spawnSync(process.execPath, [program, 'list', site, '--documents', ...more], {
      env: places.env,
      encoding: 'utf8',
    });
  expect(JSON.parse(run('--json').stdout)).toEqual([
    { path: '_recipes/빵.md', collection: 'recipes', title: '빵', url: '/recipes/%EB%B9%B5/' },
    { path: '_silent/kept.md', collection: 'silent', title: 'Kept', url: null },
    { path: 'about.md', collection: null, title: 'About\tus', url: '/about/' },
  ]);
  const { status, stdout } = run();
  expect(status).toBe(0);
  expect(stdout).toBe(
    'recipes\t_recipes/빵.md\t빵\t/recipes/%EB%B9%B5/\nsilent\t_silent/kept.md\tKept\npage\tabout.md\tAbout us\t/about/\n',
  );
});
