// Owns: hostile posts in the real page: nothing runs, nothing is asked from anywhere, nothing is left, with and without the policy.
// Must not know: the sanitiser's rules.
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { type PageHost, startPageHost } from '#test/support/page-host.ts';
import { hostilePosts, ordinary } from '../renderer/preview/hostile-posts.ts';
import { preview, soon } from './post-host.ts';

const POST = '_posts/2024-10-03-hostile.md';

/** What must never stand in the page. */
const RESIDUE = `(() => {
  const page = document.querySelector('iframe[title="Preview"]').contentDocument;
  const found = [];
  for (const element of page.querySelectorAll('#preview *')) {
    const name = element.localName;
    if (/^(script|style|link|meta|base|iframe|frame|object|embed|applet|form|button|select|textarea|template|noscript|portal|fencedframe|dialog|map|area|animate|set|use|foreignobject|image|source|video|audio|title|xmp)$/i.test(name)) found.push(name);
    for (const { name: key, value } of element.attributes) {
      if (/^on|^(srcdoc|srcset|ping|formaction|action|poster|background|name|is|slot|nonce|popover|popovertarget|contenteditable|autofocus|usemap|target|download|xlink:href|integrity)$/i.test(key)) found.push(name + '[' + key + ']');
      if (/^\\s*(javascript|vbscript|data:text|file|blob|jar|view-source)/i.test(value) && /^(href|src|action|data)$/.test(key)) found.push(name + '[' + key + '=' + value + ']');
      if (key === 'style' && !element.closest('.galley-math') && /url|position\\s*:|expression|\\\\\\\\|@/i.test(value)) found.push(name + '[style=' + value + ']');
    }
    const { position } = page.defaultView.getComputedStyle(element);
    if (position === 'fixed' || (position !== 'static' && !element.closest('.galley-math'))) found.push(name + ':' + position);
  }
  return found;
})()`;

const CLOBBERED = `(() => {
  const { contentDocument: page } = document.querySelector('iframe[title="Preview"]');
  return ['body', 'cookie', 'getElementById', 'querySelector', 'defaultView', 'documentElement', 'adoptedStyleSheets']
    .filter((key) => page[key] instanceof page.defaultView.HTMLElement && !['body', 'documentElement'].includes(key) || (key === 'body' && page.body.localName !== 'body'));
})()`;

describe.skipIf(noBrowser() !== null)('hostile posts', () => {
  let browser: Browser;
  let host: PageHost;
  const hits: string[] = [];
  const opened: string[] = [];
  const moved: string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    await host.close();
  });

  const start = async (text: string, bypassCSP: boolean): Promise<Page> => {
    hits.length = 0;
    opened.length = 0;
    moved.length = 0;
    host = await startPageHost({
      files: { [POST]: `---\ntitle: Hostile\n---\n\n${text}\n` },
      open: POST,
      browser,
      bypassCSP,
      before: async (page) => {
        await page.exposeFunction('hit', (what: string) => void hits.push(what));
        await page.addInitScript(
          'window.alert = window.confirm = window.prompt = () => window.hit("dialog");',
        );
        page.context().on('page', (other) => other !== page && opened.push(other.url()));
        page.on('dialog', (dialog) => {
          hits.push(dialog.message());
          void dialog.dismiss();
        });
      },
    });
    host.page.on('framenavigated', (frame) => moved.push(frame.url()));
    return host.page;
  };

  const provoke = async (page: Page): Promise<void> => {
    await page.waitForTimeout(700);
    await page.evaluate(`(() => {
      const page = document.querySelector('iframe[title="Preview"]').contentDocument;
      for (const element of [...page.querySelectorAll('#preview *')]) {
        for (const type of ['mouseover', 'pointerenter', 'focus', 'toggle', 'scroll', 'wheel', 'animationstart'])
          element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
        element.focus?.();
      }
      page.defaultView.scrollTo(0, 99999);
    })()`);
    await page.waitForTimeout(300);
  };

  const together = hostilePosts.map((post, at) => `Piece ${at}\n\n${post}\n\n`);
  const parts = [together.slice(0, 60), together.slice(60, 130), together.slice(130)].map((some) =>
    some.join('\n'),
  );

  for (const bypassCSP of [false, true]) {
    const name = bypassCSP ? 'the sanitiser alone' : 'under the policy';
    it.each(parts.map((text, at) => [at, text] as const))(
      `${name}: part %i runs nothing, asks nothing, leaves nothing`,
      async (_at, text) => {
        const page = await start(text, bypassCSP);
        await preview(page).locator('#preview > *').first().waitFor({ state: 'attached' });
        await provoke(page);
        expect(hits).toEqual([]);
        expect(moved).toEqual([]);
        expect(opened).toEqual([]);
        expect(host.strays).toEqual([]);
        expect(await page.evaluate(RESIDUE)).toEqual([]);
        expect(await page.evaluate(CLOBBERED)).toEqual([]);
        expect(
          host.problems.filter((problem) => /pageerror|TypeError|ReferenceError|TrustedHTML/.test(problem)),
        ).toEqual([]);
      },
    );
  }

  it('each piece alone leaves nothing either', async () => {
    const page = await start('start', false);
    const left: string[] = [];
    for (const [at, post] of hostilePosts.entries()) {
      await page.evaluate(
        `(() => { const view = document.querySelector('.cm-content').cmTile.view;
          const from = view.state.doc.line(5).from;
          view.dispatch({ changes: { from, to: view.state.doc.length, insert: ${JSON.stringify(`n${at}n\n\n${post}\n`)} } }); })()`,
      );
      await soon(() =>
        page.evaluate(
          `document.querySelector('iframe[title="Preview"]').contentDocument.querySelector('#preview').textContent.includes('n${at}n')`,
        ),
      ).toBe(true);
      const found = (await page.evaluate(RESIDUE)) as string[]; // what RESIDUE gives
      if (found.length > 0) left.push(`${post} -> ${found.join(' ')}`);
    }
    expect(left).toEqual([]);
    expect(hits).toEqual([]);
    expect(host.strays).toEqual([]);
  });

  it('a pressed link goes to the system’s browser only if it is a web address', async () => {
    const links = [
      'https://web.example/a',
      'http://web.example/b',
      'javascript:top.hit(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '#top',
      '/elsewhere.html',
    ];
    const page = await start(
      links.map((href) => `<a href="${href}" target="_top">press ${href}</a>`).join('\n\n'),
      false,
    );
    await preview(page).locator('#preview a').first().waitFor();
    for (const link of await preview(page).locator('#preview a').all())
      await link.click({ modifiers: [], force: true });
    await page.waitForTimeout(500);
    expect(opened.length).toBe(2);
    expect(moved).toEqual([]);
    expect(hits).toEqual([]);
  });

  it('keeps what ordinary bloggers write', async () => {
    const page = await start(
      ordinary.map(({ post }, at) => `<div class="o${at}" markdown="1">\n\n${post}\n\n</div>\n`).join('\n'),
      false,
    );
    await preview(page).locator('.o0').waitFor();
    for (const [at, { post, selector, style }] of ordinary.entries()) {
      const found = preview(page).locator(`.o${at} ${selector}`).first();
      expect(await found.count(), post).toBe(1);
      if (style)
        expect(
          await found.evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), style[0]),
          post,
        ).toBe(style[1]);
    }
  });
});
