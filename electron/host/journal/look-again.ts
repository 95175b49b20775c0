// Owns: one round of looking again at paths that were touched, and what follows for the list, the watchers and the page.
// Must not know: when to look; timers and events are the journal's.
import { lstatSync } from 'node:fs';
import type { RelPath } from '#core/journal/entry.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { type AdmitRules, isIgnored, lookAt, nameReader } from './admit.ts';
import { CONFIG_NAMES } from './config-file.ts';
import type { PostList } from './post-list.ts';
import { type ReadContext, readRecord } from './read-entries.ts';
import type { ScannedRecord } from './scan-messages.ts';
import { walkBelow } from './walk.ts';

export interface LookContext extends AdmitRules {
  readonly site: SiteConfig;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly list: Pick<PostList, 'records' | 'below'>;
  readonly isWatched: (folder: string) => boolean;
}

export interface Looked {
  readonly upserts: readonly ScannedRecord[];
  /** Posts whose file is not there now. */
  readonly absent: readonly RelPath[];
  readonly newFolders: readonly string[];
  readonly goneFolders: readonly string[];
  /** The whole folder must be scanned anew: its configuration or its kind may be another. */
  readonly rescan: boolean;
  readonly siteChanged: boolean;
  readonly imagesChanged: boolean;
  /** The journal's own settings may be others. */
  readonly rulesChanged: boolean;
  /** Posts that are empty now and were not: another program may be in the middle of writing them. */
  readonly emptied: readonly RelPath[];
}

/** The one hidden folder that is looked at: it holds the journal's own settings. */
export const SETTINGS_FOLDER = '.galley';

export const settingsFolders = (root: string): readonly string[] => (isThere(root) ? [SETTINGS_FOLDER] : []);

function isThere(root: string): boolean {
  return lstatSync(`${root}/${SETTINGS_FOLDER}`, { throwIfNoEntry: false })?.isDirectory() === true;
}

const IMAGE = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|ico|tiff?|heic)$/i;
const SITE = /^(?:_includes|_data|_layouts|_sass|assets\/css|css)\/|\.(?:css|scss|sass)$/i;

/** Looks at each path as it is on disk now. Reads the posts among them and walks the folders. */
export function lookAgain(paths: Iterable<string>, context: LookContext): Looked {
  const names = nameReader(context.root);
  const read: ReadContext = { root: context.root, site: context.site, now: context.now, hash: true };
  const upserts: ScannedRecord[] = [];
  const absent: RelPath[] = [];
  const emptied: RelPath[] = [];
  const newFolders: string[] = [];
  const goneFolders: string[] = [];
  let rescan = false;
  let siteChanged = false;
  let imagesChanged = false;
  let rulesChanged = false;

  const readPost = (path: RelPath): void => {
    const record = readRecord(read, path);
    if (record === null) return;
    const old = context.list.records.get(path);
    if (record.facts.size === 0 && old !== undefined && old.facts.size > 0) emptied.push(path);
    else upserts.push(record);
  };

  for (const path of paths) {
    if (CONFIG_NAMES.some((name) => name === path)) {
      rescan = true;
      siteChanged = true;
      continue;
    }
    if (path === SETTINGS_FOLDER || path.startsWith(`${SETTINGS_FOLDER}/`)) {
      if (path === SETTINGS_FOLDER && isThere(context.root) && !context.isWatched(path))
        newFolders.push(path);
      rulesChanged = true;
      continue;
    }
    if (path === '') rescan = true;
    if (isIgnored(path, context)) continue;
    if (IMAGE.test(path)) imagesChanged = true;
    if (SITE.test(path)) siteChanged = true;
    const found = lookAt(path, context, names);
    if (found === 'post')
      readPost(path as RelPath); // looked at, so it is one
    else if (found === 'folder') {
      const below = walkBelow(context.root, path, context.kind, context.destination);
      newFolders.push(...below.folders);
      for (const post of below.posts) readPost(post);
      const present = new Set<string>(below.posts);
      absent.push(...context.list.below(path).filter((post) => !present.has(post)));
      if (/(?:^|\/)_(?:posts|drafts)$/.test(path)) rescan = true;
      imagesChanged = true;
    } else if (found === 'absent') {
      if (context.list.records.has(path)) absent.push(path as RelPath); // it is in the list
      if (context.isWatched(path)) {
        goneFolders.push(path);
        absent.push(...context.list.below(path));
        imagesChanged = true;
      }
    } else if (
      found === 'other-file' &&
      context.list.records.size === 0 &&
      /\.(?:md|markdown)$/i.test(path)
    ) {
      // The first post of an empty folder decides what kind of journal this is.
      rescan = true;
    } else if (context.list.records.has(path)) absent.push(path as RelPath); // it is in the list, but no file any more
  }
  return {
    upserts,
    absent,
    newFolders,
    goneFolders,
    rescan,
    siteChanged,
    imagesChanged,
    rulesChanged,
    emptied,
  };
}
