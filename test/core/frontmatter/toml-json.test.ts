// Owns: the same laws for TOML and JSON blocks, with their own parsers as judges.
// Must not know: how values are written.

import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { type FieldValue, patch, readFrontMatter } from '#core/frontmatter/index.ts';
import { applyEdits, invertEdits } from '#core/text.ts';
import { text as textValue } from './blocks.ts';

// LAW_RUNS=20000 looks further.
const RUNS = { numRuns: Number(process.env.LAW_RUNS ?? 2000) };
const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const KEYS = ['title', 'date', 'tags', 'draft', 'weight', 'slug', '"따옴표 키"', 'my-key', 'description'];

const tomlValue = fc.oneof(
  pick(
    '"가나다"',
    '"say \\"so\\""',
    '\'홑 "따옴표"\'',
    '"""\n여러\n줄"""',
    "'''여러\n줄'''",
    '""',
    "''",
    '"# 아님"',
  ),
  pick(
    '2024-10-03',
    '2024-10-03T10:00:00+09:00',
    '2024-10-03 10:00:00',
    '1',
    '1.5',
    '-3',
    '1_000',
    'true',
    'false',
  ),
  pick(
    '[]',
    '["가", "나"]',
    '["가","나",]',
    '[ \'x\', "y" ]',
    '[\n  "하나",\n  "둘",\n]',
    '[1, 2]',
    '[["a"], ["b"]]',
    '{ a = 1, b = "x" }',
  ),
);
const tomlBlock = fc
  .tuple(
    fc.uniqueArray(
      fc.tuple(pick(...KEYS), tomlValue, pick('', '', ' # 메모'), pick('', '', '# 주석\n', '\n')),
      {
        selector: ([key]) => key,
        maxLength: 6,
      },
    ),
    pick(' = ', ' = ', '=', '   = '),
    pick('', '', '\n[extra]\ncover = "/a.png"\n\n[extra.more]\nn = [1, 2]\n'),
    pick('\n', '\n', '\r\n'),
  )
  .map(([entries, equals, tables, end]) => {
    const lines = entries.map(([key, value, tail, before]) => `${before}${key}${equals}${value}${tail}\n`);
    return `+++\n${lines.join('')}${tables}+++\n\n본문 +++\n`.replaceAll('\n', end);
  });

const jsonBlock = fc
  .tuple(
    fc.uniqueArray(
      fc.tuple(
        pick('title', 'tags', 'draft', 'weight', '따옴표 "키"', 'image'),
        pick<unknown>('가나다', '"q"\\', 1.5, true, null, [], ['가', '나'], [1, 'x', null], { a: [1] }),
      ),
      { selector: ([key]) => key, maxLength: 5 },
    ),
    pick<string | number>(0, 2, '\t'),
    pick('fence', 'bare'),
  )
  .map(([entries, indent, kind]) => {
    const json = JSON.stringify(Object.fromEntries(entries), null, indent);
    return kind === 'fence'
      ? `---\n${json}\n---\n\n본문\n`
      : `${json.startsWith('{}') ? '{"x": 1}' : json}\n\n본문\n`;
  });

const value: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 4, arbitrary: textValue },
  { weight: 2, arbitrary: fc.array(textValue, { maxLength: 3 }) },
  pick<FieldValue>(true, false, 0, 7, 1.5, -2.25, null, { a: 1, '나 다': ['x'] }),
);

/** What the format's own parser says; dates as their text. */
function judge(text: string): Readonly<Record<string, unknown>> {
  const { content, format } = readFrontMatter(text);
  const inner = text.slice(content?.from, content?.to);
  const parsed: unknown = format === 'toml' ? parseToml(inner) : JSON.parse(inner);
  return JSON.parse(JSON.stringify(parsed)) as Readonly<Record<string, unknown>>; // both give an object
}

const bare = (key: string): string => key.replace(/^"|"$/g, '');

