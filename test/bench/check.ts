// How long the checks before publishing take over a journal as real ones are, from the first time to one post after a save.
// Each number is the median of its rounds, but for the first.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkFolder } from '#host/check/check-folder.ts';
import { type Checked, checkJournalFolder } from '#host/check/headless.ts';
import { viewOf } from '../host/export/journals.ts';
import { generatePosts } from '../support/journal-generator.ts';

type Row = Readonly<Record<string, string>>;

const ROUNDS = 3;

/** What the generator's posts lack: links to places in other posts, Liquid and HTML, in every third post. */
function dressed(text: string, at: number, former: string | null): string {
  if (at % 3 !== 0 || former === null) return text;
  return `${text}\n## 맺음말 ${at}\n\n[위로](#맺음말-${at}) [앞 글]({% post_url ${former} %}) {{ site.title }}\n\n<details><summary>더</summary><span>글</span></details>\n`;
}

function make(root: string, posts: number): void {
  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  put('_config.yml', 'title: x\ntimezone: Asia/Seoul\n');
  let former: string | null = null;
  let at = 0;
  for (const { path, text } of generatePosts({ posts })) {
    put(path, dressed(text, at, former));
    for (const [, image] of text.matchAll(/\/(assets\/img\/[^)\s"']+)/g))
      if (image) put(decodeURI(image), 'image');
    const name = /(?:^|\/)_posts\/(.+)\.md$/.exec(path)?.[1];
    if (name !== undefined && !text.includes('published: false')) former = name;
    at++;
  }
}

interface Taken {
  /** Milliseconds on the clock, which a busy machine stretches, and of the processor, which it does not. */
  readonly clock: number;
  readonly processor: number;
}

async function timed<T>(job: () => Promise<T>): Promise<Taken & { readonly value: T }> {
  const start = performance.now();
  const before = process.cpuUsage();
  const value = await job();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - start, processor: (user + system) / 1000, value };
}

async function median(job: () => Promise<unknown>): Promise<Taken> {
  const times: Taken[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(job));
  const middle = (of: keyof Taken): number =>
    times.map((one) => one[of]).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  return { clock: middle('clock'), processor: middle('processor') };
}

const row = (what: string, { clock, processor }: Taken): Row => ({
  what,
  time: `${Math.round(clock)} ms`,
  'of the processor': `${Math.round(processor)} ms`,
});

async function over(base: string, posts: number): Promise<readonly Row[]> {
  const root = join(base, `journal-${posts}`);
  make(root, posts);
  const check = (): Promise<Checked> =>
    checkJournalFolder(root, {
      cacheDir: join(base, 'cache'),
      now: Date.now,
      off: [],
      drafts: true,
      fix: false,
    });
  const first = await timed(check);
  const found = new Set(first.value.findings.map(({ rule }) => rule));
  const wrong = [...found].filter((rule) => rule !== 'date-name-differs');
  if (wrong.length > 0) throw new Error(`the journal is not clean: ${wrong.join(', ')}`);
  const view = viewOf(root);
  const one = view.entries[posts >> 1];
  return [
    row(`galley check, ${posts} posts, nothing known of them yet`, first),
    row(`galley check, ${posts} posts, their list known`, await median(check)),
    row('the checks alone', await median(() => checkFolder(view, { now: Date.now() }))),
    row(
      'one post of them, as after a save',
      await median(() => checkFolder(view, { now: Date.now(), choose: (entry) => entry === one })),
    ),
  ];
}

/** Measures, and gives the tables to print. */
export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-bench-')));
  try {
    return [{ title: 'Checks of 1,000 posts', rows: await over(base, 1000) }];
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
