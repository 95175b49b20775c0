// Laws of plans, over made-up posts in every shape: only the named values change, nothing else reads otherwise, and back is back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patch, readFrontMatter } from '#core/frontmatter/index.ts';
import { applyEdits, invertEdits } from '#core/text.ts';
import { entryAt, run, site } from './support.ts';

const NAMES = ['ml', 'rust', '한글', 'C#', 'a b', '42', 'deep-learning', 'ML', 'yes', "it's"];
const name = fc.constantFrom(...NAMES);
const fresh = fc.constantFrom('새 이름', 'new', 'x: y', '#tag', 'no', '7', 'b, c', 'rust');
const quote = fc.constantFrom('', '"', "'");

const token = fc.tuple(name, quote).map(([text, sign]) => {
  const needs = /[#: ']|^(?:yes|42)$/.test(text);
  if (sign === "'") return `'${text.replaceAll("'", "''")}'`;
  return sign === '"' || needs ? `"${text}"` : text;
});

const list = (key: string) =>
  fc.tuple(fc.array(token, { minLength: 0, maxLength: 5 }), fc.nat(5)).map(([items, shape]) => {
    if (items.length === 0) return `${key}: []`;
    if (shape === 0) return `${key}:\n${items.map((item) => `  - ${item}`).join('\n')}`;
    if (shape === 1)
      return `${key}:\n${items.map((item, at) => `-  ${item}${at === 0 ? '  # note' : ''}`).join('\n')}`;
    if (shape === 2) return `${key}:   [ ${items.join(',  ')} ]`;
    if (shape === 3) return `${key}: ${items.filter((item) => /^[\w-]+$/.test(item)).join(' ')}`;
    return `${key}: [${items.join(', ')}]`;
  });

const post = fc
  .record({
    tags: list('tags'),
    categories: list('categories'),
    single: fc.constantFrom('', 'category: ml\n', 'tag: "C#"\n'),
    end: fc.constantFrom('\n', '\r\n'),
    bom: fc.boolean(),
    order: fc.boolean(),
    body: fc.string({ maxLength: 40 }),
  })
  .map(({ tags, categories, single, end, bom, order, body }) => {
    const keys = order ? `${tags}\n${categories}` : `${categories}\n${tags}`;
    const front = `---\ntitle:  "a: b" # kept\n${keys}\n${single}date: 2024-10-03 10:00:00 +0900\n---\n`;
    return (bom ? '\uFEFF' : '') + front.replaceAll('\n', end) + body;
  });

const PATH = '_posts/2024-10-03-x.md';
const runs = { numRuns: 2000 };

/** Everything but the two keys that may change, as raw text. */
function rest(text: string): string {
  const front = readFrontMatter(text, { generator: 'jekyll' });
  const own = front.entries.filter(({ key }) => /^(?:tags?|category|categories)$/.test(key));
  return applyEdits(
    text,
    own.map(({ from, to }) => ({ from, to: text.indexOf('\n', to) + 1, insert: '' })),
  );
}

const mapped = (names: readonly string[], from: string, to: readonly string[]): readonly string[] => {
  const present = names.filter((each) => each !== from);
  return names.flatMap((each) => (each === from ? to.filter((one) => !present.includes(one)) : [each]));
};

describe('laws', () => {
  test('renaming, splitting or deleting a tag gives exactly the tags wished, and leaves all other bytes', () => {
    fc.assert(
      fc.property(post, name, fc.array(fresh, { maxLength: 2 }), (text, from, names) => {
        const to: readonly string[] = [...new Set(names)];
        const { files, plan } = run({ [PATH]: text }, { op: 'tags', from: [from], to });
        const now = files[PATH] ?? '';
        expect(rest(now)).toBe(rest(text));
        const before = entryAt(PATH, text);
        const has = before.tags.includes(from) && !to.includes(from);
        if (plan.files.length + plan.refused.length === 0) {
          expect(has).toBe(false);
          return;
        }
        if (plan.refused.length > 0) return;
        expect(entryAt(PATH, now).tags).toEqual([...new Set(mapped(before.tags, from, to))]);
        expect(entryAt(PATH, now).categories).toEqual(before.categories);
      }),
      runs,
    );
  });

  test('moving categories gives exactly the path wished, and leaves all other bytes', () => {
    fc.assert(
      fc.property(post, fc.array(fresh, { maxLength: 2 }), fc.nat(2), (text, names, depth) => {
        const before = entryAt(PATH, text);
        const from = before.categories.slice(0, depth + 1);
        fc.pre(from.length > 0);
        const to = [...new Set(names)];
        const { files, plan } = run(
          { [PATH]: text },
          { op: 'categories', from: [from], to, everywhere: false },
        );
        const now = files[PATH] ?? '';
        expect(rest(now)).toBe(rest(text));
        if (plan.files.length === 0) return;
        const wished = [...new Set([...to, ...before.categories.slice(from.length)])];
        expect(entryAt(PATH, now).categories).toEqual(wished);
        expect(entryAt(PATH, now).tags).toEqual(before.tags);
      }),
      runs,
    );
  });

  test('few are refused, and what was planned can be taken back by its own edits', () => {
    let refused = 0;
    let planned = 0;
    fc.assert(
      fc.property(post, name, fresh, (text, from, to) => {
        const { files, plan } = run({ [PATH]: text }, { op: 'tags', from: [from], to: [to] });
        refused += plan.refused.length;
        planned += plan.files.length;
        const edits = plan.files[0]?.edits ?? [];
        expect(applyEdits(files[PATH] ?? '', invertEdits(text, edits))).toBe(text);
      }),
      runs,
    );
    expect(planned).toBeGreaterThan(300);
    expect(refused).toBe(0);
  });

  test('a key set in many posts reads as set, and leaves all other bytes', () => {
    fc.assert(
      fc.property(
        post,
        fc.constantFrom('published', 'layout', 'title'),
        fc.constantFrom('x', true, 7),
        (text, key, value) => {
          const { files } = run({ [PATH]: text }, { op: 'key', change: { op: 'set', key, value } });
          const now = files[PATH] ?? '';
          expect(readFrontMatter(now, { generator: 'jekyll' }).data[key]).toBe(value);
          const taken = patch(now, { op: 'remove', key }, undefined, { generator: site.kind });
          const gone = patch(text, { op: 'remove', key }, undefined, { generator: site.kind });
          expect(taken.ok && applyEdits(now, taken.edits)).toBe(
            gone.ok ? applyEdits(text, gone.edits) : text,
          );
        },
      ),
      runs,
    );
  });
});
