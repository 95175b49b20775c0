// Owns: what must hold for every block and every change, tried on thousands of generated ones.
// Must not know: how values are written.

import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type Change,
  type Entry,
  type FrontMatter,
  patch,
  readFrontMatter,
} from '#core/frontmatter/index.ts';
import { sameValue } from '#core/frontmatter/values.ts';
import { applyEdits, invertEdits } from '#core/text.ts';
import { changeOf, fieldValue, mutatedPost, post, text as textValue } from './blocks.ts';

// LAW_RUNS=20000 looks further.
const RUNS = { numRuns: Number(process.env.LAW_RUNS ?? 2000) };
const anyPost = fc.oneof({ weight: 3, arbitrary: post }, mutatedPost);

/** A file with a change to one of its keys. */
const postAndChange = anyPost.chain((text) => {
  const keys = readFrontMatter(text).entries.map((entry) => entry.key);
  return fc.tuple(fc.constant(text), changeOf(keys));
});

const effective = (frontMatter: FrontMatter, key: string): Entry | undefined =>
  frontMatter.entries.findLast((entry) => entry.key === key);

const raw = (text: string, entry: Entry): string => text.slice(entry.keyFrom, entry.to);

/** The key that a change leaves behind. */
const keyAfter = (change: Change): string => (change.op === 'rename' ? change.to : change.key);

describe('laws of patch', { timeout: 600_000 }, () => {
  test('bytes outside the lines of the changed key are identical', () => {
    let changed = 0;
    fc.assert(
      fc.property(postAndChange, ([text, change]) => {
        const result = patch(text, change);
        if (!result.ok) return;
        const before = readFrontMatter(text);
        const own = before.entries.filter((entry) => entry.key === change.key);
        for (const edit of result.edits) {
          changed++;
          expect(edit.from).toBeGreaterThanOrEqual(before.content?.from ?? 0);
          expect(edit.to).toBeLessThanOrEqual(before.content?.to ?? 0);
          if (own.length === 0) expect(edit.from).toBe(edit.to);
          // A line end behind the key's last line may go with a key that is taken out.
          else expect(own.some((entry) => edit.from >= entry.from && edit.to <= entry.to + 2)).toBe(true);
        }
        const after = applyEdits(text, result.edits);
        const now = readFrontMatter(after);
        expect(after.slice(now.bodyFrom)).toBe(text.slice(before.bodyFrom));
        const others = (source: string, one: FrontMatter, but: string): readonly string[] =>
          one.entries.filter((entry) => entry.key !== but).map((entry) => raw(source, entry));
        expect(others(after, now, keyAfter(change))).toEqual(others(text, before, change.key));
      }),
      RUNS,
    );
    expect(changed).toBeGreaterThan(RUNS.numRuns / 4);
  });

  test('the value read back is the value set, and every other value is as before', () => {
    fc.assert(
      fc.property(anyPost, fieldValue, fc.nat(), (text, value, at) => {
        const before = readFrontMatter(text);
        const entry = before.entries[at % Math.max(before.entries.length, 1)];
        const key = entry?.key ?? 'title';
        const result = patch(text, { op: 'set', key, value });
        if (!result.ok) return;
        const now = readFrontMatter(applyEdits(text, result.edits));
        expect(effective(now, key)?.value).toEqual(value);
        for (const other of before.entries) {
          if (other.key !== key)
            expect(effective(now, other.key)?.value).toEqual(effective(before, other.key)?.value);
        }
      }),
      RUNS,
    );
  });

  test('a text is quoted for readers of YAML 1.2, too', () => {
    fc.assert(
      fc.property(post, textValue, fc.nat(), (text, value, at) => {
        const before = readFrontMatter(text);
        const entry = before.entries[at % Math.max(before.entries.length, 1)];
        if (entry === undefined) return;
        const result = patch(text, { op: 'set', key: entry.key, value, as: 'text' });
        // Where the generator reads this text already, nothing is touched.
        if (!result.ok || result.edits.length === 0) return;
        const after = applyEdits(text, result.edits);
        const now = effective(readFrontMatter(after), entry.key);
        // A present text in block form is read with the entries below it; each alone is a document of its own.
        const alone = now === undefined ? {} : load(`${raw(after, now)}\n`, { json: true });
        expect(Object.values(Object(alone))).toEqual([value]);
        if (now !== undefined) expect(Object.values(Object(parse(`${raw(after, now)}\n`)))).toEqual([value]);
      }),
      RUNS,
    );
  });

  test('no change, no edit', () => {
    fc.assert(
      fc.property(anyPost, (text) => {
        const before = readFrontMatter(text);
        for (const entry of before.entries) {
          if (entry.shadowed || entry.shape === 'unreadable') continue;
          // Values of entries are made of what may be set.
          const result = patch(text, { op: 'set', key: entry.key, value: entry.value as string });
          if (result.ok) expect(result.edits).toEqual([]);
          else expect(before.readOnly ?? entry.readOnly).not.toBeNull();
        }
      }),
      RUNS,
    );
  });

  test('undoing the edits restores every byte', () => {
    fc.assert(
      fc.property(postAndChange, ([text, change]) => {
        const result = patch(text, change);
        if (!result.ok) return;
        const after = applyEdits(text, result.edits);
        expect(applyEdits(after, invertEdits(text, result.edits))).toBe(text);
      }),
      RUNS,
    );
  });

  test('set, then set back, restores the bytes of texts, switches, numbers and lists', () => {
    fc.assert(
      fc.property(post, fieldValue, fc.nat(), (text, value, at) => {
        const before = readFrontMatter(text);
        const entry = before.entries[at % Math.max(before.entries.length, 1)];
        if (entry === undefined || !isCanonical(text, entry, before, value)) return;
        const there = patch(text, { op: 'set', key: entry.key, value });
        if (!there.ok) return;
        const after = applyEdits(text, there.edits);
        const kind = entry.shape === 'date' ? ({ as: 'date' } as const) : {};
        const back = patch(after, { op: 'set', key: entry.key, value: entry.value as string, ...kind });
        expect(back.ok).toBe(true);
        if (back.ok) expect(applyEdits(after, back.edits)).toBe(text);
      }),
      RUNS,
    );
  });

  test('adding, then removing a key, restores the bytes', () => {
    fc.assert(
      fc.property(post, fieldValue, (text, value) => {
        const there = patch(text, { op: 'add', key: '처음 보는 키', value });
        if (!there.ok) return;
        const after = applyEdits(text, there.edits);
        const back = patch(after, { op: 'remove', key: '처음 보는 키' });
        expect(back.ok).toBe(true);
        if (back.ok) expect(applyEdits(after, back.edits)).toBe(text);
      }),
      RUNS,
    );
  });

  test('adding, then removing a list item, restores the bytes', () => {
    fc.assert(
      fc.property(post, textValue, fc.nat(), fc.nat(4), (text, item, which, at) => {
        const lists = readFrontMatter(text).entries.filter(
          (entry) => entry.items !== null && !entry.shadowed,
        );
        const entry = lists[which % Math.max(lists.length, 1)];
        if (entry === undefined || (Array.isArray(entry.value) && entry.value.map(String).includes(item)))
          return;
        const there = patch(text, { op: 'listAdd', key: entry.key, item, at });
        if (!there.ok) return;
        const after = applyEdits(text, there.edits);
        const back = patch(after, { op: 'listRemove', key: entry.key, item });
        expect(back.ok).toBe(true);
        if (back.ok) expect(applyEdits(after, back.edits)).toBe(text);
      }),
      RUNS,
    );
  });

  test('several changes at once give what one after the other gives', () => {
    fc.assert(
      fc.property(
        post,
        fc.array(fc.tuple(fc.nat(), fieldValue), { minLength: 2, maxLength: 4 }),
        (text, wishes) => {
          const keys = readFrontMatter(text).entries.map((entry) => entry.key);
          const changes = wishes.map(
            ([at, value]): Change => ({ op: 'set', key: keys[at % keys.length] ?? '새', value }),
          );
          const together = patch(text, changes);
          let now = text;
          for (const change of changes) {
            const one = patch(now, change);
            if (!one.ok) {
              expect(together.ok).toBe(false);
              return;
            }
            now = applyEdits(now, one.edits);
          }
          expect(together.ok && applyEdits(text, together.edits)).toBe(now);
        },
      ),
      RUNS,
    );
  });

  test('what is refused has a reason, and broken blocks are always refused', () => {
    let refused = 0;
    fc.assert(
      fc.property(mutatedPost, changeOf(['title', 'tags', 'date']), (text, change) => {
        const before = readFrontMatter(text);
        const result = patch(text, change);
        if (before.problems.some((problem) => problem.severity === 'error')) {
          expect(result.ok).toBe(false);
        }
        if (result.ok) return;
        refused++;
        expect(result.reason.message).not.toBe('');
        // Without an opening fence the block is known by a key such as `title`, which therefore cannot go.
        if (/^\ufeff?---/.test(text)) expect(result.reason.code).not.toBe('not-verified');
      }),
      RUNS,
    );
    expect(refused).toBeGreaterThan(100);
  });
});

