// The decision of an export over three snapshots, as a table and as laws.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planExport } from '#core/export/plan.ts';
import { updateRecord } from '#core/export/record.ts';
import type { ExportRecord, OutgoingFile, PathStatus, Step, TargetFile } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';

const rel = (path: string): RelPath => path as RelPath; // tests name safe paths only
const P = rel('_posts/2026-01-01-a.md');

const out = (hash: string, more: Partial<OutgoingFile> = {}): OutgoingFile => ({
  path: P,
  source: P,
  kind: 'post',
  hash,
  size: 1,
  binary: false,
  broughtBy: [P],
  former: [],
  ...more,
});
const file = (hash: string): TargetFile => ({ is: 'file', hash, size: 1 });
const wrote = (hash: string, path = P): ExportRecord => ({
  files: new Map([[path, { hash, kind: 'post', journal: 'j', source: path, title: 'A' }]]),
});
const none: ExportRecord = { files: new Map() };

function decide(
  ours: string | null,
  there: TargetFile | null,
  record: ExportRecord,
  more: { readonly former?: readonly string[]; readonly status?: PathStatus } = {},
): string {
  const { steps } = planExport({
    ours: ours === null ? [] : [out(ours, { former: more.former ?? [] })],
    target: new Map(there ? [[P, there]] : []),
    record,
    withdrawn: ours === null ? [{ path: P, why: 'removed' }] : [],
    status: more.status ? new Map([[P, more.status]]) : new Map(),
  });
  return steps.map(({ action, reason }) => `${action} ${reason}`).join();
}

describe('one file', () => {
  test.each([
    // ours, target, last export -> step
    ['a', null, none, 'add new'],
    ['a', null, wrote('a'), 'conflict target-removed'],
    ['b', null, wrote('a'), 'conflict target-removed'],
    ['a', file('a'), none, 'keep same'],
    ['a', file('a'), wrote('x'), 'keep same'],
    ['b', file('a'), wrote('a'), 'change edited'],
    ['a', file('b'), wrote('a'), 'conflict target-newer'],
    ['c', file('b'), wrote('a'), 'conflict target-edited'],
    ['a', file('b'), none, 'conflict target-different'],
    ['a', { is: 'blocked', why: 'symlink' }, wrote('a'), 'conflict symlink'],
    [null, file('a'), wrote('a'), 'delete removed'],
    [null, file('b'), wrote('a'), 'conflict removed-target-edited'],
    [null, null, wrote('a'), ''],
    [null, file('a'), none, ''],
    [null, { is: 'blocked', why: 'not-a-file' }, wrote('a'), ''],
  ] as const)('ours %s, target %j', (ours, there, record, step) => {
    expect(decide(ours, there, record)).toBe(step);
  });

  test('a known former state of ours is no conflict', () => {
    expect(decide('b', file('a'), none, { former: ['x', 'a'] })).toBe('change former');
  });

  test.each([
    [{ index: 'M', tree: 'M' }, 'conflict staged'],
    [{ index: 'A', tree: 'M' }, 'conflict staged'],
    [{ index: 'M', tree: '.' }, 'change edited'],
    [{ index: '.', tree: 'M' }, 'change edited'],
    [{ index: '?', tree: '?' }, 'change edited'],
  ])('git holds %j', (status, step) => {
    expect(decide('b', file('a'), wrote('a'), { status })).toBe(step);
  });

  test('equal bytes that are not committed yet say so', () => {
    expect(decide('a', file('a'), wrote('a'), { status: { index: '?', tree: '?' } })).toBe(
      'keep uncommitted',
    );
  });
});

describe('two sources for one place', () => {
  test.each([
    ['assets/a.png', 'assets/a.png'],
    ['assets/A.png', 'assets/a.png'],
    ['assets/한.png', 'assets/한.png'.normalize('NFD')],
  ])('%s and %s: only one goes out, and it is told', (one, two) => {
    const { steps, problems } = planExport({
      ours: [
        out('a', { path: rel(one), source: rel('1.md') }),
        out('b', { path: rel(two), source: rel('2.md') }),
      ],
      target: new Map(),
      record: none,
      withdrawn: [],
      status: null,
    });
    expect(steps.map(({ source }) => source)).toEqual(['1.md']);
    expect(problems.map(({ code }) => code)).toEqual(['same-target-path']);
  });
});

const hash = fc.constantFrom<string>('a', 'b', 'c', 'd');
const paths = ['_posts/1.md', '_posts/2.md', 'assets/3.png', 'x/4.md'].map(rel);
const snapshot = fc.dictionary(fc.constantFrom(...paths), hash);
const world = fc.record({ ours: snapshot, target: snapshot, last: snapshot, gone: fc.subarray(paths) });

function planOf({ ours, target, last, gone }: typeof world extends fc.Arbitrary<infer W> ? W : never) {
  const files = Object.entries(ours).map(([path, value]) =>
    out(value, { path: rel(path), source: rel(path) }),
  );
  const record: ExportRecord = {
    files: new Map(
      Object.entries(last).map(([path, value]) => [
        rel(path),
        { hash: value, kind: 'post', journal: 'j', source: rel(path), title: null },
      ]),
    ),
  };
  const there = new Map(Object.entries(target).map(([path, value]) => [rel(path), file(value)]));
  const withdrawn = gone.map((path) => ({ path, why: 'removed' as const }));
  return { record, plan: planExport({ ours: files, target: there, record, withdrawn, status: null }) };
}

/** The target after the steps that need no one's word. */
function carryOut(target: Readonly<Record<string, string>>, steps: readonly Step[]): Record<string, string> {
  const after = { ...target };
  for (const { action, path, after: next } of steps) {
    if (action === 'add' || action === 'change') after[path] = next ?? '';
    if (action === 'delete') delete after[path];
  }
  return after;
}

describe('laws', () => {
  test('what is overwritten or deleted without a word is what the last export wrote', () => {
    fc.assert(
      fc.property(world, (w) => {
        for (const step of planOf(w).plan.steps) {
          if (step.action !== 'change' && step.action !== 'delete') continue;
          expect(w.target[step.path]).toBe(w.last[step.path]);
        }
      }),
    );
  });

  test('carried out once, the next plan has nothing to do but the same conflicts', () => {
    fc.assert(
      fc.property(world, (w) => {
        const { plan, record } = planOf(w);
        const done = plan.steps.filter(({ action }) => action !== 'conflict');
        const files = updateRecord(record, 'j', done, new Map()).files;
        const last = Object.fromEntries([...files].map(([path, { hash: value }]) => [path, value]));
        const again = planOf({ ...w, target: carryOut(w.target, plan.steps), last }).plan;
        const left = (steps: readonly Step[]) =>
          steps.filter(({ action }) => action !== 'keep').map(({ action, path }) => `${action} ${path}`);
        expect(left(again.steps)).toEqual(left(plan.steps).filter((step) => step.startsWith('conflict')));
      }),
    );
  });

  test('every file of ours has exactly one step, and paths that are not ours or withdrawn have none', () => {
    fc.assert(
      fc.property(world, (w) => {
        const named = planOf(w).plan.steps.map(({ path }) => path);
        expect(new Set(named).size).toBe(named.length);
        expect(named).toEqual(expect.arrayContaining(Object.keys(w.ours)));
        for (const path of named) expect([...Object.keys(w.ours), ...w.gone]).toContain(path);
      }),
    );
  });
});
