// What a package holds and what its runtime may do: packed by electron-builder itself around a stand-in for the runtime.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repository } from '#test/support/app.ts';
import { writeElectronDist } from '#test/support/electron-dist.ts';

const require = createRequire(import.meta.url);
const { version: electronVersion } = require('electron/package.json') as { version: string }; // Electron's own manifest
const base = mkdtempSync(join(tmpdir(), 'galley-pack-'));
const unpacked = join(base, 'release/linux-unpacked');
const archive = join(unpacked, 'resources/app.asar');
let files: readonly string[] = [];

describe.runIf(process.platform === 'linux')('a package', () => {
  beforeAll(async () => {
    await writeElectronDist(join(base, 'electron'), electronVersion);
    const builder = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js');
    const args = [
      builder,
      '--linux',
      '--dir',
      '--x64',
      '--publish',
      'never',
      '--config',
      join(repository, 'build/electron-builder.yml'),
      `-c.electronDist=${join(base, 'electron')}`,
      `-c.directories.output=${join(base, 'release')}`,
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: repository,
      encoding: 'utf8',
      timeout: 170_000,
    });
    if (status !== 0) throw new Error(`electron-builder ended with ${status}:\n${stdout}\n${stderr}`);
    files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  test('holds the bundles, the page, the sample journal and nothing of ours besides', () => {
    const tops = new Set(files.map((path) => path.split('/').slice(0, 2).join('/')));
    const ours = [...tops].filter((path) => !path.startsWith('node_modules')).sort();
    expect(ours).toEqual([
      'dist',
      'dist/desktop',
      'dist/posts',
      'dist/renderer',
      'dist/workers',
      'package.json',
    ]);
    expect(files).toContain('dist/desktop/main.js');
    expect(files).toContain('dist/desktop/preload.cjs');
    expect(files).toContain('dist/renderer/index.html');
    expect(files.filter((path) => /\.(?:tsx?|map)$/.test(path))).toEqual([]);
    const posts = readdirSync(join(repository, 'posts'), { recursive: true, withFileTypes: true });
    const packed = files.filter((path) => path.startsWith('dist/posts/')).length;
    expect(packed).toBe(posts.length);
  });

  test('holds of node_modules only the package with native code and what that needs', () => {
    const names = new Set(
      files
        .filter((path) => path.startsWith('node_modules/'))
        .map((path) =>
          path
            .split('/')
            .slice(1, path.startsWith('node_modules/@') ? 3 : 2)
            .join('/'),
        )
        .filter((name) => name !== '@img'),
    );
    const allowed = /^(?:sharp|detect-libc|semver|@img\/(?:colour|sharp-[\w-]+))$/;
    expect([...names].filter((name) => !allowed.test(name))).toEqual([]);
    expect(names).toContain('sharp');
  });

  test('keeps native modules outside the archive, where the system can load them', () => {
    const native = files.filter((path) => /\.(?:node|so(?:\.[\d.]+)?|dylib|dll)$/.test(path));
    expect(native.length).toBeGreaterThan(0);
    for (const path of native) expect(existsSync(join(`${archive}.unpacked`, path)), path).toBe(true);
  });

  test('starts from the packed manifest, without scripts and development packages', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<
      string,
      unknown
    >; // ours
    expect(manifest.main).toBe('dist/desktop/main.js');
    expect(manifest.type).toBe('module');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
  });

  test('has every fuse set', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'galley'));
    const on = (fuse: FuseV1Options): boolean => wire[fuse] === '1'.charCodeAt(0);
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      filePrivileges: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      inspect: false,
      integrity: true,
      onlyAsar: true,
      filePrivileges: false,
    });
  });

  test('carries the languages of the app only', () => {
    expect(readdirSync(join(unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'ko.pak']);
  });

  test('mentions no path of the machine it was built on', () => {
    for (const path of files.filter((name) =>
      /^dist\/(?:desktop|workers|renderer)\/.*\.(?:c?js|html|css)$/.test(name),
    )) {
      expect(extractFile(archive, path).includes(repository), path).toBe(false);
    }
    expect(readFileSync(join(unpacked, 'galley')).byteLength).toBeGreaterThan(0);
  });
});
