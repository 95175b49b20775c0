import { cpSync, rmSync } from 'node:fs';
import { test } from 'vitest';
import { exportAndBuild } from './export-and-build.ts';
import { wholeJournal } from './journal.ts';
import * as s from './sites.ts';

for (const [name, site] of [
  ['hugo', s.hugo({ unsafe: true })],
  ['hugo-safe', s.hugo({ unsafe: false, toml: true })],
  ['hexo', s.hexo()],
  ['eleventy', s.eleventy()],
  ['astro', s.astro()],
] as const)
  test(name, async () => {
    const b = await exportAndBuild(site, wholeJournal());
    rmSync(`/tmp/gen/${name}`, { recursive: true, force: true });
    cpSync(b.target, `/tmp/gen/${name}`, { recursive: true, filter: (f) => !f.endsWith('node_modules') });
    console.log(name);
    for (const l of b.prepared.losses)
      console.log('  ', l.path.slice(-30), l.line, l.code, l.weight, l.what, l.count ?? '');
    console.log(
      b.prepared.targetProblems.map((p) => p.message),
      b.prepared.problems.map((p) => p.code + p.message).slice(0, 5),
    );
  });
