// Tests of what a person's choices in an export review come to.
// Must not know: how a plan is made or carried out.
import { expect, test } from 'vitest';
import type { ExportPlan, PlanStep } from '#contract/values.ts';
import type { Problem } from '#core/problem.ts';
import { carryOver, choose, decide, groupSteps, noChoices, orphaned } from '../../renderer/export/choices.ts';
import { problemsByStep } from '../../renderer/export/step-problems.ts';
import { path } from './entries.ts';

const step = (action: PlanStep['action'], file: string, given: Partial<PlanStep> = {}): PlanStep => ({
  action,
  path: path(file),
  source: path(file),
  kind: 'post',
  size: 1,
  broughtBy: [],
  reason: 'new',
  binary: false,
  ...given,
});
const image = (file: string, ...by: readonly string[]): PlanStep =>
  step('add', file, { kind: 'image', broughtBy: by.map(path), binary: true });
const plan = (...steps: PlanStep[]): ExportPlan => ({
  planId: 'plan',
  target: { id: 'target', name: 'blog', git: true, branch: 'main', problems: [] },
  steps,
  problems: [],
  message: 'Publish',
});

test('without choices every addition, change and removal is done, and conflicts are left alone', () => {
  const made = plan(
    step('add', 'a'),
    step('change', 'b'),
    step('delete', 'c'),
    step('keep', 'd'),
    step('conflict', 'e'),
  );
  expect(decide(made, noChoices)).toEqual({ skip: [], overwrite: [], count: 3 });
});

test('a conflict is overwritten only where the person says so', () => {
  const made = plan(step('conflict', 'e'), step('conflict', 'f'));
  expect(decide(made, choose(noChoices, 'overwrite', [path('e')], true))).toEqual({
    skip: [],
    overwrite: ['e'],
    count: 1,
  });
});

test('a post left out leaves its images out, unless another post brings them', () => {
  const made = plan(step('add', 'a'), step('add', 'b'), image('own.png', 'a'), image('both.png', 'a', 'b'));
  const choices = choose(noChoices, 'skip', [path('a')], true);
  expect([...orphaned(made.steps, choices)]).toEqual(['own.png']);
  expect(decide(made, choices)).toEqual({ skip: ['a', 'own.png'], overwrite: [], count: 2 });
});

test('an image stays in where the post that brings it is no step of this plan', () => {
  const made = plan(image('own.png', 'elsewhere.md'));
  expect(decide(made, noChoices)).toEqual({ skip: [], overwrite: [], count: 1 });
});

test('an image of a post that is kept as it is goes along', () => {
  const made = plan(step('keep', 'a'), image('new.png', 'a'));
  expect(decide(made, noChoices).count).toBe(1);
});

test('groups come with what needs a decision first, posts before images', () => {
  const groups = groupSteps([
    image('a.png', 'z'),
    step('keep', 'k'),
    step('add', 'z'),
    step('conflict', 'c'),
  ]);
  expect(groups.map(({ action, steps }) => [action, steps.map((one) => one.path)])).toEqual([
    ['conflict', ['c']],
    ['add', ['z', 'a.png']],
    ['keep', ['k']],
  ]);
});

test('a plan made anew keeps the choices that still mean the same', () => {
  const before = { skip: new Set([path('a'), path('gone')]), overwrite: new Set([path('c'), path('d')]) };
  const after = carryOver(before, plan(step('add', 'a'), step('conflict', 'c'), step('change', 'd')));
  expect([...after.skip]).toEqual(['a']);
  expect([...after.overwrite]).toEqual(['c']);
});

test('a problem belongs to the step whose file it names, in the journal or in the target', () => {
  const problem = (file?: string): Problem => ({
    code: 'x',
    severity: 'warning',
    message: String(file),
    ...(file === undefined ? {} : { detail: { path: file } }),
  });
  const made = {
    ...plan(step('add', '_posts/a.md', { source: path('drafts/a.md') }), step('add', 'b')),
    problems: [problem('drafts/a.md'), problem('b'), problem('_posts/a.md'), problem('elsewhere'), problem()],
  };
  const found = [...problemsByStep(made)].map(([of, list]) => [of, list.map((one) => one.message)]);
  expect(found).toEqual([
    ['_posts/a.md', ['drafts/a.md', '_posts/a.md']],
    ['b', ['b']],
  ]);
});
