// Unsaved text outlives crashes and failed saves, and goes only when the disk is seen to hold it.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { versionOf } from '#host/files/version.ts';
import { openWorld, rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const PATH = rel('_posts/2024-03-05-글.md');
const OLD = '---\ntitle: 하나\n---\n\n처음 글.\n';
const world = async () => openWorld(await tempFolder(), { [PATH]: OLD });
const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('unsaved text', () => {
  it('is kept until just this text is seen on disk', async () => {
    const { calls } = await world();
    const base = versionOf(bytes(OLD));
    await calls['backup.put']({ path: PATH, text: 'typed more', base });
    await calls['post.save']({ path: PATH, text: 'typed', base });
    // Newer than what was saved: it stays.
    expect((await calls['backup.list']({})).backups).toMatchObject([
      { path: PATH, text: 'typed more', base, onDisk: versionOf(bytes('typed')) },
    ]);
    await calls['post.save']({ path: PATH, text: 'typed more', base: versionOf(bytes('typed')) });
    expect((await calls['backup.list']({})).backups).toEqual([]);
  });

  it('is kept when the save fails, and for a post that was never saved', async () => {
    const { calls, root } = await world();
    await calls['backup.put']({ path: PATH, text: 'mine', base: versionOf(bytes(OLD)) });
    await writeFile(join(root, PATH), 'theirs');
    await expect(
      calls['post.save']({ path: PATH, text: 'mine', base: versionOf(bytes(OLD)) }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await calls['backup.put']({
      path: rel('_posts/2024-01-01-new.md'),
      text: 'never saved \ud800',
      base: null,
    });
    const { backups } = await calls['backup.list']({});
    expect(backups.map(({ text, onDisk }) => [text, onDisk])).toEqual([
      ['never saved \ud800', null],
      ['mine', versionOf(bytes('theirs'))],
    ]);
    await calls['backup.drop']({ path: PATH });
    await calls['backup.drop']({ path: PATH });
    expect((await calls['backup.list']({})).backups).toHaveLength(1);
  });

  it('survives a damaged neighbour, which is kept aside', async () => {
    const { calls, data } = await world();
    await calls['backup.put']({ path: PATH, text: 'good', base: null });
    const [folder = ''] = await readdir(join(data, 'backups'));
    await writeFile(join(data, 'backups', folder, `${'0'.repeat(32)}.json`), '{"path":"_posts/x.m');
    expect((await calls['backup.list']({})).backups).toMatchObject([{ text: 'good' }]);
    expect((await readdir(join(data, 'backups', folder))).some((name) => name.includes('.broken-'))).toBe(
      true,
    );
  });

  it('stays outside the journal', async () => {
    const { calls, root } = await world();
    await calls['backup.put']({ path: PATH, text: 'x', base: null });
    expect(await readdir(root, { recursive: true })).toEqual(['_posts', PATH]);
  });
});
