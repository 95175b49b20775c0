// Owns: writing the expected HTML beside the inputs of test/cases/kramdown, from the true renderer.
// Must not know: our renderer.
//
//   tsx test/support/record-kramdown-cases.ts          records what has no .html yet
//   tsx test/support/record-kramdown-cases.ts --all    records everything again

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseMeta, caseFiles, oraclePath } from './kramdown-cases.ts';

const all = process.argv.includes('--all');
const oracle = oraclePath();
if (!existsSync(oracle)) throw new Error(`The oracle is not at ${oracle} (set KRAMDOWN_ORACLE).`);

const files = caseFiles().filter((file) => all || !existsSync(file.html));
const requests = files.map((file, id) => {
  const meta: CaseMeta = existsSync(file.json) ? JSON.parse(readFileSync(file.json, 'utf8')) : {};
  return JSON.stringify({
    id,
    markdown: readFileSync(file.md, 'utf8'),
    profile: meta.profile ?? 'jekyll',
    ...(meta.options === undefined ? {} : { options: meta.options }),
  });
});
const run = spawnSync('ruby', [oracle], {
  input: `${requests.join('\n')}\n`,
  encoding: 'utf8',
  maxBuffer: 1 << 30,
});
let written = 0;
for (const line of run.stdout.split('\n')) {
  if (line === '') continue;
  const answer: { readonly id: number; readonly html?: string; readonly error?: string } = JSON.parse(line);
  const file = files[answer.id];
  if (file === undefined) continue;
  if (answer.html === undefined) {
    console.error(`${file.name}: ${answer.error}`);
    continue;
  }
  writeFileSync(file.html, answer.html);
  written++;
}
const version = spawnSync('ruby', [oracle, '--version'], { encoding: 'utf8' }).stdout.trim();
writeFileSync(
  join(process.cwd(), 'test/cases/kramdown/recorded-with.json'),
  `${JSON.stringify({ versions: version, cases: caseFiles().length }, null, 2)}\n`,
);
console.log(`${written} expectations written (${version})`);
