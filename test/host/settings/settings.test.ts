// Settings survive restarts, damage and other versions; a bad value never reaches the program.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Settings, settings as schema } from '#contract/values.ts';
import { completeSettings, defaultSettings } from '#host/settings/defaults.ts';
import { createSettings } from '#host/settings/handlers.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();

async function open(config: string, heard: Settings[] = [], logged: string[] = []) {
  const dirs = { config, cache: config, data: config, documents: config, home: config };
  const ports = { dirs, now: () => 77, log: (_level: string, message: string) => void logged.push(message) };
  return await createSettings(ports, (settings) => heard.push(settings));
}

describe('settings', () => {
  it('are the defaults at first, and those are valid', async () => {
    const store = await open(await tempFolder());
    expect(store.current()).toEqual(defaultSettings);
    expect(schema.parse(defaultSettings)).toEqual(defaultSettings);
  });

  it('are kept over a restart and told to all', async () => {
    const config = await tempFolder();
    const heard: Settings[] = [];
    const store = await open(config, heard);
    const changed = await store.handlers['settings.set']({ theme: 'dark', autosaveDelay: 500 });
    expect(changed).toEqual({ ...defaultSettings, theme: 'dark', autosaveDelay: 500 });
    expect(heard).toEqual([changed]);
    expect((await open(config)).current()).toEqual(changed);
  });

  it('survive changes at the same time', async () => {
    const config = await tempFolder();
    const store = await open(config);
    await Promise.all([
      store.handlers['settings.set']({ theme: 'dark' }),
      store.handlers['settings.set']({ language: 'ko' }),
      store.handlers['settings.set']({ editorSize: 20 }),
    ]);
    expect((await open(config)).current()).toMatchObject({ theme: 'dark', language: 'ko', editorSize: 20 });
  });

  it('keep each good value beside bad ones, and what another version stored', async () => {
    const config = await tempFolder();
    await writeFile(
      join(config, 'settings.json'),
      JSON.stringify({ theme: 'neon', editorSize: 20, imageLimit: -5, fromTheFuture: { a: 1 } }),
    );
    const store = await open(config);
    expect(store.current()).toEqual({ ...defaultSettings, editorSize: 20 });
    await store.handlers['settings.set']({ theme: 'light' });
    expect(JSON.parse(await readFile(join(config, 'settings.json'), 'utf8'))).toMatchObject({
      theme: 'light',
      editorSize: 20,
      fromTheFuture: { a: 1 },
    });
  });

  it('cut at any byte start the program with whole settings, and the damaged file is kept', async () => {
    const full = Buffer.from(JSON.stringify({ ...defaultSettings, theme: 'dark' }));
    const damaged = [
      ...Array.from({ length: full.length }, (_, end) => full.subarray(0, end)),
      Buffer.alloc(full.length),
      Buffer.from('[1,2]'),
      Buffer.from('null'),
      Buffer.from([0xff, 0xfe, 0x00]),
    ];
    for (const bytes of damaged) {
      const config = await tempFolder();
      await writeFile(join(config, 'settings.json'), bytes);
      const logged: string[] = [];
      const store = await open(config, [], logged);
      expect(schema.safeParse(store.current()).success).toBe(true);
      expect(store.current()).toEqual(defaultSettings);
      expect(await readFile(join(config, 'settings.json.broken-77'))).toEqual(bytes);
      expect(logged).toHaveLength(1);
    }
  }, 60_000);

  it('do not take a prototype for a value', () => {
    expect(completeSettings(JSON.parse('{"__proto__":{"theme":"dark"}}'))).toEqual(defaultSettings);
  });

  it('are not lost when a folder stands in their place', async () => {
    const config = await tempFolder();
    await mkdir(join(config, 'settings.json'));
    const store = await open(config);
    await store.handlers['settings.set']({ theme: 'dark' });
    expect((await open(config)).current().theme).toBe('dark');
    expect((await readdir(config)).sort()).toEqual(['settings.json', 'settings.json.broken-77']);
  });
});

describe('the state of the page', () => {
  it('comes back as it was given, and is null at first or when damaged', async () => {
    const config = await tempFolder();
    const { handlers } = await open(config);
    expect(await handlers['ui.load']({})).toEqual({ state: null });
    await handlers['ui.save']({ state: '{"split":0.4,"이름":"값"}' });
    expect(await (await open(config)).handlers['ui.load']({})).toEqual({
      state: '{"split":0.4,"이름":"값"}',
    });
    await writeFile(join(config, 'page-state.json'), '{"state":');
    expect(await handlers['ui.load']({})).toEqual({ state: null });
  });
});
