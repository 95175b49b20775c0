// Tests of how findings and steps become rows: filtered, grouped, counted.
// Must not know: how rows are drawn.
import { expect, test } from 'vitest';
import type { CheckFinding } from '#contract/check-calls.ts';
import type { PlanStep } from '#contract/values.ts';
import { placeOf, rowsOf, ruleCounts, totalsOf } from '../../renderer/check/rows.ts';
import { categoriesOf, stepRows } from '../../renderer/export/step-rows.ts';
import { entry, path } from './entries.ts';

const finding = (
  file: string,
  rule: string,
  severity: 'error' | 'warning' | 'info',
  line = 1,
): CheckFinding => ({
  path: path(file),
  rule,
  problem: { code: rule, severity, message: rule, line, column: 3 },
  fixable: false,
});

const found = [
  finding('a.md', 'link-broken', 'warning', 4),
  finding('a.md', 'bare-url', 'info', 5),
  finding('b.md', 'file-missing', 'error', 2),
  finding('b.md', 'link-broken', 'warning', 9),
];

test('findings stand below their post; a post with nothing to show is left out', () => {
  const shown = (rule: string | null, least: 'error' | 'warning' | 'info') =>
    rowsOf(found, { rule, least }).map((row) =>
      row.kind === 'post' ? `${row.path} ${row.count}` : `- ${row.finding.rule}`,
    );
  expect(shown(null, 'info')).toEqual([
    'a.md 2',
    '- link-broken',
    '- bare-url',
    'b.md 2',
    '- file-missing',
    '- link-broken',
  ]);
  expect(shown(null, 'error')).toEqual(['b.md 1', '- file-missing']);
  expect(shown('bare-url', 'info')).toEqual(['a.md 1', '- bare-url']);
  expect(shown('bare-url', 'warning')).toEqual([]);
});

test('totals and counts by rule', () => {
  expect(totalsOf(found)).toEqual({ error: 1, warning: 2, info: 1, posts: 2 });
  expect(ruleCounts(found)).toEqual([
    { rule: 'link-broken', count: 2 },
    { rule: 'bare-url', count: 1 },
    { rule: 'file-missing', count: 1 },
  ]);
  expect(found.slice(0, 1).map(placeOf)).toEqual([{ path: 'a.md', rule: 'link-broken', line: 4, column: 3 }]);
});

const step = (action: PlanStep['action'], file: string, given: Partial<PlanStep> = {}): PlanStep => ({
  action,
  path: path(file),
  source: path(file),
  kind: 'post',
  size: 1,
  broughtBy: [],
  reason: 'new',
  binary: false,
  pair: null,
  title: null,
  ...given,
});

test('steps are found by title or path, and by the category of the posts they belong to', () => {
  const entries = new Map(
    [
      entry('a.md', { title: '가을', categories: ['ml'] }),
      entry('b.md', { title: '봄', categories: ['책'] }),
    ].map((one) => [one.path, one] as const),
  );
  const steps = [
    step('add', 'a.md', { title: '가을' }),
    step('add', 'a.png', { kind: 'image', broughtBy: [path('a.md')] }),
    step('change', 'b.md', { title: '봄' }),
    step('delete', 'old.md', { source: null, title: '지운 글' }),
  ];
  const rows = (text: string, category: string | null) =>
    stepRows(steps, { text, category }, entries, new Set()).flatMap((row) =>
      row.kind === 'step' ? [row.step.path] : [],
    );
  expect(rows('', null)).toEqual(['a.md', 'a.png', 'b.md', 'old.md']);
  expect(rows('가을', null)).toEqual(['a.md', 'a.png']);
  expect(rows('지운', null)).toEqual(['old.md']);
  expect(rows('', '책')).toEqual(['b.md']);
  expect(rows('png', 'ml')).toEqual(['a.png']);
  expect(categoriesOf(steps, entries)).toEqual(['ml', '책']);
  expect(
    stepRows(steps, { text: '', category: null }, entries, new Set(['add'])).map(({ kind }) => kind),
  ).toEqual(['group', 'group', 'step', 'group', 'step']);
});
