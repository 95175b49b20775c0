// A journal's own settings on disk: whole or not at all, never over something unseen, never taken for a post or exported.
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journalRules } from '#contract/rules-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { type JournalRules, noRules } from '#core/journal/rules.ts';
import { exportJournal } from '#host/export/headless.ts';
import { listJournal } from '#host/journal/list-journal.ts';
import { entriesByRules } from '#host/rules/list.ts';
import { RULES_FILE, readRules, writeRules } from '#host/rules/store.ts';
import { contents, git, newWorld, put, repository, smallJournal } from '#test/host/export/support.ts';
import { openWorld } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const rules: JournalRules = {
  all: { required: ['description'], fresh: { toc: true, tags: ['a: b', '# c'], cover: { path: '/x' } } },
  categories: [{ path: ['개발', 'web'], required: ['image'], fresh: { layout: 'dev' } }],
};
const held = async (text: string | Uint8Array): Promise<string> => {
  const root = await tempFolder();
  await mkdir(join(root, '.galley'));
  await writeFile(join(root, RULES_FILE), text);
  return root;
};

describe('the settings of a journal', () => {
  it('are none without a file, and reading makes none', async () => {
    const root = await tempFolder();
    expect(await readRules(root)).toEqual({ rules: noRules, version: null, damaged: false });
    expect(await readdir(root)).toEqual([]);
  });

  it('come back as they were stored, and keep what they do not know', async () => {
    const root = await held('{"version": 7, "later": [1, {"x": null}]}');
    const before = await readRules(root);
    expect(before).toMatchObject({ rules: noRules, damaged: false });
    const stored = await writeRules(root, rules, before.version, 1);
    expect(await readRules(root)).toEqual(stored);
    expect(stored.rules).toEqual(rules);
    const file: unknown = JSON.parse(await readFile(join(root, RULES_FILE), 'utf8'));
    expect(file).toEqual({ version: 1, posts: rules, later: [1, { x: null }] });
    expect(await readdir(join(root, '.galley'))).toEqual(['settings.json']);
  });

  it('are never written over something unseen', async () => {
    const root = await tempFolder();
    const stored = await writeRules(root, rules, null, 1);
    await expect(writeRules(root, noRules, null, 2)).rejects.toMatchObject({ code: 'conflict' });
    await expect(writeRules(root, noRules, 'a'.repeat(64), 2)).rejects.toMatchObject({ code: 'conflict' });
    expect(await readRules(root)).toEqual(stored);
  });

  it.each([
    ['', 'nothing'],
    ['{"posts": {"all"', 'half a file'],
    ['[]', 'a list'],
    ['{"posts": {"all": {"required": "x", "fresh": {}}, "categories": []}}', 'another shape'],
    [new Uint8Array([0xff, 0xfe, 0]), 'no text'],
    [`{"posts": "${'x'.repeat(1 << 20)}"}`, 'far too much'],
  ] as const)(
    'that are damaged count as none and are kept aside when others are stored: %#',
    async (text, _about) => {
      const root = await held(text);
      const before = await readRules(root);
      expect(before).toMatchObject({ rules: noRules, damaged: true });
      expect(readFileSync(join(root, RULES_FILE)).equals(Buffer.from(text))).toBe(true);
      await writeRules(root, rules, before.version, 42);
      const aside = readFileSync(join(root, `${RULES_FILE}.broken-42`));
      expect(aside.equals(Buffer.from(text))).toBe(true);
      expect(await readRules(root)).toMatchObject({ rules, damaged: false });
    },
  );

  it('do not follow a link out of the journal', async () => {
    const root = await tempFolder();
    const outside = await tempFolder();
    writeFileSync(join(outside, 'settings.json'), '{}');
    symlinkSync(outside, join(root, '.galley'));
    await expect(readRules(root)).rejects.toMatchObject({ code: 'outside' });
    await expect(writeRules(root, rules, null, 1)).rejects.toMatchObject({ code: 'outside' });
    expect(readdirSync(outside)).toEqual(['settings.json']);
    expect(readFileSync(join(outside, 'settings.json'), 'utf8')).toBe('{}');
  });

  it('take no key that is none', () => {
    const shape = (key: string) => ({ all: { required: [key], fresh: {} }, categories: [] });
    for (const key of ['', ' a', 'a\nb', '__proto__', 'constructor', 'x'.repeat(201)]) {
      expect(journalRules.safeParse(shape(key)).success, key).toBe(false);
    }
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = journalRules.safeParse(JSON.parse(text));
        if (read.success) expect(journalRules.parse(read.data)).toEqual(read.data);
      }),
    );
  });
});

