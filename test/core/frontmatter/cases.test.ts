// Owns: walking test/cases/frontmatter: a folder a case, with before.md, change.json, and after.md or refused.json.
// Must not know: what the cases are about.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Change, patch } from '#core/frontmatter/index.ts';
import { applyEdits, invertEdits } from '#core/text.ts';

const ROOT = resolve('test/cases/frontmatter');
const names = readdirSync(ROOT, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => one.name);

test('there are enough cases', () => {
  expect(names.length).toBeGreaterThanOrEqual(150);
});

test.each(names)('%s', (name) => {
  const read = (file: string): string => readFileSync(join(ROOT, name, file), 'utf8');
  const before = read('before.md');
  const change = JSON.parse(read('change.json')) as Change | readonly Change[]; // the files hold changes
  const result = patch(before, change);
  if (existsSync(join(ROOT, name, 'refused.json'))) {
    expect(result).toMatchObject({ ok: false, reason: JSON.parse(read('refused.json')) });
    return;
  }
  const after = read('after.md');
  expect(result.ok ? applyEdits(before, result.edits) : result).toBe(after);
  if (!result.ok) return;
  expect(result.edits.length === 0).toBe(before === after);
  expect(applyEdits(after, invertEdits(before, result.edits))).toBe(before);
});
