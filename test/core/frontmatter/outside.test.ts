// `galley set` on thousands of wicked posts, judged by Psych's own tree: no line outside the entry is another, the value is the wanted one,
// and what is refused has a reason that can be seen in the text. Must not know how changes are made. Skipped without Ruby.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerSetLine, readFrontMatter } from '#core/frontmatter/index.ts';
import { changeOf, mutatedPost, post } from './blocks.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 3000);
const SEED = Number(process.env.FUZZ_SEED ?? 77);
const hasRuby = spawnSync('ruby', ['-ryaml', '-e', 'exit']).status === 0;

interface Tree {
  readonly ok: boolean;
  readonly keys: readonly (readonly [key: string | null, line: number])[];
}

function ask(blocks: readonly string[]): readonly Tree[] {
  const script = fileURLToPath(new URL('lines.rb', import.meta.url));
  const input = blocks.map((yaml, id) => JSON.stringify({ id, yaml })).join('\n');
  const run = spawnSync('ruby', [script], { input, maxBuffer: 1 << 29, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Tree); // lines.rb prints exactly this
}

interface Job {
  readonly text: string;
  readonly key: string;
  /** Lines of the block, with their ends; and where it starts in the text. */
  readonly block: string;
  readonly from: number;
  readonly answer: { readonly text?: string; readonly error?: string; readonly code?: string };
}

function jobs(texts: fc.Arbitrary<string>): readonly Job[] {
  const samples = fc.sample(fc.tuple(texts, fc.nat(), fc.infiniteStream(changeOf(['k']))), {
    numRuns: RUNS,
    seed: SEED,
  });
  return samples.flatMap(([text, which, changes]): readonly Job[] => {
    const front = readFrontMatter(text);
    if (front.format !== 'yaml' || front.content === null || front.entries.length === 0) return [];
    const key = front.entries[which % front.entries.length]?.key ?? '';
    for (const change of changes) {
      if (change.op !== 'set') continue;
      const line = JSON.stringify({ id: 1, text, set: { [key]: change.value } });
      const answer = JSON.parse(answerSetLine(line)) as Job['answer']; // its own shape
      const { from, to } = front.content;
      return [{ text, key, block: text.slice(from, to), from, answer }];
    }
    return [];
  });
}

/** By the line ends of YAML 1.1, which Psych counts. */
const linesOf = (text: string): readonly string[] => text.split(/(?<=\r\n|[\n\x85\u2028\u2029]|\r(?!\n))/u);

/** Lines of the block that belong to the last entry of the key: up to the next key, without comments and blank lines before that. */
function ownLines(
  block: string,
  keys: Tree['keys'],
  key: string,
): readonly [from: number, to: number] | null {
  const at = keys.findLastIndex(([name]) => name === key);
  const from = keys[at]?.[1];
  if (from === undefined) return null;
  return [from, keys[at + 1]?.[1] ?? linesOf(block).length];
}

describe.skipIf(!hasRuby)('galley set on wicked posts', { timeout: 300_000 }, () => {
  test('changes no byte outside the lines of the entry', () => {
    const all = [...jobs(post), ...jobs(mutatedPost)];
    const done = all.filter(({ answer, text }) => answer.text !== undefined && answer.text !== text);
    const trees = ask(done.map(({ block }) => block));
    let checked = 0;
    done.forEach(({ text, key, block, from, answer }, i) => {
      const after = answer.text ?? '';
      const own = ownLines(block, trees[i]?.keys ?? [], key);
      if (own === null) return;
      const lines = linesOf(block);
      const before = from + lines.slice(0, own[0]).join('').length;
      const behind = text.length - from - lines.slice(0, own[1]).join('').length;
      expect(after.slice(0, before)).toBe(text.slice(0, before));
      expect(after.slice(after.length - behind)).toBe(text.slice(text.length - behind));
      expect(after.length).toBeGreaterThanOrEqual(before + behind);
      checked++;
    });
    expect(checked).toBeGreaterThan(RUNS / 2);
  });

  test('refuses only with a reason that the text shows', () => {
    const refused = [...jobs(post), ...jobs(mutatedPost)].filter(({ answer }) => answer.error !== undefined);
    const trees = ask(refused.map(({ block }) => block));
    const unjustified = refused.filter(({ text, block, key, answer }, i) => {
      const reads = trees[i]?.ok === true;
      switch (answer.code) {
        case 'nested':
          return !/[{:[]|- -/.test(block);
        case 'comment-inside':
          return !/#/.test(block);
        case 'anchor':
          return !/&/.test(block);
        case 'alias':
          return !/[*&]/.test(block);
        case 'tag':
          return !/!/.test(block);
        case 'merge':
          return !/<</.test(block);
        default:
          // Broken for Psych, or said to be broken with its line; a sound block may be refused only for what the change itself is.
          return (
            reads &&
            readFrontMatter(text).problems.every(({ severity }) => severity !== 'error') &&
            key !== ''
          );
      }
    });
    const kinds = new Map<string, string>();
    for (const { answer, text, key } of unjustified)
      kinds.set(`${answer.code}: ${answer.error}`, `${key}\n${text.slice(0, 300)}`);
    expect([...kinds]).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
  });
});
