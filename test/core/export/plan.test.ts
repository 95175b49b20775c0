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

describe('a post under another name', () => {
  const Q = rel('_posts/2026-01-02-b.md');
  const both = (source: string, hash: string, last: Partial<{ title: string; source: string }> = {}) =>
    planExport({
      ours: [out(hash, { path: Q, source: rel(source) })],
      target: new Map([[P, file('a')]]),
      record: {
        files: new Map([
          [
            P,
            {
              hash: 'a',
              kind: 'post',
              journal: 'j',
              source: rel(last.source ?? '_posts/old.md'),
              title: last.title ?? null,
            },
          ],
        ]),
      },
      withdrawn: [{ path: P, why: 'removed' }],
      status: null,
      titles: new Map([[rel(source), '새 이름']]),
    }).steps.map(({ action, path, pair }) => `${action} ${path} ${pair ?? '-'}`);
  const paired = [`delete ${P} ${Q}`, `add ${Q} ${P}`];

  test('is known by its source, its bytes or its title', () => {
    expect(both('notes/x.md', 'b', { source: 'notes/x.md' })).toEqual(paired);
    expect(both('notes/x.md', 'a')).toEqual(paired);
    expect(both('notes/x.md', 'b', { title: '새 이름' })).toEqual(paired);
    expect(both('notes/x.md', 'b', { title: '다른 글' })).toEqual([`delete ${P} -`, `add ${Q} -`]);
  });

  test('is not guessed where two would fit', () => {
    const files = [rel('a.md'), rel('b.md')];
    const { steps } = planExport({
      ours: files.map((source) => out('same', { path: rel(`_posts/2026-02-02-${source}`), source })),
      target: new Map([[P, file('same')]]),
      record: wrote('same'),
      withdrawn: [{ path: P, why: 'removed' }],
      status: null,
      titles: new Map(files.map((source) => [source, 'A'])),
    });
    expect(steps.map(({ pair }) => pair)).toEqual([undefined, undefined, undefined]);
  });

  test('pairs always name each other, one of each kind', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ path: name, source: name, hash: name, title: name }), {
          selector: ({ path }) => path,
        }),
        fc.uniqueArray(fc.record({ path: name, source: name, hash: name }), { selector: ({ path }) => path }),
        (old, fresh) => {
          const gone = old.map(({ path, ...more }) => ({
            path: rel(`old/${path}.md`),
            ...more,
            source: rel(`${more.source}.md`),
          }));
          const { steps } = planExport({
            ours: fresh.map(({ path, source, hash }) =>
              out(hash, { path: rel(`new/${path}.md`), source: rel(`${source}.md`) }),
            ),
            target: new Map(gone.map(({ path, hash }) => [path, file(hash)])),
            record: {
              files: new Map(
                gone.map(({ path, ...last }) => [path, { kind: 'post', journal: 'j', ...last }]),
              ),
            },
            withdrawn: gone.map(({ path }) => ({ path, why: 'removed' })),
            status: null,
            titles: new Map(fresh.map(({ source, path }) => [rel(`${source}.md`), path])),
          });
          const byPath = new Map(steps.map((step) => [step.path, step]));
          for (const step of steps) {
            if (step.pair === undefined) continue;
            const other = byPath.get(step.pair);
            expect(other?.pair).toBe(step.path);
            expect([step.action, other?.action].sort()).toEqual(['add', 'delete']);
          }
        },
      ),
    );
  });
});
