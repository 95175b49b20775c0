// Owns: a folder that electron-builder takes for Electron's runtime: right names, a real default archive, a fuse wire.
// Must not know: what is packed into it. The runtime itself is not needed to see what a package would hold.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

/** The mark by which @electron/fuses finds the wire in the binary; then version 1, the count, and one state for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Writes the stand-in for Linux into `folder`. Every fuse stands as Electron ships it. */
export async function writeElectronDist(folder: string, version: string): Promise<void> {
  const app = join(folder, '..', 'default-app');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{"name": "default-app", "main": "main.js"}');
  writeFileSync(join(app, 'main.js'), '');
  await createPackage(app, join(folder, 'resources/default_app.asar'));
  // RunAsNode, CookieEncryption, NodeOptions, NodeCliInspect, EmbeddedAsarIntegrity, OnlyLoadAppFromAsar,
  // LoadBrowserProcessSpecificV8Snapshot, GrantFileProtocolExtraPrivileges, WasmTrapHandlers.
  const wire = Buffer.from(`${sentinel}\u0001\u0009101100011`, 'latin1');
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from('\u007fELF', 'latin1'), Buffer.alloc(4096), wire]),
  );
  chmodSync(join(folder, 'electron'), 0o755);
  for (const locale of ['en-US', 'ko', 'fr']) writeFileSync(join(folder, `locales/${locale}.pak`), '');
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'version'), version);
}
