// Owns: the differential fuzzer: mutated documents through our renderer and the true one, differences minimised.
// Must not know: how either renders.
//
//   npm run fuzz:kramdown -- --count 20000 --seed 1 [--show 20] [--profile jekyll] [--vary] [--save FILE]
//
// --vary: a profile and options by chance for each document.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isRougeLanguage } from '#core/highlight/languages.ts';
import { type Profile, renderRequest } from '#core/kramdown/index.ts';
import { caseFiles, oraclePath } from '#test/support/kramdown-cases.ts';
import { canonicalDom } from '#test/support/kramdown-dom.ts';
import { createOracle, type Oracle } from '#test/support/kramdown-oracle.ts';
import { makeDocument } from './kramdown-mutate.ts';
import { makeSettings, type Settings } from './kramdown-options.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '10' },
    profile: { type: 'string', default: 'jekyll' },
    save: { type: 'string' },
    vary: { type: 'boolean', default: false },
  },
});
if (!existsSync(oraclePath())) {
  console.error(`The oracle is not at ${oraclePath()} (set KRAMDOWN_ORACLE); nothing to compare with.`);
  process.exit(2);
}
const profile = values.profile as Profile; // a wrong name is refused by the oracle
const count = Number(values.count);
const seed = Number(values.seed);
const show = Number(values.show);

const seeds = caseFiles()
  .filter((file) => !existsSync(file.json))
  .map((file) => readFileSync(file.md, 'utf8'));
const options = profile === 'jekyll' || profile === 'pages' ? {} : { footnote_nr: 1 };
const fixed: Settings = { profile, options };

type Verdict = 'same' | 'differs' | 'skipped';

function compare(markdown: string, expected: string | null, settings: Settings): Verdict {
  if (expected === null) return 'skipped';
  const actual = renderRequest({ markdown, ...settings }, { knownLanguage: isRougeLanguage });
  if (actual === expected) return 'same';
  const level = { ignoreTokens: true };
  return canonicalDom(actual, level) === canonicalDom(expected, level) ? 'same' : 'differs';
}

async function isDifferent(oracle: Oracle, markdown: string, settings: Settings): Promise<boolean> {
  const [expected] = await oracle.render([markdown], settings);
  return compare(markdown, expected ?? null, settings) === 'differs';
}

const oracle = createOracle(profile, options);
const BATCH = 100;
let different = 0;
let skipped = 0;
const minimal: { readonly markdown: string; readonly settings: Settings }[] = [];
const started = Date.now();
for (let from = 0; from < count; from += BATCH) {
  const documents = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) =>
    makeDocument(seeds, seed * 1_000_003 + from + index),
  );
  for (const [index, markdown] of documents.entries()) {
    const settings = values.vary ? makeSettings(seed * 1_000_003 + from + index) : fixed;
    const [expected] = await oracle.render([markdown], settings);
    const verdict = compare(markdown, expected ?? null, settings);
    if (verdict === 'skipped') skipped++;
    if (verdict !== 'differs') continue;
    different++;
    if (minimal.length >= show) continue;
    const small = await shrink(markdown, (text) => isDifferent(oracle, text, settings));
    minimal.push({ markdown: small, settings });
  }
}
const compared = count - skipped;
console.log(
  `${different} of ${compared} documents differ at dom~hl (${((100 * different) / Math.max(1, compared)).toFixed(3)} %), ` +
    `${skipped} skipped, ${((Date.now() - started) / 1000).toFixed(0)} s, seed ${seed}, ${values.vary ? 'any profile' : `profile ${profile}`}`,
);
const known = new Set<string>();
for (const { markdown, settings } of minimal) {
  if (known.has(markdown)) continue;
  known.add(markdown);
  const [expected] = await oracle.render([markdown], settings);
  console.log(`\n--- ${JSON.stringify(markdown)}${values.vary ? ` ${JSON.stringify(settings)}` : ''}`);
  console.log(`  expected ${JSON.stringify(expected)}`);
  const actual = renderRequest({ markdown, ...settings }, { knownLanguage: isRougeLanguage });
  console.log(`  actual   ${JSON.stringify(actual)}`);
}
if (values.save !== undefined) writeFileSync(values.save, [...known].join('\n%%\n'));
oracle.stop();
