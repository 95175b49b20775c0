// Owns: learning from posts where their images are kept.
// Must not know: the settings' template, or any file on disk.

import { isImagePath } from './file-kinds.ts';
import { findReferences } from './references.ts';
import { resolveReference } from './resolve.ts';
import type { Reference, ReferenceBase } from './types.ts';

/** The folders (below the root) of the images that a post shows, most used first, the later of two equal ones first. */
export function imageFolders(text: string, base: ReferenceBase): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of shownImages(text, base)) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const count = (counts.get(folder) ?? 0) + 1;
    counts.delete(folder);
    counts.set(folder, count);
  }
  return [...counts.entries()]
    .reverse()
    .sort((a, b) => b[1] - a[1])
    .map(([folder]) => folder);
}

/** Paths below the root of the images that a post shows, in the order of the text, each as often as it is shown. */
export function shownImages(text: string, base: ReferenceBase): readonly string[] {
  const local = (reference: Reference) =>
    reference.lead === 'origin' ? null : resolveReference(reference, base);
  return findReferences(text)
    .filter((reference) => reference.shows)
    .flatMap((reference) => local(reference) ?? [])
    .filter(isImagePath);
}

/** A post with what its template could be made of. */
export interface Example {
  readonly categories: readonly string[];
  readonly slug: string;
  /** `YYYY-MM-DD...`, or null. */
  readonly date: string | null;
  readonly folders: readonly string[];
}

/** Templates that give a folder by what a post is; more telling ones first. */
function templatesOf(folder: string, post: Example): readonly string[] {
  const [year = '', month = '', day = ''] = (post.date ?? '').slice(0, 10).split('-');
  const category = post.categories.join('/');
  const named = (part: string): string => {
    if (part === post.slug) return '{slug}';
    if (/^\d{4}$/.test(part) && part === year) return '{year}';
    return part;
  };
  const marked = category === '' ? folder : replacePart(folder, category, '{category}');
  const parts = marked.split('/').map(named);
  const at = parts.indexOf('{year}');
  if (at >= 0 && parts[at + 1] === month) parts[at + 1] = '{month}';
  if (at >= 0 && parts[at + 1] === '{month}' && parts[at + 2] === day) parts[at + 2] = '{day}';
  const full = parts.join('/');
  // A last folder of its own for each post, not named as the post: still a folder for each post.
  const own =
    full.includes('{slug}') || !full.includes('{category}/') ? [] : [full.replace(/[^/]+$/, '{slug}')];
  return [full, ...own];
}

function replacePart(folder: string, part: string, by: string): string {
  return `/${folder}/`.replace(`/${part}/`, `/${by}/`).slice(1, -1);
}

const ENOUGH = 3;
const CLEAR = 0.6;

/** The template that gives the folders of at least three posts and 60 % of those that show local images; null if none is clear. */
export function learnTemplate(posts: readonly Example[]): string | null {
  const votes = new Map<string, number>();
  let voters = 0;
  for (const post of posts) {
    const folder = post.folders[0];
    if (folder === undefined || folder === '') continue;
    voters++;
    for (const template of new Set(templatesOf(folder, post)))
      votes.set(template, (votes.get(template) ?? 0) + 1);
  }
  let best: string | null = null;
  for (const [template, count] of votes) {
    if (count < ENOUGH || count < voters * CLEAR) continue;
    if (best === null || count > (votes.get(best) ?? 0)) best = template;
  }
  return best;
}
