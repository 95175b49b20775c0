// The journal's own settings, changed by another program: the page is told to ask again, and no post is touched by it.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRules } from '#host/rules/store.ts';
import { folderWith, openIn, post, put, type Watched } from './support.ts';

const text = (required: string) =>
  JSON.stringify({ version: 1, posts: { all: { required: [required], fresh: {} }, categories: [] } });

const told = ({ events }: Watched): number => events.filter(({ kind }) => kind === 'rules').length;

it('tells that the settings came, changed, were replaced and went', async () => {
  const root = folderWith({ '_posts/2024-01-01-a.md': post('A') });
  const watched = await openIn(root);
  const step = async (act: () => void, required: readonly string[]): Promise<void> => {
    const before = told(watched);
    act();
    await watched.until(() => told(watched) > before);
    // What is told last is true when it is told.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((await readRules(root)).rules.all.required).toEqual(required);
  };
  await step(() => put(root, '.galley/settings.json', text('title')), ['title']);
  await step(() => put(root, '.galley/settings.json', text('date')), ['date']);
  await step(() => {
    writeFileSync(join(root, '.galley/next.json'), text('tags'));
    renameSync(join(root, '.galley/next.json'), join(root, '.galley/settings.json'));
  }, ['tags']);
  await step(() => rmSync(join(root, '.galley'), { recursive: true }), []);
  await step(() => put(root, '.galley/settings.json', text('slug')), ['slug']);
  expect(watched.journal.entries().map(({ title }) => title)).toEqual(['A']);
  expect(watched.events.some(({ kind }) => kind === 'changed')).toBe(false);
});

it('watches settings that were there when the journal was opened', async () => {
  const root = folderWith({ '_posts/2024-01-01-a.md': post('A'), '.galley/settings.json': text('title') });
  const watched = await openIn(root);
  put(root, '.galley/settings.json', text('date'));
  await watched.until(() => told(watched) > 0);
});
