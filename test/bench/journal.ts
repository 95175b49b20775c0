// A journal of 10,000 posts: our list cold and warm beside `hugo list all`, ripgrep and gray-matter on the same files, in one run; and the
// open journal's start, memory and time from a change to the list. Every number counts only if all posts are listed.
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import matter from 'gray-matter';
import { matterEngines } from '#core/frontmatter/index.ts';
import { filterPosts } from '#core/journal/query.ts';
import { openJournal } from '#host/journal/open-journal.ts';
import { writeJournal } from '#test/support/journal-generator.ts';

type Row = Readonly<Record<string, string>>;

const POSTS = Number(process.env.GALLEY_BENCH_POSTS ?? 10_000);
const ROUNDS = Number(process.env.GALLEY_BENCH_ROUNDS ?? 7);
const galley = resolve('dist/galley.js');

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

/** Milliseconds of one process, and how many lines it wrote. */
function timed(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const took = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return { took, lines: stdout.split('\n').filter((line) => line !== '').length, stdout };
}

const has = (command: string): boolean => spawnSync(command, ['version']).error === undefined;

/** The same files as a Hugo site: hard links, in folders whose names Hugo accepts. */
function hugoSite(root: string, files: readonly string[], site: string): void {
  mkdirSync(site, { recursive: true });
  writeFileSync(join(site, 'hugo.toml'), 'baseURL = "http://localhost/"\ntitle = "Bench"\n');
  for (const path of files) {
    const target = join(site, 'content', path.replaceAll('_posts', 'posts').replaceAll('_drafts', 'drafts'));
    mkdirSync(dirname(target), { recursive: true });
    linkSync(join(root, path), target);
  }
}

function postFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
}

/** Reads everything and hands it to gray-matter, in this process. */
function grayMatter(root: string, files: readonly string[]): number {
  const start = performance.now();
  let keys = 0;
  for (const path of files) {
    const text = readFileSync(join(root, path), 'utf8');
    keys += Object.keys(matter(text, { engines: matterEngines }).data).length;
  }
  if (keys < files.length) throw new Error('gray-matter read too little');
  return performance.now() - start;
}

async function lists(root: string, base: string): Promise<readonly Row[]> {
  const files = postFiles(root);
  const site = join(base, 'hugo');
  const cache = { XDG_CACHE_HOME: join(base, 'cache') };
  const hugo = has('hugo');
  if (hugo) hugoSite(root, files, site);
  const times = new Map<string, number[]>();
  const note = (name: string, took: number) => times.set(name, [...(times.get(name) ?? []), took]);
  const all = (lines: number, wanted: number, name: string) => {
    if (lines !== wanted) throw new Error(`${name} listed ${lines} of ${wanted} posts`);
  };
  for (let round = 0; round < ROUNDS; round++) {
    if (hugo) {
      const listed = timed('hugo', ['list', 'all'], site);
      all(listed.lines - 1, files.length, 'hugo');
      note('hugo list all', listed.took);
    }
    rmSync(cache.XDG_CACHE_HOME, { recursive: true, force: true });
    const cold = timed(process.execPath, [galley, 'list', root], root, cache);
    all(cold.lines, files.length, 'galley');
    note('galley list, cold', cold.took);
    const warm = timed(process.execPath, [galley, 'list', root], root, cache);
    all(warm.lines, files.length, 'galley');
    if (warm.stdout !== cold.stdout) throw new Error('the warm list differs from the cold one');
    note('galley list, warm', warm.took);
    rmSync(cache.XDG_CACHE_HOME, { recursive: true, force: true });
    for (const name of ['galley list --json, cold', 'galley list --json, warm']) {
      const json = timed(process.execPath, [galley, 'list', root, '--json'], root, cache);
      const listed: unknown = JSON.parse(json.stdout);
      all(Array.isArray(listed) ? listed.length : 0, files.length, name);
      note(name, json.took);
    }
    note('node, doing nothing', timed(process.execPath, ['-e', '0'], root).took);
    if (spawnSync('rg', ['--version']).error === undefined) {
      note('ripgrep, files with 회고', timed('rg', ['-l', '회고', '.'], root).took);
    }
    note('gray-matter in one process, reading included', grayMatter(root, files));
  }
  const reference = median(times.get('hugo list all') ?? []);
  return [...times].map(([what, took]) => ({
    what,
    'median ms': ms(median(took)),
    'best ms': ms(Math.min(...took)),
    'against hugo': hugo ? (median(took) / reference).toFixed(2) : '-',
  }));
}

