// Owns: looking at a target's own files, as far as they tell which generator builds it and how posts are written there.
// Must not know: generators. Only reads, follows no links, and stays within limits.
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFiles, type TargetLook } from '#core/targets/index.ts';
import { createInspector } from './inspect.ts';

const MAX_FILES = 20_000;
const MAX_CONFIG = 1 << 20;
const MAX_SAMPLE = 256 << 10;
const SAMPLES = 40;
const MAX_DEPTH = 8;

/** Folders that hold what a build made or an installer put there, never posts. */
const FOREIGN = new Set([
  'node_modules',
  'public',
  '_site',
  'dist',
  'vendor',
  'themes',
  'resources',
  'db.json',
  'target',
]);

/** Looks at a folder (a real path). A blog that only Jekyll can build is not walked through. */
export function lookAtTarget(root: string): TargetLook {
  const inspect = createInspector(root);
  const read = (path: string, limit: number): string | null => {
    const there = inspect(path as Parameters<typeof inspect>[0]); // every path here is below the root and has no dots
    if (there.is !== 'file' || there.facts.size > BigInt(limit)) return null;
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      return null;
    }
  };
  const texts = new Map<string, string>();
  for (const path of configFiles) {
    const text = read(path, MAX_CONFIG);
    if (text !== null) texts.set(path, text);
  }
  const onlyJekyll = [...texts.keys()].every((path) => path.startsWith('_config.') || path === 'Gemfile');
  if (texts.size > 0 && onlyJekyll && !hasFolder(root, 'source')) return { texts, files: [], samples: [] };
  const files: string[] = [];
  walk(root, '', 0, files);
  const posts = files.filter((path) => /\.(?:md|markdown|mdx)$/i.test(path) && path.includes('/'));
  const step = Math.max(1, Math.floor(posts.length / SAMPLES));
  const samples = posts
    .filter((_, index) => index % step === 0)
    .slice(0, SAMPLES)
    .flatMap((path) => {
      const text = read(path, MAX_SAMPLE);
      return text === null ? [] : [{ path, text }];
    });
  return { texts, files, samples };
}

function hasFolder(root: string, name: string): boolean {
  return entries(join(root, name)).length > 0;
}

function entries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function walk(root: string, folder: string, depth: number, files: string[]): void {
  const found = [...entries(join(root, folder))].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const item of found) {
    if (files.length >= MAX_FILES) return;
    const path = folder === '' ? item.name : `${folder}/${item.name}`;
    if (item.isFile()) files.push(path);
    else if (item.isDirectory() && depth < MAX_DEPTH && !item.name.startsWith('.') && !FOREIGN.has(item.name))
      walk(root, path, depth + 1, files);
  }
}
