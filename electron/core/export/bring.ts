// Owns: which files (images, documents to download) the chosen posts bring along, and which they name in vain.
// Must not know: how files are read; what exists is asked through a function.

import { isImagePath } from '#core/images/file-kinds.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference, ReferenceBase } from '#core/images/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';

/** What the journal's disk says to a path: the file, a file whose name differs in case or Unicode form, or nothing. */
export type Lookup =
  | { readonly found: 'exact' }
  | { readonly found: 'other-name'; readonly path: RelPath }
  | { readonly found: 'nothing' };

/** A reference to a file that can be brought along: where it leads, as written, and its line. */
export interface Wanted {
  /** Path below the journal's root. */
  readonly path: RelPath;
  readonly written: string;
  /** 1-based. */
  readonly line: number;
}

const DOWNLOAD =
  /\.(?:mp4|m4v|webm|mov|ogv|mp3|m4a|ogg|wav|flac|pdf|zip|gz|csv|tsv|xlsx?|docx?|pptx?|odt|ods|odp|hwpx?|epub|ipynb)$/i;

/** True for files that go along with a post. A page, a configuration or a script never does, whatever a post says. */
export function isCompanion(path: string): boolean {
  return isImagePath(path) || DOWNLOAD.test(path);
}

/** The references of a post's text that lead to files of its journal which go along with it. */
export function wantedFiles(
  text: string,
  references: readonly Reference[],
  base: ReferenceBase,
): readonly Wanted[] {
  const wanted: Wanted[] = [];
  let line = 1;
  let at = 0;
  for (const reference of references) {
    for (
      let next = text.indexOf('\n', at);
      next >= 0 && next < reference.from;
      next = text.indexOf('\n', at)
    ) {
      line++;
      at = next + 1;
    }
    const path = isCompanion(reference.path) ? resolveReference(reference, base) : null;
    if (path === null || path.includes('\0') || path.includes('\\')) continue;
    // A resolved path has no empty, `.` or `..` part.
    wanted.push({ path: path as RelPath, written: text.slice(reference.from, reference.to), line });
  }
  return wanted;
}

export interface PostWants {
  readonly post: RelPath;
  readonly wanted: readonly Wanted[];
}

export interface Brought {
  /** File in the journal -> posts that bring it, in the order of the posts. */
  readonly files: ReadonlyMap<RelPath, readonly RelPath[]>;
  readonly problems: readonly Problem[];
}

/**
 * Follows every reference to a file of the journal. A file that is missing, or whose name is spelled otherwise, is a problem
 * with its line (`file-missing`, `file-name-differs`); the first stays away, the second is brought under its own name.
 */
export function bringFiles(posts: readonly PostWants[], lookup: (path: RelPath) => Lookup): Brought {
  const files = new Map<RelPath, RelPath[]>();
  const problems: Problem[] = [];
  for (const { post, wanted } of posts) {
    for (const want of wanted) {
      const there = lookup(want.path);
      if (there.found !== 'exact') problems.push(fileProblem(post, want, there));
      if (there.found === 'nothing') continue;
      const path = there.found === 'exact' ? want.path : there.path;
      const list = files.get(path);
      if (!list) files.set(path, [post]);
      else if (list.at(-1) !== post) list.push(post);
    }
  }
  return { files, problems };
}

/** The problem of a reference that leads to nothing, or to a file of another spelling. */
export function fileProblem(
  post: RelPath,
  want: Wanted,
  there: Exclude<Lookup, { found: 'exact' }>,
): Problem {
  const { written, line } = want;
  const other = there.found === 'other-name' ? there.path : null;
  return {
    code: other ? 'file-name-differs' : 'file-missing',
    severity: 'warning',
    message: other
      ? `${post}, line ${line}: ${written} is named ${other} on disk; a web server tells the two apart.`
      : `${post}, line ${line}: ${written} is not in the journal.`,
    line,
    detail: { path: post, written, ...(other ? { file: other } : {}) },
  };
}
