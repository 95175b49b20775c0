// Owns: reading from disk what Liquid and the preview need of a blog: configuration, includes, data, stylesheets.
// Must not know: Liquid, or how a stylesheet is used. Reads regular files inside the journal only, within limits.
import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { RelPath } from '#core/journal/entry.ts';
import { isRelPath } from '#core/journal/rel-path.ts';
import type { Problem } from '#core/problem.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { readTable } from '#core/site/csv.ts';
import type { SiteDocument } from '#core/site/documents.ts';
import { readYaml } from '#core/site/read-yaml.ts';
import { isInside } from '#host/files/contain.ts';
import { readConfigFile } from './config-file.ts';

export interface SiteFiles {
  /** Parsed configuration; empty where there is none. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Text of each include by its path below the includes folder. */
  readonly includes: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly styles: readonly { readonly path: RelPath; readonly css: string }[];
  readonly documents: readonly (SiteDocument & { readonly path: RelPath })[];
  readonly problems: readonly Problem[];
}

const MAX_FILE = 1 << 20;
const MAX_ALL = 16 << 20;
const MAX_DEPTH = 8;

/** Reads a blog's files as they are `now` (milliseconds since the epoch). What is too large, no text, or outside is left out; what cannot be parsed is a problem. */
export async function siteFilesOf(folder: string, now = Date.now()): Promise<SiteFiles> {
  const root = await realpath(folder);
  const file = readConfigFile(root);
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { site, problems } = readSiteConfig({
    kind: 'jekyll',
    text: file.text,
    format: file.format,
    machineZone,
  });
  const reader = createReader(root);
  const all: Problem[] = [...file.problems, ...problems];
  const includes: Record<string, string> = Object.create(null);
  const includesDir = folderName(site.raw, 'includes_dir', '_includes');
  for (const path of await reader.files(includesDir)) {
    const text = await reader.text(path);
    if (text !== null) includes[path.slice(includesDir.length + 1)] = text;
  }
  const data = await readData(reader, folderName(site.raw, 'data_dir', '_data'), all);
  const styles = await readStyles(reader, site.destination);
  // Loaded when first asked for: a start that only lists posts does without.
  const { sitePagesOf } = await import('./site-pages.ts');
  const pages = sitePagesOf(root, site, now);
  const documents = pages.documents.map((each) => ({ ...each, path: each.path as RelPath })); // found below the root
  return { config: site.raw, includes, data, styles, documents, problems: [...all, ...pages.problems] };
}

function folderName(config: Readonly<Record<string, unknown>>, key: string, usual: string): string {
  const value = config[key];
  if (typeof value !== 'string') return usual;
  const clean = value.replace(/^\.?\/+|\/+$/gu, '');
  return isRelPath(clean) ? clean : usual;
}

interface Reader {
  /** Regular files at or below a folder, sorted. */
  files(folder: string, depth?: number): Promise<readonly string[]>;
  text(path: string): Promise<string | null>;
}

function createReader(root: string): Reader {
  let left = MAX_ALL;
  return {
    async files(folder, depth = MAX_DEPTH) {
      const found: string[] = [];
      const walk = async (at: string, deeper: number): Promise<void> => {
        if (!(await isOwnFolder(root, at))) return;
        const items = await readdir(join(root, at), { withFileTypes: true }).catch(() => []);
        for (const item of items.sort((a, b) => (a.name < b.name ? -1 : 1))) {
          const path = `${at}/${item.name}`;
          if (item.name.startsWith('.') || !isRelPath(path)) continue;
          if (item.isFile()) found.push(path);
          else if (item.isDirectory() && deeper > 0) await walk(path, deeper - 1);
        }
      };
      await walk(folder, depth);
      return found;
    },
    async text(path) {
      const stats = await lstat(join(root, path)).catch(() => null);
      if (stats === null || !stats.isFile() || stats.size > MAX_FILE || stats.size > left) return null;
      left -= stats.size;
      const bytes = await readFile(join(root, path)).catch(() => null);
      try {
        return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        return null;
      }
    },
  };
}

async function isOwnFolder(root: string, folder: string): Promise<boolean> {
  try {
    return isInside(root, await realpath(join(root, folder)));
  } catch {
    return false;
  }
}

/** Files by name without extension, folders as maps, as Jekyll nests them. */
async function readData(
  reader: Reader,
  folder: string,
  problems: Problem[],
): Promise<Readonly<Record<string, unknown>>> {
  const data: Record<string, unknown> = Object.create(null);
  for (const path of await reader.files(folder)) {
    const match = /^(.*)\.(ya?ml|json|csv|tsv)$/iu.exec(path.slice(folder.length + 1));
    if (match === null) continue;
    const text = await reader.text(path);
    if (text === null) continue;
    const parts = (match[1] ?? '').split('/').map(dataKey);
    const name = parts.pop() ?? '';
    let level = data;
    for (const part of parts) {
      const next = level[part];
      // Maps in here are the ones made in this loop, or those of a file with the folder's name, which the folder then replaces.
      if (typeof next !== 'object' || next === null || Array.isArray(next)) level[part] = Object.create(null);
      level = level[part] as Record<string, unknown>;
    }
    level[name] = parseData(text, (match[2] ?? '').toLowerCase(), path, problems);
  }
  return data;
}

/** Letters, digits, `_`, `-` and spaces stay; spaces become underscores. */
function dataKey(name: string): string {
  return name
    .replace(/[^\p{L}\p{M}\p{N}_\s-]+/gu, '')
    .trim()
    .replace(/\s+/gu, '_');
}

function parseData(text: string, type: string, path: string, problems: Problem[]): unknown {
  if (type === 'csv') return readTable(text, ',');
  if (type === 'tsv') return readTable(text, '\t');
  if (type === 'json') {
    try {
      return JSON.parse(text.replace(/^\uFEFF/u, ''));
    } catch {
      // Jekyll reads JSON as YAML, which forgives more.
    }
  }
  const { value, problems: found } = readYaml(text);
  for (const problem of found) {
    problems.push({ ...problem, code: 'data-invalid', detail: { ...problem.detail, path } });
  }
  return value;
}

const STYLE_FOLDERS = ['assets/css', 'assets/styles', 'assets', 'css', 'styles', 'stylesheets'];

/** The blog's stylesheets: those that stand there as CSS, and the built ones of those that do not. */
async function readStyles(reader: Reader, destination: string): Promise<SiteFiles['styles']> {
  const styles: { path: RelPath; css: string }[] = [];
  const seen = new Set<string>();
  for (const base of ['', ...(destination === '' ? [] : [`${destination}/`])]) {
    for (const folder of STYLE_FOLDERS) {
      for (const path of await reader.files(base + folder, folder === 'assets' ? 0 : 2)) {
        const name = path.slice(base.length);
        if (!/\.css$/iu.test(path) || seen.has(name) || !isRelPath(path)) continue;
        const css = plainCss((await reader.text(path)) ?? '');
        if (css === null) continue;
        seen.add(name);
        styles.push({ path, css });
      }
    }
  }
  return styles;
}

/** CSS without its front matter; null for what the build still has to fill in. */
function plainCss(text: string): string | null {
  const css = text.replace(/^\uFEFF?---[ \t]*\r?\n(?:[\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/u, '');
  return css.trim() === '' || /\{\{|\{%/u.test(css) ? null : css;
}
