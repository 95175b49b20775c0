// A real host on a real journal in temporary folders, for changes of many posts.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import { createHost } from '#host/create-host.ts';
import type { Host } from '#host/ports.ts';
import { hostPorts } from '../support/host-ports.ts';

export type Files = Readonly<Record<string, string>>;

const folders: string[] = [];
const hosts: Host[] = [];

afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export const rel = (path: string): RelPath => path as RelPath;

/** A base folder whose `blog` holds these files. */
export function newBase(files: Files): string {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-taxonomy-')));
  folders.push(base);
  putFiles(join(base, 'blog'), files);
  return base;
}

export function putFiles(root: string, files: Files): void {
  mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Every file below `root`, by path. */
export function filesIn(root: string): Files {
  const files: Record<string, string> = {};
  for (const item of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue;
    const path = join(item.parentPath, item.name);
    files[path.slice(root.length + 1)] = readFileSync(path, 'utf8');
  }
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The host of `base` with its journal open; `log` hears what goes wrong. */
export async function openHost(base: string, log: (line: string) => void = () => undefined): Promise<Host> {
  const host = await createHost(hostPorts(base, (level, message) => log(`${level} ${message}`)));
  hosts.push(host);
  await host.openFolder(join(base, 'blog'));
  return host;
}

export async function closeHost(host: Host): Promise<void> {
  hosts.splice(hosts.indexOf(host), 1);
  await host.close();
}

/** Plans for all posts. */
export const planAll = (host: Host, operation: Operation, redirect = false) =>
  host.handlers['taxonomy.plan']({ operation, posts: null, redirect });

export async function change(host: Host, operation: Operation, redirect = false) {
  const { planId } = await planAll(host, operation, redirect);
  return await host.handlers['taxonomy.apply']({ planId, skip: [] });
}

export const post = (front: string): string => `---\n${front}\n---\n\n본문 body\n`;

/** Four posts that one wish changes in every way: in place, by a move, with a redirect. */
export const scene: Files = {
  '_config.yml': 'timezone: Asia/Seoul\n',
  '_posts/2024-01-01-a.md': post('categories: [ml, deep]  # here\ntags: [x]'),
  '_posts/2024-01-02-b.md': post('category: "ml"').replaceAll('\n', '\r\n'),
  'ml/_posts/2024-01-03-c.md': post('title: c'),
  'ml/_posts/2024-01-04-d.md': post('categories: [ml]').trimEnd(),
  '_posts/2024-01-05-e.md': post('categories: [rust]'),
  'ml/keep.txt': 'kept',
};

export const rename: Operation = { op: 'categories', from: [['ml']], to: ['기계학습'], everywhere: false };