/** Milliseconds until an opened journal has its list, from a warm index. */
async function warmOpen(root: string, cacheDir: string): Promise<number> {
  const deps = { now: Date.now, log: () => undefined, cacheDir };
  await (await openJournal(root, deps)).close();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const journal = await openJournal(root, deps);
    times.push(performance.now() - start);
    await journal.close();
  }
  return median(times);
}

/** Milliseconds from a write to the event that carries it. */
async function changeToList(root: string): Promise<number> {
  const journal = await openJournal(root, { now: Date.now, log: () => undefined, cacheDir: null });
  await journal.rescan();
  const [post] = journal.entries();
  const file = join(root, post?.path ?? '');
  const text = readFileSync(file, 'utf8');
  const times: number[] = [];
  for (let round = 0; round < 15; round++) {
    const start = performance.now();
    const seen = new Promise<number>((done) => {
      const stop = journal.onChange((event) => {
        if (event.kind !== 'changed' || !event.change.upserted.some(({ path }) => path === post?.path))
          return;
        stop();
        done(performance.now());
      });
    });
    writeFileSync(file, text.replace(/^title: .*$/m, `title: Round ${round}`));
    times.push((await seen) - start);
    await new Promise((done) => setTimeout(done, 60));
  }
  await journal.close();
  return median(times);
}

/** Megabytes that a serving process holds, with the journal open. */
async function servedMemory(root: string, base: string): Promise<string> {
  const env = {
    ...process.env,
    XDG_CACHE_HOME: join(base, 'cache'),
    XDG_CONFIG_HOME: join(base, 'config'),
    XDG_DATA_HOME: join(base, 'data'),
  };
  const served = spawn(process.execPath, [galley, 'serve', root, '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await new Promise((done, failed) => {
      served.stdout.once('data', done);
      served.once('exit', failed);
    });
    await new Promise((done) => setTimeout(done, 3000));
    const status = readFileSync(`/proc/${served.pid}/status`, 'utf8');
    const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
    return (kilobytes / 1024).toFixed(0);
  } finally {
    served.kill();
  }
}

/** Builds nothing: `dist` must be there. */
export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  if (!existsSync(galley)) throw new Error('dist/galley.js is missing: npm run build');
  const base = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  // Nothing of an open journal keeps a process alive, which is the shells' business.
  const alive = setInterval(() => undefined, 1000);
  try {
    const root = join(base, 'journal');
    const small = join(base, 'small');
    const { posts, bytes } = writeJournal(root, { posts: POSTS });
    writeJournal(small, { posts: 10 });
    const listed = await lists(root, base);
    const open10 = await warmOpen(small, join(base, 'cache-open'));
    const openAll = await warmOpen(root, join(base, 'cache-open'));
    const change = await changeToList(root);
    const journal = await openJournal(root, { now: Date.now, log: () => undefined, cacheDir: null });
    const entries = journal.entries();
    const typed: number[] = [];
    for (const text of ['ㅂㅌ', '회고', 'rust', 'ㅎㄱ 2020', '마ㅊ']) {
      const start = performance.now();
      filterPosts(entries, { text });
      typed.push(performance.now() - start);
    }
    await journal.close();
    const memory = process.platform === 'linux' ? await servedMemory(root, base) : '-';
    return [
      { title: `A list of ${posts} posts, ${(bytes / 1e6).toFixed(0)} MB`, rows: listed },
      {
        title: 'An open journal',
        rows: [
          { what: 'warm open, 10 posts, ms', value: ms(open10) },
          { what: `warm open, ${posts} posts, ms`, value: ms(openAll) },
          { what: 'difference, ms (at most 300)', value: ms(openAll - open10) },
          { what: 'a changed file in the list, ms after the write (at most 100)', value: ms(change) },
          { what: 'filter as typed over all posts, median ms', value: ms(median(typed)) },
          { what: 'resident memory of galley serve, MB (below 250)', value: memory },
        ],
      },
    ];
  } finally {
    clearInterval(alive);
    rmSync(base, { recursive: true, force: true, maxRetries: 3 });
  }
}
