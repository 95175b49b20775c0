// Typing, saving, autosaving, another program and crashes in any order: every text that was typed or written can be had.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallError } from '#contract/errors.ts';
import { versionOf } from '#host/files/version.ts';
import { openWorld, rel, type World } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const PATH = rel('_posts/2024-03-05-글.md');

type Step =
  | { readonly kind: 'type' }
  | { readonly kind: 'save'; readonly wait: boolean }
  | { readonly kind: 'backup' }
  | { readonly kind: 'external'; readonly sameSize: boolean }
  | { readonly kind: 'take-theirs' }
  | { readonly kind: 'keep-mine' }
  | { readonly kind: 'read' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step>({ kind: 'type' }) },
  { weight: 4, arbitrary: fc.boolean().map((wait): Step => ({ kind: 'save', wait })) },
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'backup' }) },
  { weight: 2, arbitrary: fc.boolean().map((sameSize): Step => ({ kind: 'external', sameSize })) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'take-theirs' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'keep-mine' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'read' }) },
);

/** The page's side as simply as it can be: a text, the version it is based on, and what a conflict has shown. */
async function play(world: World, steps: readonly Step[]): Promise<void> {
  const { calls, root } = world;
  let count = 0;
  let text = 'start 0000';
  let base = versionOf(Buffer.from(text));
  const shown: { theirs: { text: string; version: string } | null } = { theirs: null };
  const acknowledged: string[] = [];
  const external: string[] = [];
  const running: Promise<void>[] = [];
  const fresh = (who: string) => `${who} ${String(++count).padStart(4, '0')}`;

  const save = async () => {
    const sent = text;
    try {
      const saved = await calls['post.save']({ path: PATH, text: sent, base });
      expect(saved.version).toBe(versionOf(Buffer.from(sent)));
      base = saved.version;
      acknowledged.push(sent);
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'conflict') throw error;
      const detail = error.detail as { text: string; version: string }; // the file is never deleted here
      // What a conflict shows was really on disk; nothing, where the other program had just begun and was slow to go on.
      expect(['', 'start 0000', ...external, ...saving]).toContain(detail.text);
      shown.theirs = detail;
    }
  };
  const saving: string[] = [];

  for (const one of steps) {
    if (one.kind === 'type') text = fresh('typed');
    if (one.kind === 'backup') await calls['backup.put']({ path: PATH, text, base });
    if (one.kind === 'external') {
      const other = one.sameSize ? fresh('other') : `${fresh('other')} ${'long '.repeat(50)}`;
      external.push(other);
      await writeFile(join(root, PATH), other);
    }
    if (one.kind === 'save') {
      saving.push(text);
      const job = save();
      if (one.wait) await job;
      else running.push(job);
    }
    if (one.kind === 'take-theirs' && shown.theirs !== null) {
      await calls['backup.put']({ path: PATH, text, base });
      ({ text, version: base } = shown.theirs);
      shown.theirs = null;
    }
    if (one.kind === 'keep-mine' && shown.theirs !== null) {
      base = shown.theirs.version;
      shown.theirs = null;
    }
    if (one.kind === 'read') await calls['post.read']({ path: PATH });
  }
  await Promise.all(running);
  await world.idle();

  const onDisk = (await calls['post.read']({ path: PATH })).text;
  const { versions } = await calls['history.list']({ path: PATH });
  const kept = await Promise.all(
    versions.map(async ({ version }) => (await calls['history.read']({ path: PATH, version })).text),
  );
  const everywhere = new Set([onDisk, ...kept]);
  // Whatever was said to be saved can be had, from the disk or from the history.
  for (const one of acknowledged) expect(everywhere, `lost: ${one}`).toContain(one);
  // The disk holds something that somebody wrote last: no half, no mixture, nothing older than the last acknowledged save.
  const last = acknowledged.at(-1) ?? 'start 0000';
  if (onDisk !== last) expect(external).toContain(onDisk);
}

describe('any order of typing, saving and other programs', () => {
  it('loses nothing that was acknowledged and never overwrites unseen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const world = await openWorld(await tempFolder(), { [PATH]: 'start 0000' });
        await play(world, steps);
      }),
      { numRuns: 60, seed: 11 },
    );
  }, 120_000);
});
