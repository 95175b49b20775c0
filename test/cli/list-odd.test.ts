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
