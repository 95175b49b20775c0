// How long it takes to know who uses which image: 5,000 posts with 20,000 references of every kind, and 8,000 images.
// Beside it ripgrep lists the same references. A number counts only if every reference was found.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { maskCode } from '#core/images/mask.ts';
import { findReferences } from '#core/images/references.ts';
import { journalUsage, knownUsage } from '#host/images/usage.ts';
import { openJournal } from '#host/journal/open-journal.ts';
import { generatePosts } from '#test/support/journal-generator.ts';

type Row = Readonly<Record<string, string>>;

const POSTS = Number(process.env.GALLEY_BENCH_POSTS ?? 5000);
const EACH = 4;
const FOLDERS = 400;
const IMAGES_IN_FOLDER = 20;
const ROUNDS = 7;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

/** The ways to write a reference that real blogs have; `path` begins with a slash. */
const KINDS: readonly ((path: string) => string)[] = [
  (path) => `![그림](${path})`,
  (path) => `<img src="${path}" alt="그림" width="60%">`,
  (path) => `<center><img src="${path}" width="60%" height="60%"></center>`,
  (path) => `{% include figure.html src="${path}" caption="설명" %}`,
  (path) => `![그림]({{ site.baseurl }}${path})`,
  (path) => `<figure><img src="{{ "${path}" | relative_url }}"></figure>`,
  (path) => `[크게 보기](${encodeURI(path)})`,
  (path) => `![그림](<${path}> "제목")`,
];

const imageAt = (n: number): string =>
  `/assets/img/폴더-${n % FOLDERS}/shot-${Math.floor(n / FOLDERS) % IMAGES_IN_FOLDER}.png`;

function put(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  const past = new Date('2026-01-02T03:04:05Z');
  utimesSync(join(root, path), past, past);
}

/** Writes the journal; gives the bytes of its posts. */
function writeBlog(root: string): number {
  put(root, '_config.yml', 'title: Bench\nurl: https://blog.example.org\n');
  for (let n = 0; n < FOLDERS * IMAGES_IN_FOLDER; n++) put(root, imageAt(n).slice(1), `image ${n}`);
  let bytes = 0;
  let at = 0;
  for (const post of generatePosts({ posts: POSTS })) {
    const parts = post.text
      .replace(/^image: .*\n/m, '')
      .replace(/^!\[.*\n/gm, '')
      .split('\n\n');
    const places = Array.from({ length: EACH }, (_, n) => 1 + Math.floor((n * (parts.length - 1)) / EACH));
    for (const place of [...places].reverse()) {
      parts.splice(place, 0, (KINDS[at % KINDS.length] ?? String)(imageAt(at * 7)));
      at++;
    }
    const text = parts.join('\n\n');
    put(root, post.path, text);
    bytes += Buffer.byteLength(text);
  }
  return bytes;
}

/** Megabytes and milliseconds of the reader alone, on texts in memory. */
function reading(root: string, paths: readonly string[]): readonly [mask: number, references: number] {
  const texts = paths.map((path) => readFileSync(join(root, path), 'utf8'));
  const timed = (job: (text: string) => unknown): number => {
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      for (const text of texts) job(text);
      return performance.now() - start;
    });
    return median(times);
  };
  return [timed((text) => maskCode(text, 0)), timed(findReferences)];
}

/** Measures, and gives the tables to print. */
export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  const base = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const alive = setInterval(() => undefined, 1000);
  try {
    const root = join(base, 'journal');
    const bytes = writeBlog(root);
    const rows: Row[] = [];
    const row = (what: string, value: string): number => rows.push({ what, value });
    const check = (found: number): void => {
      if (found !== POSTS * EACH) throw new Error(`${found} of ${POSTS * EACH} references found`);
    };

    const cold: number[] = [];
    const computed: number[] = [];
    const stalls: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const journal = await openJournal(root, { now: Date.now, log: () => undefined, cacheDir: null });
      await journal.rescan();
      let last = performance.now();
      let longest = 0;
      const beat = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 1);
      const start = performance.now();
      const before = process.cpuUsage();
      const usage = await journalUsage(journal);
      cold.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      computed.push((user + system) / 1000);
      clearInterval(beat);
      stalls.push(longest);
      check(
        [...usage.users.values()].reduce(
          (sum, users) => sum + users.reduce((all, { uses }) => all + uses.length, 0),
          0,
        ),
      );
      if (usage.broken.length > 0) throw new Error(`${usage.broken.length} references count as broken`);
      await journal.close();
    }
    row(`full usage graph, cold, ms (below 3000)`, ms(median(cold)));
    row('of it computed by this process, ms', ms(median(computed)));
    row('longest hold of the event loop meanwhile, ms', ms(median(stalls)));

    const journal = await openJournal(root, { now: Date.now, log: () => undefined, cacheDir: null });
    await knownUsage(journal);
    const saved: number[] = [];
    const posts = journal.entries();
    for (let round = 0; round < 15; round++) {
      const post = posts[round * 11];
      if (post === undefined) break;
      const file = join(root, post.path);
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n![새](${imageAt(round)})\n`);
      await journal.refresh([post.path]);
      const start = performance.now();
      const usage = await knownUsage(journal);
      saved.push(performance.now() - start);
      const users = usage.users.get(imageAt(round).slice(1).normalize('NFC')) ?? [];
      if (!users.some((user) => user.post === post.path))
        throw new Error('the saved reference is not in the graph');
    }
    row('after a save, ms (below 20)', ms(median(saved)));
    row('the worst of 15 saves, ms', ms(Math.max(...saved)));
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await journalUsage(journal);
      again.push(performance.now() - start);
    }
    row('again with every image looked up on disk, ms', ms(median(again)));
    const [mask, references] = reading(
      root,
      posts.map(({ path }) => path),
    );
    row('hiding code alone, texts in memory, ms', ms(mask));
    row('reading references alone, texts in memory, ms', ms(references));
    await journal.close();

    if (spawnSync('rg', ['--version']).error === undefined) {
      const pattern = String.raw`[^\s"(<>]+\.(png|jpe?g|gif|webp|avif|svg)`;
      const took: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const start = performance.now();
        const { stdout } = spawnSync('rg', ['-on', '--no-heading', '-g', '*.md', pattern, '.'], {
          cwd: root,
          encoding: 'utf8',
          maxBuffer: 1 << 28,
        });
        took.push(performance.now() - start);
        const lines = stdout.split('\n').length - 1;
        if (lines < POSTS * EACH) throw new Error(`ripgrep found ${lines}`);
      }
      row('ripgrep listing the same references, ms', ms(median(took)));
    }
    const title = `${POSTS} posts (${(bytes / 1e6).toFixed(0)} MB), ${POSTS * EACH} references, ${FOLDERS * IMAGES_IN_FOLDER} images`;
    return [{ title, rows }];
  } finally {
    clearInterval(alive);
    rmSync(base, { recursive: true, force: true, maxRetries: 3 });
  }
}
