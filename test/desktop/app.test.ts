// The built desktop bundles on the stand-in for Electron: start, window, schemes, wire, menu, fences, end.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { EventPayload } from '#contract/events.ts';
import type { Client, Transport } from '#contract/transport.ts';
import { samplePosts } from '#test/support/app.ts';
import { type DesktopApp, startDesktop } from '#test/support/desktop-app.ts';
import type { StandInWindow } from '#test/support/electron-stand-in/window.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the desktop app', () => {
  let app: DesktopApp;
  let window: StandInWindow;
  let transport: Transport;
  let client: Client;
  let journal = '';

  beforeAll(async () => {
    app = await startDesktop({
      argv: ({ home }) => [join(home, 'blog')],
      before: (_control, { home }) => {
        journal = join(home, 'blog');
        cpSync(samplePosts, journal, { recursive: true });
        mkdirSync(join(journal, 'assets/img'), { recursive: true });
        writeFileSync(join(journal, 'assets/img/점 1.png'), png);
        writeFileSync(join(journal, 'assets/img/secret.txt'), 'no image');
        writeFileSync(join(home, 'outside.png'), png);
        mkdirSync(join(home, 'other/_posts'), { recursive: true });
        writeFileSync(join(home, 'other/_posts/2024-02-03-other.md'), '---\ntitle: Other\n---\nText.\n');
      },
    });
    window = await app.window();
    transport = await app.transport();
    client = await app.client();
  });
  afterAll(() => app.close());

  test('makes one fenced window that shows itself when painted', () => {
    expect(app.control.state.windows).toHaveLength(1);
    expect(window.shown).toBe(true);
    expect(window.options.show).toBe(false);
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    expect(window.webContents.mainFrame.url).toBe('app://galley/index.html');
  });

  test('declares its schemes before ready', () => {
    expect(app.control.privileges.get('app')).toMatchObject({ standard: true, secure: true });
    expect(app.control.privileges.get('media')).toMatchObject({ standard: true });
    expect(app.control.privileges.get('app')?.bypassCSP).toBeUndefined();
  });

  test('serves the page with its policy', () => {
    const { headers, body } = window.webContents.page ?? expect.fail('no page');
    expect(body).toContain('<div id="root">');
    expect(body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy') ?? '';
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
    ]) {
      expect(policy).toContain(directive);
    }
    expect(policy).toContain('media://journal');
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  test('serves every file that the page names', async () => {
    const { body } = window.webContents.page ?? expect.fail('no page');
    const named = [...body.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(1);
    for (const name of named) {
      const response = await app.control.fetchScheme(`app://galley/${name}`);
      expect(response.status, name).toBe(200);
    }
  });

  test.each([
    'app://galley/../package.json',
    'app://galley/..%2fpackage.json',
    'app://galley/%2e%2e/%2e%2e/package.json',
    'app://galley/assets/../../desktop/main.js',
    'app://galley/..\\desktop\\main.js',
    'app://galley//etc/passwd',
    'app://galley/index.html/../../desktop/main.js',
    'app://galley/index.html%00',
    'app://evil/index.html',
    'app://journal/index.html',
  ])('answers nothing for %s', async (url) => {
    const response = await app.control.fetchScheme(url);
    expect(response.status).toBeGreaterThanOrEqual(403);
    expect(await response.text()).toBe('');
  });

  test('answers only reading', async () => {
    expect((await app.control.fetchScheme('app://galley/index.html', { method: 'POST' })).status).toBe(403);
  });

  test('serves images of the journal and nothing else of it', async () => {
    const image = await app.control.fetchScheme('media://journal/assets/img/%EC%A0%90%201.png');
    expect(image.status).toBe(200);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await image.arrayBuffer())).toEqual(png);
    const etag = image.headers.get('etag') ?? expect.fail('no validator');
    const again = await app.control.fetchScheme('media://journal/assets/img/%EC%A0%90%201.png', {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    for (const path of [
      'assets/img/secret.txt',
      '../outside.png',
      '%2e%2e/outside.png',
      '..%2foutside.png',
      '',
    ]) {
      expect((await app.control.fetchScheme(`media://journal/${path}`)).status, path).toBe(404);
    }
    expect((await app.control.fetchScheme('media://galley/assets/img/%EC%A0%90%201.png')).status).toBe(403);
  });

  test('carries calls over the wire, and the journal of the command line is open', async () => {
    const info = await client.call('app.info', {});
    expect(info).toMatchObject({
      canPickFolder: true,
      canReveal: true,
      hasMenu: true,
      mediaBase: 'media://journal/',
    });
    const { opened } = await client.call('journal.current', {});
    expect(opened?.journal.name).toBe('blog');
    expect(opened?.entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(opened)).not.toContain(app.places.home);
  });

  test('saves what the page sends', async () => {
    const { opened } = await client.call('journal.current', {});
    const path = opened?.entries[0]?.path ?? expect.fail('no post');
    const { text, version } = await client.call('post.read', { path });
    const saved = await client.call('post.save', { path, text: `${text}\n덧붙임\n`, base: version });
    expect(readFileSync(join(journal, path), 'utf8')).toBe(`${text}\n덧붙임\n`);
    expect(saved.version).not.toBe(version);
    await client.call('post.save', { path, text, base: saved.version });
  });

  test('refuses an unknown call and bad arguments as plain data', async () => {
    expect(await transport.request('no.such', {})).toMatchObject({
      ok: false,
      error: { code: 'unknown-call' },
    });
    for (const args of [null, [], { path: '../x' }, { path: '/etc/passwd' }, { path: 'a', extra: 1 }]) {
      expect(await transport.request('post.read', args)).toMatchObject({
        ok: false,
        error: { code: 'invalid-arguments' },
      });
    }
  });

  test('refuses a call from any other frame, window or address, loudly', async () => {
    const loud = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { control } = app;
    const contents = window.webContents;
    const call = (frame: Parameters<typeof control.invokeAs>[1], from = contents): Promise<unknown> =>
      control.invokeAs(from, frame, 'galley:request', 'app.info', {});
    await expect(call(contents.mainFrame)).resolves.toMatchObject({ ok: true });
    await expect(call({ url: 'app://galley/index.html', parent: contents.mainFrame })).rejects.toThrow(
      'refused',
    );
    await expect(call({ url: 'about:srcdoc', parent: contents.mainFrame })).rejects.toThrow('refused');
    await expect(call(null)).rejects.toThrow('refused');
    for (const url of [
      'https://example.org/',
      'app://galley.evil/index.html',
      'app://other/index.html',
      'file:///x',
    ]) {
      await expect(call({ url, parent: null }), url).rejects.toThrow('refused');
    }
    const stranger = control.strangeContents();
    await expect(call({ url: 'app://galley/index.html', parent: null }, stranger)).rejects.toThrow('refused');
    await expect(control.invokeAs(contents, contents.mainFrame, 'other:channel')).rejects.toThrow(
      'No handler',
    );
    expect(loud).toHaveBeenCalledTimes(8);
    loud.mockRestore();
  });

  test('tells the page what a menu item wants', async () => {
    const heard: string[] = [];
    const stop = client.on('menu.command', ({ command }) => heard.push(command));
    const file = app.control.menu()?.items.find(({ id }) => id === 'file');
    const items = Array.isArray(file?.submenu) ? file.submenu : [];
    const item = items.find(({ id }) => id === 'newPost') ?? expect.fail('no such item');
    (item.click as () => void)(); // the app's click takes nothing
    expect(heard).toEqual(['newPost']);
    stop();
    (item.click as () => void)(); // as above
    expect(heard).toEqual(['newPost']);
  });

  test('puts the menu up again in another language', async () => {
    const labels = (): unknown => app.control.menu()?.items.map(({ label }) => label);
    expect(labels()).toContain('File');
    await client.call('settings.set', { language: 'ko' });
    expect(labels()).toContain('파일');
    await client.call('settings.set', { language: 'system' });
    expect(labels()).toContain('File');
  });

  test('lets nothing navigate, open a window, or get a permission', async () => {
    const { webContents } = window;
    for (const url of [
      'https://example.org',
      'file:///etc/passwd',
      'app://galley/other.html',
      'javascript:1',
      'data:text/html,x',
    ]) {
      expect(webContents.navigate(url), url).toBe(false);
      expect(webContents.navigate(url, false), url).toBe(false);
      expect(webContents.redirect(url), url).toBe(false);
      expect(webContents.openWindow(url), url).toBe(false);
    }
    expect(webContents.navigate('about:srcdoc', false)).toBe(true);
    expect(webContents.attachWebview()).toBe(false);
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fileSystem',
    ]) {
      expect(await app.control.session.grants(permission), permission).toBe(false);
    }
    for (const url of [
      'https://example.org/a.png',
      'http://127.0.0.1/',
      'ws://127.0.0.1/',
      'ftp://x/',
      'file:///etc/passwd',
    ]) {
      expect(await app.control.session.lets(url), url).toBe(false);
    }
    for (const url of [
      'app://galley/index.html',
      'media://journal/a.png',
      'blob:app://galley/1',
      'data:,x',
    ]) {
      expect(await app.control.session.lets(url), url).toBe(true);
    }
    let download = true;
    app.control.session.emit('will-download', { preventDefault: () => (download = false) });
    expect(download).toBe(false);
  });

  test('hands only web and mail links to the browser', () => {
    const { external } = app.control.state.asked;
    external.length = 0;
    for (const url of [
      'https://example.org/',
      'mailto:a@example.org',
      'file:///x',
      'https://a:b@example.org/',
      'app://galley/',
    ]) {
      window.webContents.openWindow(url);
    }
    expect(external).toEqual(['https://example.org/', 'mailto:a@example.org']);
  });

  test('shows a folder dialog and opens what was picked', async () => {
    app.control.state.dialog = [];
    expect(await client.call('folder.pick', { purpose: 'journal' })).toEqual({ folder: null });
    app.control.state.dialog = [join(app.places.home, 'other')];
    const { folder } = await client.call('folder.pick', { purpose: 'journal' });
    expect(folder?.name).toBe('other');
    const opened = await client.call('journal.open', { folder: folder?.id ?? '' });
    expect(opened.entries.map(({ title }) => title)).toEqual(['Other']);
  });

  /** What the page would do: open what is wanted. */
  const follow = async (act: () => void): Promise<EventPayload<'journal.wanted'>> => {
    const wanted = new Promise<EventPayload<'journal.wanted'>>((resolve) => {
      const stop = client.on('journal.wanted', (payload) => {
        stop();
        resolve(payload);
      });
    });
    act();
    const payload = await wanted;
    await client.call('journal.open', { folder: payload.folder.id });
    return payload;
  };

  test('a second start shows the window and asks the page for its folder', async () => {
    const focused = window.focused;
    window.minimized = true;
    const { folder, post } = await follow(() =>
      app.control.secondInstance(['galley', '--flag', 'blog'], app.places.home),
    );
    expect([folder.name, post]).toEqual(['blog', null]);
    expect(window.minimized).toBe(false);
    expect(window.focused).toBe(focused + 1);
    expect(app.control.state.windows).toHaveLength(1);
    expect((await client.call('journal.current', {})).opened?.journal.name).toBe('blog');
  });

  test('a post that the system opens is asked for in its journal', async () => {
    const { folder, post } = await follow(() => {
      expect(app.control.openFile(join(app.places.home, 'other/_posts/2024-02-03-other.md'))).toBe(true);
    });
    expect([folder.name, post]).toEqual(['other', '_posts/2024-02-03-other.md']);
    expect((await client.call('journal.current', {})).opened?.journal.name).toBe('other');
  });

  test('loads the page again after a crash', () => {
    window.webContents.crash();
    expect(window.webContents.reloads).toBe(1);
  });

  test('deletes to the system’s trash and shows in its file manager', async () => {
    const { opened } = await client.call('journal.current', {});
    const path = opened?.entries[0]?.path ?? expect.fail('no post');
    await client.call('post.reveal', { path });
    const { version } = await client.call('post.read', { path });
    await client.call('post.trash', { path, base: version });
    const file = join(app.places.home, 'other', path);
    expect(app.control.state.asked.revealed).toEqual([file]);
    expect(app.control.state.asked.trashed).toEqual([file]);
  });

  test('asks the page to save before it closes, keeps the window’s place, and ends clean', async () => {
    const heard: unknown[] = [];
    client.on('app.closing', (payload) => heard.push(payload));
    app.control.app.quit();
    expect(heard).toEqual([{}]);
    expect(app.control.state.windows).toHaveLength(1);
    window.close();
    expect(await app.ended()).toBe(0);
    const state = JSON.parse(
      readFileSync(join(app.places.home, '.config/galley/window.json'), 'utf8'),
    ) as unknown;
    expect(state).toMatchObject({ maximized: false, box: { width: 1440, height: 900 } });
  });
});

