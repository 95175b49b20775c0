// The calls `export.*` as a page makes them, with the wire's own schemas around them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calls } from '#contract/calls.ts';
import { createExportHandlers } from '#host/export/handlers.ts';
import { folderId } from '#host/export/target.ts';
import { versionOf } from '#host/files/version.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { plainSite } from '../support/journal.ts';
import { contents, git, put, rel, repository, smallJournal, tempFolder, viewOf } from './support.ts';

const FIRST = '_posts/2026-01-02-first.md';

async function scene(history: readonly string[] = []) {
  const journal = put(tempFolder(), smallJournal);
  const target = repository();
  git(target, 'config', 'user.name', 'W');
  git(target, 'config', 'user.email', 'w@example.org');
  const app = tempFolder();
  const nothing = () => {
    throw new Error('not part of an export');
  };
  const handle: JournalHandle = {
    root: journal,
    info: {
      id: 'j1',
      name: 'journal',
      kind: 'jekyll',
      sample: false,
      postsFolder: '_posts',
      draftsFolder: '_drafts',
      git: false,
      problems: [],
    },
    site: plainSite,
    available: true,
    verified: Promise.resolve(),
    entries: () => viewOf(journal).entries,
    entry: nothing,
    onChange: nothing,
    rescan: async () => undefined,
    refresh: nothing,
    noteOwnWrite: nothing,
    isOwnWrite: nothing,
    close: nothing,
  };
  const folder = (name: string) => join(app, name);
  const handlers = createExportHandlers({
    ports: {
      dirs: {
        config: folder('config'),
        cache: folder('cache'),
        data: folder('data'),
        documents: folder('documents'),
        home: app,
      },
      now: Date.now,
      log: () => undefined,
    },
    journal: () => handle,
    folderOf: async (id) => (id === folderId(target) ? target : '/nowhere'),
    choiceOf: async (root) => ({ id: folderId(root), name: 'blog', kind: 'repository' }),
    history: { list: async () => history.map((version) => ({ version, saved: 0, size: 1 })) },
  });
  const id = folderId(target);
  return { journal, target, handlers, id };
}

describe('export over the wire', () => {
  test('plan, compare, apply with a commit, and the target is remembered', async () => {
    const { target, handlers, id } = await scene();
    expect(await handlers['export.targets']({})).toEqual({ targets: [] });
    const plan = calls['export.plan'].result.parse(
      await handlers['export.plan']({ target: id, posts: null, drafts: false }),
    );
    expect(plan.target).toMatchObject({ id, git: true, branch: 'main' });
    expect(plan.steps).toHaveLength(4);
    expect(await handlers['export.targets']({})).toEqual({
      targets: [{ id, name: 'blog', kind: 'repository' }],
    });
    const { planId } = plan;
    expect(await handlers['export.diff']({ planId, path: rel(FIRST) })).toEqual({
      before: null,
      after: smallJournal[FIRST],
    });
    expect(await handlers['export.diff']({ planId, path: rel('assets/img/cover.png') })).toEqual({
      before: null,
      after: null,
    });
    const done = calls['export.apply'].result.parse(
      await handlers['export.apply']({ planId, skip: [], overwrite: [], commit: { message: plan.message } }),
    );
    expect(done.commit).toBe(git(target, 'rev-parse', 'HEAD'));
    expect(done.written).toHaveLength(4);
    const again = await handlers['export.plan']({ target: id, posts: null, drafts: false });
    expect(again.steps.every(({ action }) => action === 'keep')).toBe(true);
    await expect(
      handlers['export.apply']({ planId, skip: [], overwrite: [], commit: null }),
    ).rejects.toMatchObject({ code: 'stale' });
  });

  test('both sides of a conflict are shown', async () => {
    const { target, handlers, id } = await scene();
    put(target, { [FIRST]: 'someone else\n' });
    const { planId, steps } = await handlers['export.plan']({
      target: id,
      posts: [rel(FIRST)],
      drafts: false,
    });
    expect(steps.find(({ path }) => path === FIRST)).toMatchObject({
      action: 'conflict',
      reason: 'target-different',
    });
    expect(await handlers['export.diff']({ planId, path: rel(FIRST) })).toEqual({
      before: 'someone else\n',
      after: smallJournal[FIRST],
    });
  });

  test('an earlier version from the history is ours', async () => {
    const { target, handlers, id } = await scene([versionOf(Buffer.from('as it was\n'))]);
    put(target, { [FIRST]: 'as it was\n' });
    const { steps } = await handlers['export.plan']({ target: id, posts: [rel(FIRST)], drafts: false });
    expect(steps.find(({ path }) => path === FIRST)).toMatchObject({ action: 'change', reason: 'former' });
  });

  test('a plan that is out of date writes nothing', async () => {
    const { target, handlers, id } = await scene();
    const { planId } = await handlers['export.plan']({ target: id, posts: null, drafts: false });
    writeFileSync(join(target, '_config.yml'), 'changed: but not in the plan\n');
    put(target, { [FIRST]: 'meanwhile\n' });
    const before = contents(target);
    await expect(
      handlers['export.apply']({ planId, skip: [], overwrite: [], commit: null }),
    ).rejects.toMatchObject({ code: 'stale', detail: { changed: [FIRST] } });
    expect(contents(target)).toEqual(before);
  });

  test('two exports to one target do not run at once', async () => {
    const { handlers, id } = await scene();
    const { planId } = await handlers['export.plan']({ target: id, posts: null, drafts: false });
    const args = { planId, skip: [], overwrite: [], commit: null };
    const results = await Promise.allSettled([
      handlers['export.apply'](args),
      handlers['export.apply'](args),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
