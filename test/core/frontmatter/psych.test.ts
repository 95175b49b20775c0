// Owns: the word of Jekyll's own reader: what Psych says of blocks before and after a change. Skipped without Ruby.
// Must not know: how changes are made.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Change, patch, readFrontMatter } from '#core/frontmatter/index.ts';
import { applyEdits } from '#core/text.ts';
import { changeOf, mutatedPost, post } from './blocks.ts';

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly line?: number;
}

const hasRuby = spawnSync('ruby', ['-ryaml', '-e', 'exit']).status === 0;
const SCRIPT = fileURLToPath(new URL('psych.rb', import.meta.url));

/** Asks Psych about many blocks in one process. */
function askPsych(blocks: readonly string[]): readonly Answer[] {
  const input = blocks.map((yaml, id) => JSON.stringify({ id, yaml })).join('\n');
  const run = spawnSync('ruby', [SCRIPT], { input, maxBuffer: 1 << 29, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer); // psych.rb writes this shape
}

/** Values by content; a date of Psych's equals any text of ours, since ours stay text. */
function agrees(psych: unknown, ours: unknown): boolean {
  if (isRecord(psych) && typeof psych.$date === 'string') return typeof ours === 'string';
  if (psych === null || psych === undefined) return ours === null || ours === undefined;
  if (Array.isArray(psych)) {
    return (
      Array.isArray(ours) && ours.length === psych.length && psych.every((one, i) => agrees(one, ours[i]))
    );
  }
  if (isRecord(psych)) {
    const other = ours;
    if (!isRecord(other)) return false;
    const keys = Object.keys(psych);
    return keys.length === Object.keys(other).length && keys.every((key) => agrees(psych[key], other[key]));
  }
  return (
    psych === ours || (typeof psych === 'number' && typeof ours === 'number' && Math.abs(psych - ours) < 1e-9)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const inner = (text: string): string => {
  const { content } = readFrontMatter(text);
  return text.slice(content?.from, content?.to);
};

/** A yes or no of YAML 1.1 as a key comes back as that; ours stay text. */
const keyIn = (map: Readonly<Record<string, unknown>>, key: string): string =>
  key in map ? key : key === 'yes' ? 'true' : key === '2024' ? '2024' : key;

describe.skipIf(!hasRuby)('Psych', () => {
  test('reads every block as we do, and refuses what we refuse', { timeout: 180_000 }, () => {
    const posts = fc
      .sample(post, { numRuns: 3000, seed: 11 })
      .filter((text) => readFrontMatter(text).format === 'yaml');
    expect(posts.length).toBeGreaterThan(2900);
    const answers = askPsych(posts.map(inner));
    posts.forEach((text, index) => {
      const answer = answers[index];
      const ours = readFrontMatter(text);
      const error = ours.problems.find((problem) => problem.severity === 'error');
      expect({ text, refused: error !== undefined }).toEqual({ text, refused: answer?.ok === false });
      if (answer?.ok === true && !agrees(answer.value, { ...ours.data })) {
        expect({ text, data: { ...ours.data } }).toEqual({ text, data: answer.value });
      }
    });
  });

  test('after accidents: never silent where Psych refuses, and equal where both read', {
    timeout: 180_000,
  }, () => {
    const posts = fc
      .sample(mutatedPost, { numRuns: 3000, seed: 12 })
      .filter((text) => readFrontMatter(text).format === 'yaml');
    const answers = askPsych(posts.map(inner));
    let silent = 0;
    let strict = 0;
    posts.forEach((text, index) => {
      const answer = answers[index];
      const ours = readFrontMatter(text);
      const error = ours.problems.find((problem) => problem.severity === 'error');
      if (answer?.ok === false && error === undefined) silent++;
      // A block that Psych reads as one text is no front matter either.
      if (isRecord(answer?.value) && error !== undefined) strict++;
      const map = isRecord(answer?.value) || answer?.value === null ? (answer.value ?? {}) : null;
      if (answer?.ok !== true || error !== undefined || map === null) return;
      // A key that begins with a colon is a symbol for Ruby.
      if (Object.keys(ours.data).some((key) => key.startsWith(':'))) return;
      // Nor is a key that is an anchor without a name one of ours.
      if (ours.entries.length === 0) return;
      // Ruby drops the quotes of a symbol.
      if (/(?:^|\s):["']/.test(text)) return;
      // A tag may change what a word is; such values are read-only here.
      if (ours.entries.some((entry) => entry.readOnly?.code === 'tag')) return;
      // Texts that Psych tears at U+2028 are said to be odd; their values may differ.
      if (ours.problems.some((problem) => problem.code === 'control-character')) return;
      if (!agrees(map, { ...ours.data }))
        expect({ text, data: { ...ours.data } }).toEqual({ text, data: map });
    });
    expect(silent).toBeLessThanOrEqual(posts.length / 1000);
    expect(strict).toBeLessThanOrEqual(posts.length / 33);
  });

  test('reads the wanted value after a change, and all others as before', { timeout: 180_000 }, () => {
    const jobs: { readonly before: string; readonly after: string; readonly change: Change }[] = [];
    const random = fc.sample(fc.tuple(post, fc.nat(), fc.infiniteStream(changeOf(['title']))), {
      numRuns: 4000,
      seed: 13,
    });
    for (const [text, which, changes] of random) {
      const keys = readFrontMatter(text).entries.map((entry) => entry.key);
      const [first] = changes;
      if (first === undefined) continue;
      const change: Change =
        first.key === 'title' ? { ...first, key: keys[which % keys.length] ?? 'title' } : first;
      const result = patch(text, change);
      if (result.ok && result.edits.length > 0)
        jobs.push({ before: text, after: applyEdits(text, result.edits), change });
    }
    expect(jobs.length).toBeGreaterThan(2000);
    const answers = askPsych(jobs.flatMap((job) => [inner(job.before), inner(job.after)]));
    jobs.forEach(({ before, after, change }, index) => {
      const old = answers[2 * index];
      const now = answers[2 * index + 1];
      expect({ before, after, read: [old?.ok, now?.ok] }).toEqual({ before, after, read: [true, true] });
      const was = { ...Object(old?.value) };
      const is = { ...Object(now?.value) };
      const key = change.op === 'rename' ? change.to : change.key;
      const got: unknown = is[keyIn(is, key)];
      const renamed: unknown = was[keyIn(was, change.key)];
      delete was[keyIn(was, change.key)];
      delete is[keyIn(is, key)];
      expect({ after, others: is }).toEqual({ after, others: was });
      if (change.op === 'rename') expect(got).toEqual(renamed);
      const wanted = change.op === 'set' || change.op === 'add' ? change.value : undefined;
      if (wanted !== undefined && !agrees(got ?? null, wanted))
        expect({ after, got }).toEqual({ after, got: wanted });
    });
  });
});
