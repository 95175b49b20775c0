// Owns: what really stands at a path of the target, and that nothing is reached through a link or in a nested repository.
// Must not know: what should stand there.
import { type BigIntStats, lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Blocked } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { errnoOf } from '#host/files/file-system.ts';

export type Inspected =
  | { readonly is: 'absent' }
  | { readonly is: 'file'; readonly facts: BigIntStats }
  | { readonly is: 'blocked'; readonly why: Blocked };

/** Looks at paths below one root; folders seen once are remembered, so an inspector serves one look and no longer. */
export type Inspector = (path: RelPath) => Inspected;

const ABSENT: Inspected = { is: 'absent' };

/** Makes an inspector of `root` (a real path). It is synchronous: a thread's round trip costs more than the look itself. */
export function createInspector(root: string): Inspector {
  const folders = new Map<string, 'folder' | Inspected>();
  const folder = (path: string): 'folder' | Inspected => {
    if (path === '') return 'folder';
    const known = folders.get(path);
    if (known) return known;
    const found = lookAtFolder(path);
    folders.set(path, found);
    return found;
  };
  const lookAtFolder = (path: string): 'folder' | Inspected => {
    const above = folder(parentOf(path));
    if (above !== 'folder') return above;
    const facts = look(join(root, path));
    if (facts === null) return ABSENT;
    if (facts === 'unreadable') return blocked('unreadable');
    if (facts.isSymbolicLink()) return blocked('symlink');
    if (!facts.isDirectory()) return blocked('not-a-file');
    // A submodule or another clone: its files are committed there, not here.
    return look(join(root, path, '.git')) === null ? 'folder' : blocked('nested-repository');
  };
  return (path) => {
    const above = folder(parentOf(path));
    if (above !== 'folder') return above;
    const facts = look(join(root, path));
    if (facts === null) return ABSENT;
    if (facts === 'unreadable') return blocked('unreadable');
    if (facts.isSymbolicLink()) return blocked('symlink');
    return facts.isFile() ? { is: 'file', facts } : blocked('not-a-file');
  };
}

function look(file: string): BigIntStats | 'unreadable' | null {
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (error) {
    return errnoOf(error) === 'ENOTDIR' ? null : 'unreadable';
  }
}

const blocked = (why: Blocked): Inspected => ({ is: 'blocked', why });

function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}
