// Owns: whether one path, as it is on disk now, belongs into the list: by the same rules as a walk of the whole folder.
// Must not know: what is in the file.
import { lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isRelPath } from '#core/journal/rel-path.ts';
import { isPassedOver, isPostPath } from './walk.ts';

export interface AdmitRules {
  readonly root: string;
  readonly kind: 'jekyll' | 'plain';
  readonly destination: string;
}

export type Found = 'post' | 'folder' | 'other-file' | 'absent' | 'ignored';

/** True for a path that no rule ever lets in: hidden, passed over, or with a name that cannot be used. */
export function isIgnored(path: string, rules: AdmitRules): boolean {
  if (!isRelPath(path) || path.includes('\uFFFD')) return true;
  const parts = path.split('/');
  return parts.some((name, i) => {
    const last = i === parts.length - 1;
    return (
      name.startsWith('.') ||
      (!last && isPassedOver(name, parts.slice(0, i + 1).join('/'), rules.destination))
    );
  });
}

/** Looks at one path. `names` gives the exact names in a folder: a case-blind disk answers to names that nothing has. */
export function lookAt(
  path: string,
  rules: AdmitRules,
  names: (folder: string) => ReadonlySet<string>,
): Found {
  if (isIgnored(path, rules)) return 'ignored';
  const slash = path.lastIndexOf('/');
  if (!names(path.slice(0, Math.max(0, slash))).has(path.slice(slash + 1))) return 'absent';
  const file = `${rules.root}/${path}`;
  const stats = statsOf(file, rules.root);
  if (stats === null) return 'ignored';
  if (stats.isDirectory()) {
    return isPassedOver(path.slice(slash + 1), path, rules.destination) ? 'ignored' : 'folder';
  }
  if (!stats.isFile()) return 'ignored';
  return isPostPath(path, rules.kind) ? 'post' : 'other-file';
}

/** A folder's names as they are, remembered for one round of looking. */
export function nameReader(root: string): (folder: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (folder) => {
    let names = known.get(folder);
    if (names === undefined) {
      names = namesIn(folder === '' ? root : `${root}/${folder}`);
      known.set(folder, names);
    }
    return names;
  };
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}

/** Null for what must not be followed: links out of the root, links to folders, links to nowhere. */
function statsOf(file: string, root: string): Stats | null {
  try {
    const stats = lstatSync(file);
    if (!stats.isSymbolicLink()) return stats;
    if (!realpathSync(file).startsWith(root.endsWith('/') ? root : `${root}/`)) return null;
    const target = statSync(file);
    return target.isFile() ? target : null;
  } catch {
    return null;
  }
}
