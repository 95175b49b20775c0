// How long a plan takes over a big blog, beside what git and rsync need to look at the same trees.
// 5,000 posts with an image each; three posts changed since the last export. Each number is the median of its rounds.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RelPath } from '#core/journal/entry.ts';
import { checkFolder } from '#host/check/check-folder.ts';
import { applyExport } from '#host/export/apply.ts';
import { prepareExport } from '#host/export/prepare.ts';
import { gitEnv, viewOf } from '../host/export/journals.ts';

type Row = Readonly<Record<string, string>>;

const POSTS = 5000;
const ROUNDS = 5;

/** A post of about 3 KB, the median of real blogs. */
function post(at: number): string {
  const paragraph =
    `- 문단 ${at}: **굵은 글**과 [링크](/ml/post-${at % 100}/) 그리고 \`code\`를 섞어 쓴 평범한 글입니다. `.repeat(
      4,
    );
  const body = Array.from({ length: 8 }, (_, part) => `## 절 ${part}\n\n${paragraph}\n`).join('\n');
  return `---\nlayout: post\ntitle: "글 ${at}"\ncategory: ml\ndate: 2024-01-01\n---\n\n![그림](/assets/img/${at}.png)\n\n${body}`;
}

function put(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  // Older than the moments in which a cache cannot be sure.
  const before = new Date(Date.now() - 3_600_000);
  utimesSync(join(root, path), before, before);
}

const nameOf = (at: number): string =>
  `_posts/20${String(10 + (at % 15))}-${String(1 + (at % 12)).padStart(2, '0')}-01-post-${at}.md`;

/** Milliseconds on the clock, which a busy machine stretches, and of this process's own computing, which it does not. */
interface Taken {
  readonly clock: number;
  readonly own: number;
}

async function timed(job: () => unknown): Promise<Taken> {
  const start = performance.now();
  const before = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(before);
  return { clock: performance.now() - start, own: (user + system) / 1000 };
}

async function median(job: () => unknown): Promise<Taken> {
  const times: Taken[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(job));
  const middle = (of: keyof Taken): number =>
    times.map((one) => one[of]).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  return { clock: middle('clock'), own: middle('own') };
}

/** Measures, and gives the tables to print. */
export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-bench-')));
  try {
    const journal = join(base, 'journal');
    const target = join(base, 'target');
    for (let at = 0; at < POSTS; at++) {
      put(journal, nameOf(at), post(at));
      put(journal, `assets/img/${at}.png`, `image ${at}`);
    }
    mkdirSync(target);
    const git = (...args: readonly string[]): string =>
      execFileSync('git', [...args], { cwd: target, env: { ...process.env, ...gitEnv }, encoding: 'utf8' });
    git('init', '-q', '-b', 'main');
    // A clock ahead stands for the seconds between writing a file and planning again.
    const now = (): number => Date.now() + 10_000;
    const world = { cache: join(base, 'cache'), data: join(base, 'data'), now, env: gitEnv };
    const all = { posts: null, drafts: false };
    const rows: Row[] = [];
    const row = (what: string, { clock, own }: Taken): number =>
      rows.push({ what, time: `${Math.round(clock)} ms`, 'own computing': `${Math.round(own)} ms` });
    /** Of another program: only the clock tells. */
    const other = (what: string, { clock }: Taken): number =>
      rows.push({ what, time: `${Math.round(clock)} ms` });

    const view = viewOf(journal);
    const first = await timed(() => prepareExport(world, view, target, all));
    row(`first plan, ${POSTS} posts and ${POSTS} images, everything read and checked`, first);
    const plan = await prepareExport(world, view, target, all);
    const writing = await timed(() =>
      applyExport(world, plan, { skip: [], overwrite: [], commit: { message: 'all' } }),
    );
    row(`writing and committing ${plan.steps.length} files`, writing);
    for (const at of [1, 2, 3]) put(journal, nameOf(at), `${post(at)}\nchanged\n`);
    await prepareExport(world, view, target, all);
    const changed = await prepareExport(world, view, target, all);
    const done = changed.steps.filter(({ action }) => action === 'change').length;
    if (done !== 3 || changed.steps.length !== 2 * POSTS) throw new Error(`planned ${done} changes`);
    row(
      'plan of everything, 3 posts changed, warm',
      await median(() => prepareExport(world, view, target, all)),
    );
    const three = { posts: [1, 2, 3].map((at) => nameOf(at) as RelPath), drafts: false };
    row('plan of the 3 posts alone, warm', await median(() => prepareExport(world, view, target, three)));
    other('git status of the target', await median(() => git('status', '--porcelain')));
    const some = new Set(view.entries.slice(0, 1000));
    row(
      'checks of 1,000 posts',
      await median(() => checkFolder(view, { now: now(), choose: (entry) => some.has(entry) })),
    );
    const rsync = ['-an', '--itemize-changes', `${journal}/`, `${target}/`];
    if (spawnSync('rsync', ['--version']).error === undefined) {
      other('rsync -an, sizes and times', await median(() => execFileSync('rsync', rsync)));
      other('rsync -anc, contents', await median(() => execFileSync('rsync', ['-c', ...rsync])));
    } else rows.push({ what: 'rsync -n', time: 'not installed' });
    const write = await timed(() =>
      applyExport(world, changed, { skip: [], overwrite: [], commit: { message: 'x' } }),
    );
    row('writing and committing 3 posts, planned anew before', write);
    return [{ title: `Export of ${POSTS} posts`, rows }];
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