describe('a new post', () => {
  const old = "---\nlayout: post\ntitle: '하나'\ntags: [x]\ndate: 2024-01-01\n---\n\n글\n";
  const make = async (settings: string, categories: readonly string[]) => {
    const { calls, root } = await openWorld(await tempFolder(), {
      '_posts/2024-01-01-a.md': old,
      [RULES_FILE]: settings,
    });
    const args = { title: '둘', categories: [...categories], date: '2024-03-05', draft: false };
    const made = await calls['post.create'](args);
    return { made, root };
  };

  it('starts with what its category asks, written as the blog writes', async () => {
    const { made } = await make(JSON.stringify({ posts: rules }), ['개발', 'web']);
    const lines = made.text.split('\n');
    expect(lines).toContain('layout: dev');
    expect(lines).toContain("tags: ['a: b', '# c']");
    expect(lines).toContain('toc: true');
    expect(lines).toContain("title: '둘'");
    expect(lines.slice(0, 5).join()).toMatch(/^---,layout: dev,title: /);
  });

  it('keeps title, date and category as they were asked for', async () => {
    const fresh = { title: 'no', date: '1999-01-01', categories: ['no'], category: 'no', lang: 'ko' };
    const posts = { all: { required: [], fresh }, categories: [] };
    const { made } = await make(JSON.stringify({ posts }), ['개발']);
    expect(made.text).not.toContain('no');
    expect(made.text).not.toContain('1999');
    expect(made.text).toContain('lang: ko');
    expect(made.entry.categories).toEqual(['개발']);
  });

  it('is made all the same where the settings are damaged', async () => {
    const { made, root } = await make('{', []);
    expect(made.text).toContain('layout: post');
    expect(readFileSync(join(root, RULES_FILE), 'utf8')).toBe('{');
  });
});

describe('what leaves the journal', () => {
  it('never holds its settings: not in the list, not in an export, not in a commit in place', async () => {
    const journal = put(await tempFolder(), {
      ...smallJournal,
      '_posts/2026-05-05-linked.md':
        '---\ntitle: linked\n---\n[settings](/.galley/settings.json) ![x](/.galley/settings.json)\n',
      [RULES_FILE]: JSON.stringify({ posts: rules }),
      '.galley/settings.md': '# no post',
    });
    const { entries } = await listJournal(journal, { cacheDir: null, now: Date.now() });
    expect(entries.filter(({ path }) => path.includes('.galley'))).toEqual([]);
    const target = repository();
    const base = { ...newWorld(), journal, target, dryRun: false, commit: true };
    const done = await exportJournal(base);
    expect(done.applied?.written.length).toBeGreaterThan(2);
    expect(Object.keys(contents(target)).filter((path) => path.includes('galley'))).toEqual([]);

    git(journal, 'init', '-q', '-b', 'main');
    const here = await exportJournal({ ...base, ...newWorld(), target: journal });
    expect(here.applied?.commit).not.toBeNull();
    const committed = git(journal, 'ls-tree', '-r', '--name-only', 'HEAD').split('\n') as RelPath[];
    expect(committed.length).toBeGreaterThan(2);
    expect(committed.filter((path) => path.includes('galley'))).toEqual([]);
    expect(existsSync(join(journal, RULES_FILE))).toBe(true);
  });
});

describe('a list without a running host', () => {
  it('tells what posts lack', async () => {
    const journal = put(await tempFolder(), {
      ...smallJournal,
      [RULES_FILE]: JSON.stringify({ posts: { all: { required: ['source'], fresh: {} }, categories: [] } }),
    });
    const { root, entries } = await listJournal(journal, { cacheDir: null, now: Date.now() });
    const told = await entriesByRules(root, entries);
    expect(told.length).toBe(entries.length);
    for (const { problems } of told) expect(problems.at(-1)).toMatchObject({ detail: { key: 'source' } });
    writeFileSync(join(journal, RULES_FILE), 'x');
    expect(await entriesByRules(root, entries)).toEqual(entries);
  });
});
