// The power fails at every single operation of everything that changes a journal: each post is there exactly once, whole.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sweepLeftovers } from '#host/files/sweep.ts';
import { tempOwner } from '#host/files/temp-name.ts';
import { versionOf } from '#host/files/version.ts';
import { createSettings } from '#host/settings/handlers.ts';
import { crashingAt } from '#test/host/support/faults.ts';
import { openWorld, rel, type World } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const PATH = rel('ml/_posts/2024-03-05-글.md');
const OTHER = rel('ml/_posts/2024-03-06-남.md');
const OLD = `---\ntitle: 글\n---\n\n${'처음 '.repeat(500)}`;
const NEW = `---\ntitle: 글\n---\n\n${'다음 '.repeat(900)}`;
const BOTH = `---\ntitle: 글\ncategories: [ml, deep]\n---\n\n${'처음 '.repeat(500)}`;
const base = (text: string) => versionOf(Buffer.from(text));

/** Path to text of everything in the journal, without what the next start sweeps. */
async function journalOf(world: World): Promise<Map<string, string>> {
  const all = await readdir(world.root, { recursive: true, withFileTypes: true });
  const files = all.filter((item) => item.isFile() && tempOwner(item.name) === null);
  const pairs = files.map(async (item) => {
    const path = join(item.parentPath, item.name);
    return [path.slice(world.root.length + 1), await readFile(path, 'utf8')] as const;
  });
  return new Map(await Promise.all(pairs));
}

interface Case {
  readonly what: string;
  readonly text: string;
  readonly act: (world: World) => Promise<unknown>;
  /** The states that are right, each as path to text; the neighbour is always there. */
  readonly states: readonly Readonly<Record<string, string>>[];
}

const renamed = 'ml/_posts/2024-04-01-새-이름.md';
const cases: readonly Case[] = [
  {
    what: 'saving',
    text: OLD,
    act: ({ calls }) => calls['post.save']({ path: PATH, text: NEW, base: base(OLD) }),
    states: [{ [PATH]: OLD }, { [PATH]: NEW }],
  },
  {
    what: 'renaming',
    text: OLD,
    act: ({ calls }) =>
      calls['post.rename']({ path: PATH, base: base(OLD), slug: '새-이름', date: '2024-04-01' }),
    states: [{ [PATH]: OLD }, { [renamed]: OLD }],
  },
  {
    what: 'moving the file',
    text: OLD,
    act: ({ calls }) => calls['post.move']({ path: PATH, base: base(OLD), categories: ['여행', '산'] }),
    states: [{ [PATH]: OLD }, { '여행/산/_posts/2024-03-05-글.md': OLD }],
  },
  {
    what: 'moving file and value',
    text: BOTH,
    act: ({ calls }) => calls['post.move']({ path: PATH, base: base(BOTH), categories: ['여행'] }),
    states: [
      { [PATH]: BOTH },
      { '여행/_posts/2024-03-05-글.md': BOTH },
      { '여행/_posts/2024-03-05-글.md': BOTH.replace('categories: [ml, deep]\n', '') },
    ],
  },
  {
    what: 'deleting',
    text: OLD,
    act: ({ calls }) => calls['post.trash']({ path: PATH, base: base(OLD) }),
    states: [{ [PATH]: OLD }, {}],
  },
  {
    what: 'backing up',
    text: OLD,
    act: ({ calls }) => calls['backup.put']({ path: PATH, text: NEW, base: base(OLD) }),
    states: [{ [PATH]: OLD }],
  },
];

describe.each(cases)('a crash while $what', ({ text, act, states }) => {
  it('at any operation leaves one of the right states, and the next attempt succeeds', async () => {
    const setup = async () => openWorld(await tempFolder(), { [PATH]: text, [OTHER]: 'neighbour' });
    const trial = await setup();
    const { finished, operations } = await crashingAt(-1, () => act(trial).then(() => trial.idle()));
    expect(finished).toBe(true);
    expect(operations).toBeGreaterThan(3);
    const seen = new Set<string>();
    for (let at = 0; at < operations; at++) {
      const world = await setup();
      await crashingAt(at, () => act(world).then(() => world.idle()));
      await world.idle();
      const { [OTHER]: neighbour, ...left } = Object.fromEntries(await journalOf(world));
      expect(neighbour).toBe('neighbour');
      expect(states, `operation ${at}`).toContainEqual(left);
      seen.add(JSON.stringify(left));
      // Where it had not happened yet, it happens now; a deleted post is in the trash.
      await sweepLeftovers(world.root);
      await world.journal.rescan();
      if (PATH in left && states.length > 1) {
        await act(world);
        await world.idle();
        expect(JSON.stringify(Object.fromEntries(await journalOf(world)))).toContain(
          JSON.stringify(Object.keys(states.at(-1) ?? {})[0] ?? OTHER),
        );
      }
    }
    // Both ends were really met: the crash was not always before or after.
    expect(seen.size, `${operations} operations`).toBeGreaterThanOrEqual(Math.min(2, states.length));
  });
});

describe('a crash while storing what is not a post', () => {
  it('a new image is whole or not there, and no other file is touched', async () => {
    const picture = new Uint8Array(
      await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } })
        .png()
        .toBuffer(),
    );
    const setup = async () => {
      const world = await openWorld(await tempFolder(), { [PATH]: OLD });
      const act = () =>
        world.calls['image.store']({
          post: PATH,
          name: 'a.png',
          bytes: picture,
          categories: ['ml'],
          slug: '글',
        });
      return { world, act };
    };
    const trial = await setup();
    const { operations } = await crashingAt(-1, trial.act);
    const [path = '', whole = ''] =
      [...(await journalOf(trial.world))].find(([name]) => name.endsWith('.webp')) ?? [];
    for (let at = 0; at < operations; at++) {
      const { world, act } = await setup();
      await crashingAt(at, act);
      const files = await journalOf(world);
      expect(files.get(PATH)).toBe(OLD);
      if (files.has(path)) expect(files.get(path)).toBe(whole);
      // Dropped again, it is there once.
      await act();
      expect([...(await journalOf(world)).keys()].sort()).toEqual([path, PATH].sort());
    }
  });

  it('settings are the old ones or the new ones', async () => {
    const setup = async () => {
      const config = await tempFolder();
      await mkdir(join(config, 'x'));
      const dirs = { config, cache: config, data: config, documents: config, home: config };
      return { dirs, now: () => 0, log: () => undefined };
    };
    const open = async (ports: Awaited<ReturnType<typeof setup>>) =>
      await createSettings(ports, () => undefined);
    const ports = await setup();
    const store = await open(ports);
    await store.handlers['settings.set']({ theme: 'light' });
    const { operations } = await crashingAt(-1, () => store.handlers['settings.set']({ theme: 'dark' }));
    for (let at = 0; at < operations; at++) {
      const fresh = await setup();
      await (await open(fresh)).handlers['settings.set']({ theme: 'light' });
      const again = await open(fresh);
      await crashingAt(at, () => again.handlers['settings.set']({ theme: 'dark' }));
      expect(['light', 'dark']).toContain((await open(fresh)).current().theme);
      expect((await readdir(fresh.dirs.config)).some((name) => name.includes('broken'))).toBe(false);
    }
  });
});
