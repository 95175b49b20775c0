// Owns: the notices that bundled packages ask to be passed on with them, as one text.
// Must not know: who bundles what; it is given paths of the files that went in.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

/** Folders of packages, as `node_modules/NAME`, nested ones too, from paths of files inside them. */
export function packagesOf(files: Iterable<string>): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const path = file.replaceAll('\\', '/');
    const match = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    const from = match?.indexOf('node_modules/') ?? -1;
    if (match !== undefined && from !== -1) folders.add(match.slice(from));
  }
  return [...folders].sort();
}

/** Name, version, licence and its text for each package. Throws where a package names no licence. */
export function licenceText(packages: readonly string[]): string {
  return packages
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
        readonly name?: string;
        readonly version?: string;
        readonly license?: string;
      }; // a package's manifest
      if (manifest.license === undefined) throw new Error(`${folder} names no licence`);
      const name = readdirSync(join(root, folder)).find((file) => /^licen[cs]e(?:[.-].*)?$/i.test(file));
      const text = name === undefined ? '' : `\n${readFileSync(join(root, folder, name), 'utf8').trim()}\n`;
      return `${manifest.name} ${manifest.version} (${manifest.license})\n${text}`;
    })
    .join(`\n${'-'.repeat(72)}\n\n`);
}

/** True for a folder that is there: a virtual module has none. */
export const isInstalled = (folder: string): boolean => existsSync(join(root, folder, 'package.json'));
