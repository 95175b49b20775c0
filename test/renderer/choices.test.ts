// Tests of what a person's choices in an export review come to.
// Must not know: how a plan is made or carried out.
import { expect, test } from 'vitest';
import type { ExportPlan, PlanStep } from '#contract/values.ts';
import type { Problem } from '#core/problem.ts';
import {
  carryOver,
  choose,
  decide,
  groupSteps,
  mustType,
  noChoices,
  orphaned,
  pick,
  pickOf,
  tick,
} from '../../renderer/export/choices.ts';
import { planProblems } from '../../renderer/export/step-problems.ts';
import { messageFor } from '../../renderer/export/suggest.ts';
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
  pair: null,
  title: null,
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
  there: {
    settings: {
      generator: 'jekyll',
      content: '_posts',
      images: 'assets',
      beside: false,
      names: 'date-slug',
      format: 'yaml',
    },
    losses: [],
    posts: [],
  },
});

test('without choices every addition and change is done; deletions and conflicts are left alone', () => {
  const made = plan(
    step('add', 'a'),
    step('change', 'b'),
    step('delete', 'c'),
    step('keep', 'd'),
    step('conflict', 'e'),
  );
  expect(decide(made, noChoices)).toEqual({ skip: ['c'], overwrite: [], count: 2, deletions: 0 });
  const wanted = choose(noChoices, 'remove', [path('c')], true);
  expect(decide(made, wanted)).toEqual({ skip: [], overwrite: [], count: 3, deletions: 1 });
});

test('a conflict is overwritten only where the person says so', () => {
  const made = plan(step('conflict', 'e'), step('conflict', 'f'));
  expect(decide(made, choose(noChoices, 'overwrite', [path('e')], true))).toEqual({
    skip: [],
    overwrite: ['e'],
    count: 1,
    deletions: 0,
  });
});

test('a post left out leaves its images out, unless another post brings them', () => {
  const made = plan(step('add', 'a'), step('add', 'b'), image('own.png', 'a'), image('both.png', 'a', 'b'));
  const choices = choose(noChoices, 'skip', [path('a')], true);
  expect([...orphaned(made.steps, choices)]).toEqual(['own.png']);
  expect(decide(made, choices)).toEqual({ skip: ['a', 'own.png'], overwrite: [], count: 2, deletions: 0 });
});

test('an image stays in where the post that brings it is no step of this plan', () => {
  const made = plan(image('own.png', 'elsewhere.md'));
  expect(decide(made, noChoices)).toEqual({ skip: [], overwrite: [], count: 1, deletions: 0 });
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
  const before = {
    skip: new Set([path('a'), path('gone')]),
    remove: new Set([path('e'), path('a')]),
    overwrite: new Set([path('c'), path('d')]),
  };
  const after = carryOver(
    before,
    plan(step('add', 'a'), step('conflict', 'c'), step('change', 'd'), step('delete', 'e')),
  );
  expect([...after.remove]).toEqual(['e']);
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
  const { bySteps, others } = planProblems(made);
  expect(others.map((one) => one.message)).toEqual(['elsewhere', 'undefined']);
  const found = [...bySteps].map(([of, list]) => [of, list.map((one) => one.message)]);
  expect(found).toEqual([
    ['_posts/a.md', ['drafts/a.md', '_posts/a.md']],
    ['b', ['b']],
  ]);
});

test('a renamed post is one step: the old name goes exactly if the new one comes', () => {
  const made = plan(
    step('delete', 'old', { source: null, pair: path('new') }),
    step('add', 'new', { pair: path('old') }),
  );
  expect(groupSteps(made.steps).map(({ action, steps }) => [action, steps.length])).toEqual([['rename', 1]]);
  expect(decide(made, noChoices)).toEqual({ skip: [], overwrite: [], count: 1, deletions: 0 });
  const without = tick(noChoices, [step('add', 'new', { pair: path('old') })], false);
  expect(decide(made, without)).toEqual({ skip: ['old', 'new'], overwrite: [], count: 0, deletions: 0 });
});

test('a tick on many steps means each in its own way', () => {
  const steps = [
    step('add', 'a'),
    step('delete', 'd', { source: null }),
    step('conflict', 'c'),
    step('keep', 'k'),
  ];
  const off = tick(noChoices, steps, false);
  expect([[...off.skip], [...off.remove], [...off.overwrite]]).toEqual([['a'], [], []]);
  const on = tick(off, steps, true);
  expect([[...on.skip], [...on.remove], [...on.overwrite]]).toEqual([[], ['d'], []]);
});

test('only what the blog has already, with its pictures, or nothing yet', () => {
  const steps = [
    step('add', 'new'),
    image('new.png', 'new'),
    step('change', 'old'),
    image('old.png', 'old', 'new'),
    step('add', 'moved', { pair: path('was') }),
    step('delete', 'was', { source: null, pair: path('moved') }),
  ];
  const known = pick(noChoices, steps, 'known');
  expect([...known.skip]).toEqual(['new', 'new.png']);
  expect(decide(plan(...steps), known).count).toBe(3);
  expect(pickOf(known, steps)).toBe('known');
  expect(decide(plan(...steps), pick(known, steps, 'none')).count).toBe(0);
  expect(pickOf(pick(known, steps, 'all'), steps)).toBe('all');
  expect(pickOf(choose(noChoices, 'skip', [path('old')], true), steps)).toBe(null);
});

test('more than a handful of deletions must be typed; a deletion in a conflict counts', () => {
  const gone = (n: number): PlanStep[] =>
    Array.from({ length: n }, (_, at) => step('delete', `d${at}`, { source: null }));
  const five = gone(5);
  expect(mustType(decide(plan(...five), tick(noChoices, five, true)).deletions)).toBe(false);
  const edited = step('conflict', 'e', { source: null, reason: 'removed-target-edited' });
  const six = choose(tick(noChoices, five, true), 'overwrite', [path('e')], true);
  expect(decide(plan(...five, edited), six)).toMatchObject({ count: 6, deletions: 6 });
  expect(mustType(6)).toBe(true);
});

test('the suggested message is of what is chosen', () => {
  const made = plan(
    step('add', 'a', { title: '새 글' }),
    step('change', 'b', { title: '고친 글' }),
    step('delete', 'd', { source: null, title: '지운 글' }),
    step('conflict', 'c', { title: '다툰 글' }),
  );
  expect(messageFor(made, noChoices)).toBe('Publish 1 post, update 1: 새 글, 고친 글');
  const none = pick(noChoices, made.steps, 'none');
  expect(messageFor(made, none)).toBe('');
  expect(messageFor(made, choose(none, 'overwrite', [path('c')], true))).toBe('Update "다툰 글"');
  expect(messageFor(made, choose(none, 'remove', [path('d')], true))).toBe('Remove "지운 글"');
});
