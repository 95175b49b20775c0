// Owns: the page shown is what the core renders: nothing is lost or changed by cleaning and showing, for the sample and the seed.
// Must not know: how the page is cleaned.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createPostRenderer } from '#core/page/render-post.ts';
import { samplePosts } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { startPageHost } from '#test/support/page-host.ts';
import { soon } from './post-host.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;

const OURS = new Set(['data-line', 'data-alt', 'data-formula', 'decoding', 'draggable', 'rel', 'src']);

/** A tree as lines: elements with their attributes, text without its outer blanks. Pictures are known by their written address. */
function outline(nodes: readonly Node[], depth = 0): string[] {
  return nodes.flatMap((node) => {
    const pad = ' '.repeat(depth);
    if (node.nodeName === '#text') {
      const text = 'value' in node ? node.value.replace(/\s+/g, ' ').trim() : '';
      return text === '' ? [] : [`${pad}"${text}"`];
    }
    if (!('attrs' in node)) return [];
    const written = new Map(node.attrs.map(({ name, value }) => [name, value]));
    const formula = written.get('data-formula');
    if (formula !== undefined) return [`${pad}"${formula}"`];
    // kramdown writes a formula as bare text; to know its line, the page has it in a plain element.
    const plain = node.nodeName === 'div' && [...written.keys()].every((key) => key === 'data-line');
    if (plain) return outline(node.childNodes, depth);
    const source = written.get('data-src') ?? written.get('src');
    const missing = (written.get('class') ?? '').includes('galley-no-image');
    const attributes = [...written]
      .filter(([name]) => !OURS.has(name) && name !== 'data-src' && name !== 'alt')
      .map(([name, value]) => [name, name === 'class' ? value.replace(/\s*galley-\S+/g, '').trim() : value])
      .filter(([name, value]) => !(name === 'class' && value === ''))
      .map(([name, value]) => `${name}=${value}`);
    const alt = missing ? written.get('data-alt') : written.get('alt');
    if (node.nodeName === 'img') attributes.push(`src=${source}`, `alt=${alt ?? ''}`);
    return [
      `${pad}<${node.nodeName} ${attributes.sort().join(' ')}>`,
      ...outline(node.childNodes, depth + 1),
    ];
  });
}

/** Neighbouring texts are one text, as they are where a formula stands between them unset. */
function joined(lines: readonly string[]): readonly string[] {
  const done: string[] = [];
  for (const line of lines) {
    const before = done.at(-1);
    const pad = /^ *"/.exec(line)?.[0];
    if (pad === undefined || !before?.startsWith(pad)) done.push(line);
    else done[done.length - 1] = `${before.slice(0, -1)} ${line.slice(pad.length)}`;
  }
  return done;
}

const seed = resolve(process.cwd(), '../shared/seed/000_03a4b91b0a354cde.txt');

describe.skipIf(noBrowser() !== null)('the page shown', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  const folder = join(samplePosts, '_posts');
  const texts = [
    ...readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
    ...(existsSync(seed) ? [['2024-10-03-seed.md', readFileSync(seed, 'utf8')] as const] : []),
  ];

  it.each(texts)('is what the core renders: %s', async (name, text) => {
    const path = `_posts/${name}`;
    const host = await startPageHost({ files: { [path]: text }, open: path, browser });
    try {
      const site = { config: {}, includes: {}, data: {}, posts: [], zone: 'UTC', now: 0, jekyll: 4 } as const;
      const { html: wanted } = createPostRenderer(site).render(text, null);
      const expected = joined(outline(parseFragment(wanted).childNodes));
      const shown = async (): Promise<readonly string[]> => {
        const html = (await host.page.evaluate(
          `document.querySelector('iframe[title="Preview"]').contentDocument.querySelector('#preview').innerHTML`,
        )) as string; // innerHTML is a string
        return joined(outline(parseFragment(html).childNodes));
      };
      await soon(shown).toEqual(expected);
    } finally {
      await host.close();
    }
  });
});