describe('a second instance', () => {
  test('makes no window and quits', async () => {
    const app = await startDesktop({ before: ({ state }) => (state.lock = false) });
    expect(await app.ended()).toBe(0);
    expect(app.control.state.windows).toHaveLength(0);
    expect(existsSync(join(app.places.home, '.config/galley/window.json'))).toBe(false);
    await app.close();
  });
});

describe('a start with a post', () => {
  test('opens its journal, and asks for the post once the page listens', async () => {
    const app = await startDesktop({
      argv: ({ home }) => [join(home, 'blog/_posts/2024-01-01-a.md')],
      before: (_control, { home }) => {
        mkdirSync(join(home, 'blog/_posts'), { recursive: true });
        writeFileSync(join(home, 'blog/_posts/2024-01-01-a.md'), '---\ntitle: A\n---\n');
      },
    });
    const client = await app.client();
    const wanted: unknown[] = [];
    client.on('journal.wanted', (payload) => wanted.push(payload));
    expect((await client.call('journal.current', {})).opened?.journal.name).toBe('blog');
    await expect
      .poll(() => wanted)
      .toMatchObject([{ folder: { name: 'blog' }, post: '_posts/2024-01-01-a.md' }]);
    await client.call('journal.current', {});
    await client.call('app.info', {});
    expect(wanted).toHaveLength(1);
    await app.close();
  });
});

describe('a start without a folder', () => {
  test('shows the start screen, in Korean where the system is', async () => {
    const app = await startDesktop({
      before: ({ state }, { home }) => {
        state.locale = 'ko';
        mkdirSync(join(home, '.config/galley'), { recursive: true });
        writeFileSync(
          join(home, '.config/galley/window.json'),
          '{"box":{"x":10,"y":20,"width":900,"height":700},"maximized":true}',
        );
      },
    });
    const window = await app.window();
    expect(window.options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 });
    expect(window.maximized).toBe(true);
    const client = await app.client();
    expect((await client.call('journal.current', {})).opened).toBeNull();
    expect(app.control.menu()?.items.map(({ label }) => label)).toContain('파일');
    await app.close();
  });
});
