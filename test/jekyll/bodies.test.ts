// A fixture blog through our whole order (front matter, Liquid, kramdown) against the pages that Jekyll builds of it.
// Where Jekyll is installed it is asked; its pages are recorded beside the blog for machines without Ruby.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { PostEntry } from '#core/journal/entry.ts';
import { createPostRenderer } from '#core/page/render-post.ts';
import { listJournal } from '#host/journal/list-journal.ts';
import { domLines } from '#test/support/dom.ts';
import { hasJekyll } from '#test/support/jekyll-sites.ts';

const blog = resolve('test/cases/jekyll-blog');
const recorded = resolve('test/cases/jekyll-blog-built');
const temporary = mkdtempSync(join(tmpdir(), 'galley-blog-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(blog, file), 'utf8');
const config: Record<string, unknown> = parse(read('_config.yml'));
const includes = Object.fromEntries(
  readdirSync(join(blog, '_includes')).map((name) => [name, read(`_includes/${name}`)]),
);
const data = { people: parse(read('_data/people.yml')) };
/** `site.time` and the entries' future check: any moment after the last post. */
const now = Date.UTC(2025, 5, 1);
const names = (entry: PostEntry) => entry.path.replace(/^.*\//, '').replace(/\.md$/, '');

let entries: readonly PostEntry[] = [];
beforeAll(async () => {
  ({ entries } = await listJournal(blog, { cacheDir: null, now }));
});

describe('bodies of a blog', () => {
  it('every post is listed', () => {
    expect(entries.map(names).sort()).toEqual(
      readdirSync(recorded)
        .map((name) => name.replace(/\.html$/, ''))
        .sort(),
    );
  });

  for (const file of readdirSync(recorded)) {
    it(`${file} as Jekyll builds it`, () => {
      const entry = entries.find((each) => `${names(each)}.html` === file);
      if (entry === undefined) throw new Error(`no post for ${file}`);
      const renderer = createPostRenderer({
        config,
        data,
        includes,
        posts: entries,
        zone: 'Asia/Seoul',
        now,
        jekyll: 4,
      });
      const { html, problems } = renderer.render(read(entry.path), entry);
      expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
      expect(domLines(html, { ignoreSpans: true })).toEqual(
        domLines(readFileSync(join(recorded, file), 'utf8'), { ignoreSpans: true }),
      );
    });
  }

  it.skipIf(!hasJekyll())('what is recorded is what Jekyll builds today', () => {
    const source = join(temporary, 'blog');
    cpSync(blog, source, { recursive: true });
    execFileSync('jekyll', [
      'build',
      '--quiet',
      '--source',
      source,
      '--destination',
      join(temporary, 'site'),
    ]);
    for (const entry of entries) {
      const built = readFileSync(
        join(temporary, 'site', decodeURIComponent(entry.url ?? ''), 'index.html'),
        'utf8',
      );
      const file = join(recorded, `${names(entry)}.html`);
      if (process.env.RECORD) {
        mkdirSync(recorded, { recursive: true });
        writeFileSync(file, built);
      }
      expect(existsSync(file)).toBe(true);
      expect(domLines(readFileSync(file, 'utf8'))).toEqual(domLines(built));
    }
  });
});
