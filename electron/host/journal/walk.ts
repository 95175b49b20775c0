// Owns: finding the posts of a folder: which files count, which folders are looked into, and what is passed over and why.
// Must not know: what is in a post. Synchronous: it runs in a worker or in a command that has nothing else to do.
import { type Dirent, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { RelPath } from '#core/journal/entry.ts';
import { isRelPath } from '#core/journal/rel-path.ts';
import type { Problem } from '#core/problem.ts';
import { errnoOf } from '#host/files/file-system.ts';

export interface Walk {
  readonly kind: 'jekyll' | 'plain';
  readonly posts: readonly RelPath[];
  /** Every folder that was looked into, below the root; `''` is the root itself. */
  readonly folders: readonly string[];
  /** The `_posts` and `_drafts` folders among them. */
  readonly postsFolders: readonly string[];
  readonly draftsFolders: readonly string[];
  readonly problems: readonly Problem[];
  /** The root holds nothing at all. */
  readonly empty: boolean;
}

export interface WalkOptions {
  /** The folder has a `_config.yml`: a Jekyll site even without posts. */
  readonly jekyll: boolean;
  /** Folder that the build writes, below the root. */
  readonly destination: string;
}

const MARKDOWN = /\.(?:md|markdown|mkd|mkdn|mkdown|mdx)$/i;
const IN_POSTS = /\.(?:md|markdown|mkd|mkdn|mkdown|mdx|html|htm|txt)$/i;
const MAX_PROBLEMS = 100;
/** Beyond this the folder is no journal (a whole disk, a home folder). */
const MAX_FOLDERS = 100_000;

/** True for a folder name that is never looked into. */
export function isPassedOver(name: string, path: string, destination: string): boolean {
  if (name.startsWith('.') || name === 'node_modules' || name === 'bower_components') return true;
  if (path === destination || name === '_site') return true;
  return /(?:^|\/)vendor\/(?:bundle|cache|gems|ruby)$/u.test(path);
}

/** True for a path that is listed as a post in a journal of this kind. */
export function isPostPath(path: string, kind: 'jekyll' | 'plain'): boolean {
  const special = /(?:^|\/)_(?:posts|drafts)\//u.test(path);
  if (special) return IN_POSTS.test(path);
  return kind === 'plain' && MARKDOWN.test(path);
}

/** Looks through a folder. Throws only where the root itself cannot be read. */
export function walkJournal(root: string, options: WalkOptions): Walk {
  const walker = new Walker(root, options.destination);
  walker.run();
  const { posts, plain, folders, postsFolders, draftsFolders, problems } = walker;
  // An empty folder becomes a Jekyll site: that is what posts are exported to.
  const special = postsFolders.length + draftsFolders.length > 0;
  const kind = options.jekyll || special || plain.length === 0 ? 'jekyll' : 'plain';
  return {
    kind,
    posts: kind === 'jekyll' ? posts : plain,
    folders,
    postsFolders,
    draftsFolders,
    problems,
    empty: walker.empty,
  };
}

/** Looks through one folder below the root and all below it, as `walkJournal` would on its way. */
export function walkBelow(
  root: string,
  folder: string,
  kind: 'jekyll' | 'plain',
  destination: string,
): Pick<Walk, 'posts' | 'folders' | 'problems'> {
  const walker = new Walker(root, destination);
  walker.run(folder);
  return {
    posts: kind === 'jekyll' ? walker.posts : walker.plain,
    folders: walker.folders,
    problems: walker.problems,
  };
}

class Walker {
  readonly posts: RelPath[] = [];
  readonly plain: RelPath[] = [];
  readonly folders: string[] = [];
  readonly postsFolders: string[] = [];
  readonly draftsFolders: string[] = [];
  readonly problems: Problem[] = [];
  empty = false;
  private readonly root: string;
  private readonly destination: string;

  constructor(root: string, destination: string) {
    this.root = root;
    this.destination = destination;
  }

  run(start = ''): void {
    const waiting: string[] = [start];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      const entries = this.list(folder);
      if (folder === '') this.empty = entries.length === 0;
      this.folders.push(folder);
      const inPosts = /(?:^|\/)_(?:posts|drafts)(?:\/|$)/u.test(folder);
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!usable(entry.name, path)) {
          this.report('name-unusable', 'This name cannot be used here, so it is passed over.', path);
          continue;
        }
        const type = this.typeOf(entry, path);
        if (type === 'folder') {
          if (isPassedOver(entry.name, path, this.destination)) continue;
          if (this.folders.length + waiting.length >= MAX_FOLDERS) {
            this.report(
              'too-many-folders',
              'There are more folders here than a journal has; the rest is passed over.',
              path,
            );
            return;
          }
          if (entry.name === '_posts' && !inPosts) this.postsFolders.push(path);
          if (entry.name === '_drafts' && !inPosts) this.draftsFolders.push(path);
          waiting.push(path);
        } else if (type === 'file') this.file(path, inPosts, entry.name);
      }
    }
  }

  private file(path: string, inPosts: boolean, name: string): void {
    if (name.startsWith('.') || !(inPosts ? IN_POSTS : MARKDOWN).test(name) || !isRelPath(path)) return;
    if (inPosts) this.posts.push(path);
    this.plain.push(path);
  }

  private list(folder: string): readonly Dirent[] {
    try {
      return readdirSync(join(this.root, folder), { withFileTypes: true });
    } catch (error) {
      if (folder === '') throw error;
      if (errnoOf(error) !== 'ENOENT')
        this.report('folder-unreadable', 'This folder cannot be read.', folder);
      return [];
    }
  }

  private typeOf(entry: Dirent, path: string): 'file' | 'folder' | 'other' {
    if (entry.isFile()) return 'file';
    if (entry.isDirectory()) return 'folder';
    if (entry.isSymbolicLink()) return this.linkType(path);
    if (entry.isFIFO() || entry.isSocket() || entry.isBlockDevice() || entry.isCharacterDevice()) {
      if (IN_POSTS.test(entry.name))
        this.report('not-a-file', 'This is no regular file, so it is passed over.', path);
      return 'other';
    }
    // Some file systems do not tell the type with the name.
    const stat = lstatSync(join(this.root, path), { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) return this.linkType(path);
    return stat?.isFile() ? 'file' : stat?.isDirectory() ? 'folder' : 'other';
  }

  /** A link to a file inside the journal is that file; every other link is passed over, and said so where it looks like a post. */
  private linkType(path: string): 'file' | 'other' {
    try {
      const target = realpathSync(join(this.root, path));
      const stat = statSync(target);
      if (stat.isDirectory()) {
        this.report('link-to-folder', 'A link to a folder is not followed.', path);
      } else if (!target.startsWith(this.root.endsWith(sep) ? this.root : this.root + sep)) {
        if (IN_POSTS.test(path))
          this.report('link-outside', 'This link leads outside the journal and is not followed.', path);
      } else if (stat.isFile()) return 'file';
    } catch {
      if (IN_POSTS.test(path)) this.report('link-broken', 'This link leads nowhere.', path);
    }
    return 'other';
  }

  private report(code: string, message: string, path: string): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    this.problems.push({ code, severity: 'warning', message, detail: { path } });
  }
}

/** Names whose bytes are no UTF-8 arrive with a replacement character and cannot be opened again. */
function usable(name: string, path: string): boolean {
  return !name.includes('\uFFFD') && !name.includes('\\') && path.length <= 4096;
}