describe.each([
  ['TOML', tomlBlock],
  ['JSON', jsonBlock],
])('%s', { timeout: 600_000 }, (format, blocks) => {
  test('reads every block, as its own parser does', () => {
    fc.assert(
      fc.property(blocks, (text) => {
        const frontMatter = readFrontMatter(text);
        expect(frontMatter.problems).toEqual([]);
        const data = judge(text);
        expect(Object.keys(frontMatter.data).sort()).toEqual(Object.keys(data).sort());
        for (const [key, one] of Object.entries(data)) {
          const date = typeof one === 'string' && /^\d{4}-\d\d-\d\d/.test(one);
          if (!date) expect(frontMatter.data[key]).toEqual(one);
        }
      }),
      RUNS,
    );
  });

  test('the wanted value is read back, all others are as before, and undo restores', () => {
    let made = 0;
    fc.assert(
      fc.property(blocks, pick(...KEYS.map(bare), 'image', '새 키'), value, (text, key, wanted) => {
        const kind = typeof wanted === 'string' ? ({ as: 'text' } as const) : {};
        const result = patch(text, { op: 'set', key, value: wanted, ...kind });
        if (!result.ok) {
          expect(result.reason.code).not.toBe('not-verified');
          return;
        }
        made++;
        const after = applyEdits(text, result.edits);
        const before = readFrontMatter(text);
        const now = readFrontMatter(after);
        expect(after.slice(now.bodyFrom)).toBe(text.slice(before.bodyFrom));
        const { [key]: got, ...others } = judge(after);
        const { [key]: _old, ...were } = judge(text);
        expect(got).toEqual(JSON.parse(JSON.stringify(wanted)));
        expect(others).toEqual(were);
        expect(applyEdits(after, invertEdits(text, result.edits))).toBe(text);
      }),
      RUNS,
    );
    expect(made).toBeGreaterThan(RUNS.numRuns / 2);
  });

  test('no change, no edit; a key added and removed leaves no trace', () => {
    fc.assert(
      fc.property(blocks, value, (text, wanted) => {
        for (const entry of readFrontMatter(text).entries) {
          if (entry.shape === 'map') continue;
          // Values of entries are made of what may be set.
          const same = patch(text, { op: 'set', key: entry.key, value: entry.value as string });
          if (same.ok) expect(same.edits).toEqual([]);
          else expect(entry.readOnly).not.toBeNull();
        }
        const there = patch(text, { op: 'add', key: '새 키', value: wanted });
        if (!there.ok) {
          expect(format === 'TOML' && there.reason.code).toBe('cannot-hold');
          return;
        }
        const after = applyEdits(text, there.edits);
        const back = patch(after, { op: 'remove', key: '새 키' });
        expect(back.ok && applyEdits(after, back.edits)).toBe(text);
      }),
      RUNS,
    );
  });

  test('removing any key, and adding and removing any item', () => {
    fc.assert(
      fc.property(blocks, textValue, fc.nat(3), (text, item, at) => {
        const { entries } = readFrontMatter(text);
        // Braces without a key and without fences are no front matter.
        if (text.startsWith('{') && entries.length === 1) return;
        for (const entry of entries) {
          if (entry.key.startsWith('[')) continue;
          const gone = patch(text, { op: 'remove', key: entry.key });
          expect(gone.ok).toBe(true);
          if (!gone.ok) continue;
          const { [entry.key]: _old, ...rest } = judge(text);
          expect(judge(applyEdits(text, gone.edits))).toEqual(rest);
          if (entry.items === null || entry.items.some((one) => String(one.value) === item)) continue;
          const there = patch(text, { op: 'listAdd', key: entry.key, item, at });
          expect(there.ok).toBe(true);
          if (!there.ok) continue;
          const after = applyEdits(text, there.edits);
          const back = patch(after, { op: 'listRemove', key: entry.key, item });
          expect(back.ok && applyEdits(after, back.edits)).toBe(text);
        }
      }),
      RUNS,
    );
  });
});
