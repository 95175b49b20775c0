// Owns: finding a site's pages and the documents of its collections on disk, with their values.
// Must not know: posts, Liquid, or what is shown of them. Reads regular files inside the journal only, within limits.
import { type Dirent, readdirSync } from 'node:fs';
import type { RelPath } from '#core/journal/entry.ts';
import { isRelPath } from '#core/journal/rel-path.ts';
import type { Problem } from '#core/problem.ts';
import { collectionOf, documentOf, type SiteDocument } from '#core/site/documents.ts';
import { exclusionOf } from '#core/site/exclude.ts';
import { defaultsFor, mergeData } from '#core/site/front-matter-defaults.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { matterValues } from './gray-matter.ts';
import { readPostFile } from './read-post.ts';
import { isPassedOver } from './walk.ts';

export interface SitePages {
  readonly documents: readonly SiteDocument[];
  readonly problems: readonly Problem[];
}

const TEXT = /\.(?:md|markdown|mkd|mkdn|mkdown|html?|xhtml|xml|json|txt|css|scss|sass|js|csv|webmanifest)$/iu;
const MAX_FILES = 20_000;
const MAX_FOLDERS = 5000;
const MAX_SIZE = 1 << 20;

/** Reads them, sorted by path. A file without front matter is none: Jekyll copies it as it is. `now`: milliseconds since the epoch. */
export function sitePagesOf(root: string, site: SiteConfig, now: number): SitePages {
  const documents: SiteDocument[] = [];
  const problems: Problem[] = [];
  for (const path of candidates(root, site)) {
    const text = textOf(root, path);
    const values = text === null ? null : matterValues(text);
    if (values === null) continue;
    if (values.refused !== null) {
      const message = `The front matter cannot be read: ${values.refused}.`;
      problems.push({ code: 'front-matter-broken', severity: 'error', message, detail: { path } });
    }
    const inner =
      site.collectionsDir !== '' && path.startsWith(`${site.collectionsDir}/`)
        ? path.slice(site.collectionsDir.length + 1)
        : path;
    const type = collectionOf(path, site)?.label ?? 'pages';
    const data = mergeData(defaultsFor(inner, type, site), values.data);
    if (data.published !== false || site.unpublished) documents.push(documentOf(path, data, site, now));
  }
  return { documents, problems };
}

function textOf(root: string, path: RelPath): string | null {
  try {
    const file = readPostFile(root, path, true);
    return file === null || file.fault !== undefined || file.facts.size > MAX_SIZE ? null : file.text;
  } catch {
    return null;
  }
}

/** Files that may be pages or documents: not hidden, not special, not excluded. */
function candidates(root: string, site: SiteConfig): readonly RelPath[] {
  const found: RelPath[] = [];
  const waiting = [''];
  for (let seen = 0; waiting.length > 0 && seen < MAX_FOLDERS; seen++) {
    const folder = waiting.shift() ?? '';
    const inCollection = folder !== '' && collectionOf(`${folder}/x`, site) !== null;
    for (const item of itemsIn(root, folder)) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (!isRelPath(path) || item.name.startsWith('.') || isPassedOver(item.name, path, site.destination))
        continue;
      const opens = collectionOf(`${path}/x`, site) !== null || path === site.collectionsDir;
      const special = /^[_#~]/u.test(item.name) && !inCollection && !opens;
      if (item.isDirectory()) {
        if (!special && exclusionOf(`${path}/`, '', site)?.why !== 'configured') waiting.push(path);
      } else if (item.isFile() && !special && TEXT.test(item.name) && found.length < MAX_FILES) {
        if (inCollection || exclusionOf(path, '', site) === null) found.push(path);
      }
    }
  }
  return found.sort();
}

function itemsIn(root: string, folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder === '' ? root : `${root}/${folder}`, { withFileTypes: true });
  } catch {
    return [];
  }
}