/** Whether the writer would have written the value the same way: only then can setting back restore its bytes. */
function isCanonical(text: string, entry: Entry, frontMatter: FrontMatter, value: unknown): boolean {
  const token = text.slice(entry.valueFrom, entry.valueTo);
  if (entry.shadowed || entry.readOnly !== null || /[\r\n]/.test(token)) return false;
  // Spaces behind a value that was taken away stand before the one that comes back.
  if (value === null && /[ \t]/.test(text[entry.valueTo] ?? '')) return false;
  if (entry.shape === 'date')
    return typeof value === 'string' ? isSimple(value) : typeof value !== 'object' || value === null;
  const holdsText = typeof entry.value === 'string' && typeof value === 'string';
  if (holdsText && entry.style === 'double') return !token.includes('\\') && !value.includes('\n');
  // Single quotes cannot hold what needs an escape, and go with their need.
  if (holdsText && entry.style === 'single') return isSimple(value) && isSimple(entry.value);
  // A plain text that only looks like a number or a date would be written in quotes.
  if (holdsText && entry.style === 'plain') return isSimple(value) && !/^[-+.\d]/.test(entry.value);
  if (entry.shape === 'boolean') return /^(?:true|false)$/.test(token) && typeof value !== 'object';
  if (entry.shape === 'number') return /^\d+$/.test(token) && typeof value !== 'object';
  const list = entry.items !== null && Array.isArray(value) && value.length > 0 && entry.items.length > 0;
  if (!list || !frontMatter.entries.includes(entry)) return false;
  // One item comes back in its own quotes only where it stayed; take lists whose first item is kept.
  return sameValue(value[0], entry.items?.[0]?.value) && entry.items?.length === 1;
}

function isSimple(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^[가-힣a-z][가-힣a-z .]*[가-힣a-z]$/i.test(value) &&
    !/^(?:yes|no|on|off|true|false|null)$/i.test(value)
  );
}
