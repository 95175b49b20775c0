// Owns: exporting a journal to a small site, building it with the real generator, and reading both sides of every post.
// Must not know: which generator it is.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { PostEntry } from '#core/journal/entry.ts';
import { createPostRenderer } from '#core/page/render-post.ts';
import type { PostLoss } from '#core/translate/types.ts';
import { applyExport } from '#host/export/apply.ts';
import type { Selection } from '#host/export/journal-view.ts';
import type { Prepared } from '#host/export/prepare.ts';
import { siteFilesOf } from '#host/journal/site-files.ts';
import {
  everything,
  type Files,
  newWorld,
  plan,
  put,
  rel,
  repository,
  said,
  tempFolder,
  viewOf,
} from '#test/host/export/support.ts';
import { builtPage, type Page, previewPage } from './compare.ts';
import type { GeneratorSite } from './sites.ts';

export interface BuiltPost {
  readonly source: string;
  readonly target: string;
  readonly preview: Page;
  readonly built: Page;
  readonly html: string;
  readonly losses: readonly PostLoss[];
}

export interface Built {
  readonly posts: readonly BuiltPost[];
  readonly prepared: Prepared;
  readonly out: string;
  readonly journal: string;
  readonly target: string;
}

/** Exports `files` to `site`, checks that a second export has nothing to do, and builds. */
export async function exportAndBuild(
  site: GeneratorSite,
  files: Files,
  selection: Selection = everything,
): Promise<Built> {
  const journal = put(tempFolder(), files);
  const target = repository(site.files);
  const world = newWorld();
  const view = { ...viewOf(journal), zone: 'Asia/Seoul' };
  const prepared = await plan(world, view, target, selection);
  await applyExport(world, prepared, { skip: [], overwrite: [], commit: { message: 'Publish' } });
  expect(said(await plan(world, view, target, selection))).toEqual([]);
  const out = await site.build(target);
  const model = await siteFilesOf(journal);
  const renderer = createPostRenderer({
    config: model.config,
    data: model.data,
    includes: model.includes,
    posts: view.entries,
    zone: 'Asia/Seoul',
    now: 0,
    jekyll: 4,
  });
  const posts = prepared.steps
    .filter(({ kind }) => kind === 'post')
    .map((step): BuiltPost => {
      const entry = view.entries.find(({ path }) => path === step.source);
      if (!entry) throw new Error(`no entry for ${step.source}`);
      const preview = renderer.render(readFileSync(join(journal, entry.path), 'utf8'), entry).html;
      const address = prepared.addresses.get(step.path)?.url ?? null;
      expect(address, step.path).not.toBeNull();
      const html = readFileSync(pageFile(out, withoutBase(prepared, address ?? '')), 'utf8');
      return {
        source: entry.path,
        target: step.path,
        preview: previewPage(preview, dateOf(entry)),
        built: builtPage(html),
        html,
        losses: prepared.losses.filter(({ path }) => path === entry.path),
      };
    });
  return { posts, prepared, out, journal, target };
}

function dateOf({ date, time }: PostEntry): string {
  return date?.includes('T') && time !== null ? new Date(time).toISOString() : (date ?? '');
}

/** An address as the build's folder has it: a site in a folder of its server is built as if it stood alone. */
export function withoutBase({ site }: Prepared, address: string): string {
  const { base } = site.site;
  if (base === '' || !address.startsWith('/')) return address;
  expect(address, 'every address of the site begins with its base').toMatch(new RegExp(`^${base}/`));
  return address.slice(base.length);
}

/** The file that a server would send for an address. */
export function pageFile(out: string, address: string): string {
  const path = decodeURIComponent(address).replace(/^\/+/, '');
  const whole = join(out, path);
  return path === '' || path.endsWith('/') || !/\.\w+$/.test(path) ? join(whole, 'index.html') : whole;
}

/** The file that a page's reference to a picture leads to. */
export function fileOf(out: string, page: string, src: string): string {
  if (src.startsWith('/')) return join(out, src);
  return join(out, page.endsWith('/') ? page : page.replace(/[^/]*$/, ''), src);
}

/** The built pages say what the previews say, but for what the loss report tells. */
export function expectSameReading({ posts, out, journal, prepared }: Built): void {
  expect(posts.length).toBeGreaterThan(0);
  for (const { source, target, preview, built, losses } of posts) {
    const lost = (...codes: readonly string[]): boolean => losses.some(({ code }) => codes.includes(code));
    expect(built.headings, source).toEqual(preview.headings);
    // Two bold pieces side by side may have become one.
    expect(built.bold.join(''), source).toBe(preview.bold.join(''));
    expect(built.bold.length, source).toBeLessThanOrEqual(preview.bold.length);
    expect(built.code, source).toEqual(preview.code);
    if (!lost('liquid-dropped', 'differs')) expect(built.text, source).toBe(preview.text);
    if (preview.date.includes('T'))
      expect(new Date(built.date).getTime(), source).toBe(new Date(preview.date).getTime());
    // A date without a time is a day of the calendar, whatever zone a page is built in.
    else expect(built.date.slice(0, 10), source).toBe(preview.date);
    expect(built.images.length, source).toBe(preview.images.length);
    const page = withoutBase(prepared, prepared.addresses.get(rel(target))?.url ?? '/');
    built.images.forEach((src, index) => {
      const file = fileOf(out, decodeURIComponent(page), withoutBase(prepared, src));
      expect(existsSync(file), `${source}: ${src}`).toBe(true);
      const ours = join(journal, (preview.images[index] ?? '').replace(/^\//, ''));
      // A generator may make a smaller picture of one that it imports.
      if (!/_astro\//.test(file)) expect(readFileSync(file), src).toEqual(readFileSync(ours));
    });
    for (const href of built.links.filter((each) => each.startsWith('#') && !each.startsWith('#fn')))
      expect(built.ids, `${source}: ${href}`).toContain(decodeURIComponent(href.slice(1)));
    for (const href of built.links.filter((each) => /^\/(?!assets)/.test(each)))
      expect(
        existsSync(pageFile(out, withoutBase(prepared, href.replace(/#.*$/, '')))),
        `${source}: ${href}`,
      ).toBe(true);
  }
}
