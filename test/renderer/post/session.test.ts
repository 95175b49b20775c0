// Owns: what a session promises: nothing typed is lost, nothing of others is overwritten unseen, "saved" is true.
// Must not know: the editor, React, the host's own code.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saveState } from '../../../renderer/post/status.ts';
import { isClean, startBench } from './bench-session.ts';

describe('saving', () => {
  it('saves after the pause and gives the backup up only once the bytes are read back', async () => {
    const bench = startBench('one\n');
    bench.type('two\n');
    expect(saveState(bench.runner.session())).toBe('unsaved');
    bench.pass(399);
    expect(bench.host.calls).toEqual([]);
    bench.pass(1);
    expect(saveState(bench.runner.session())).toBe('saving');
    await bench.settle();
    expect(bench.host.disk).toBe('one\ntwo\n');
    expect(saveState(bench.runner.session())).toBe('saved');
    expect(bench.host.calls).toEqual(['post.save', 'post.read']);
  });

  it('backs up a second after the last key where nothing is saved by itself', async () => {
    const bench = startBench('one\n', false);
    bench.type('two\n');
    bench.pass(900);
    bench.type('three\n');
    bench.pass(900);
    expect(bench.host.calls).toEqual([]);
    bench.pass(100);
    await bench.settle();
    expect(bench.host.backup).toBe('one\ntwo\nthree\n');
    expect(bench.host.disk).toBe('one\n');
    bench.runner.send({ type: 'save', why: 'asked' });
    await bench.host.answer(0);
    expect(bench.host.backup).toBe('one\ntwo\nthree\n');
    await bench.settle();
    expect(bench.host.backup).toBeNull();
  });

  it('what is typed while a save is under way is not taken for saved', async () => {
    const bench = startBench('one\n');
    bench.type('two\n');
    bench.pass(400);
    bench.type('three\n');
    await bench.settle();
    expect(saveState(bench.runner.session())).toBe('unsaved');
    bench.pass(400);
    await bench.settle();
    expect(bench.host.disk).toBe('one\ntwo\nthree\n');
    expect(saveState(bench.runner.session())).toBe('saved');
  });

  it('writes back BOM and line ends, and nothing where nothing was typed', async () => {
    const bench = startBench('\uFEFFone\r\ntwo\nthree\r\n');
    expect(await bench.runner.flush()).toBe(true);
    expect(bench.host.calls).toEqual([]);
    bench.type('four\n');
    const flushed = bench.runner.flush();
    await bench.settle();
    expect(await flushed).toBe(true);
    expect(bench.host.disk).toBe('\uFEFFone\r\ntwo\nthree\r\nfour\r\n');
  });

  it('a full disk leaves the text unsaved, backed up, and tells why; the next try succeeds', async () => {
    const bench = startBench('one\n');
    bench.host.full = true;
    bench.type('two\n');
    bench.pass(400);
    await bench.settle();
    expect(saveState(bench.runner.session())).toBe('failed');
    expect(bench.runner.session().failure?.code).toBe('no-space');
    bench.pass(1000);
    await bench.settle();
    expect(bench.host.backup).toBe('one\ntwo\n');
    bench.host.full = false;
    const flushed = bench.runner.flush();
    await bench.settle();
    expect(await flushed).toBe(true);
    expect(bench.host.disk).toBe('one\ntwo\n');
  });
});

describe('the disk changes', () => {
  it('is taken over while the post is clean', async () => {
    const bench = startBench('one\n');
    bench.host.disk = 'other\n';
    bench.notice();
    await bench.settle();
    expect(bench.text()).toBe('other\n');
    expect(isClean(bench)).toBe(true);
  });

  it('an event about our own save changes nothing', async () => {
    const bench = startBench('one\n');
    bench.type('two\n');
    bench.pass(400);
    bench.host.work(0);
    bench.notice();
    await bench.settle();
    bench.notice();
    await bench.settle();
    expect(saveState(bench.runner.session())).toBe('saved');
    expect(bench.text()).toBe('one\ntwo\n');
  });

  it('is a conflict while text is unsaved: nothing is written until somebody chooses', async () => {
    const bench = startBench('one\n');
    bench.type('mine\n');
    bench.host.disk = 'theirs\n';
    bench.pass(400);
    await bench.settle();
    expect(saveState(bench.runner.session())).toBe('conflict');
    expect(bench.host.disk).toBe('theirs\n');
    expect(bench.runner.theirs()).toBe('theirs\n');
    bench.type('more\n');
    bench.pass(5000);
    await bench.settle();
    expect(bench.host.disk).toBe('theirs\n');
    expect(bench.host.backup).toBe('one\nmine\nmore\n');
    expect(await bench.runner.flush()).toBe(false);
  });

  it.each([
    ['mine', 'one\nmine\n'],
    ['theirs', 'theirs\n'],
    ['merged', 'both\n'],
  ] as const)('a conflict ends by choosing %s', async (choice, outcome) => {
    const bench = startBench('one\n');
    bench.type('mine\n');
    bench.host.disk = 'theirs\n';
    bench.notice();
    await bench.settle();
    bench.runner.send(
      choice === 'merged'
        ? { type: 'resolve', with: 'merged', text: 'both\n' }
        : { type: 'resolve', with: choice },
    );
    await bench.settle();
    expect(bench.host.disk).toBe(outcome);
    expect(bench.text()).toBe(outcome);
    expect(saveState(bench.runner.session())).toBe('saved');
  });

  it('a file that vanished is not brought back by itself, but by asking', async () => {
    const bench = startBench('one\n');
    bench.host.disk = null;
    bench.notice();
    await bench.settle();
    expect(saveState(bench.runner.session())).toBe('gone');
    bench.type('two\n');
    bench.pass(5000);
    await bench.settle();
    expect(bench.host.disk).toBeNull();
    expect(bench.host.backup).toBe('one\ntwo\n');
    expect(await bench.runner.flush()).toBe(false);
    expect(bench.host.disk).toBeNull();
    bench.runner.send({ type: 'save', why: 'asked' });
    await bench.settle();
    expect(bench.host.disk).toBe('one\ntwo\n');
    expect(saveState(bench.runner.session())).toBe('saved');
  });

  it('a clean post whose file was deleted may be left', async () => {
    const bench = startBench('one\n');
    bench.host.disk = null;
    bench.notice();
    await bench.settle();
    expect(await bench.runner.flush()).toBe(true);
    expect(bench.host.disk).toBeNull();
  });

  it('a file that comes back unchanged is the same as before', async () => {
    const bench = startBench('one\n');
    bench.host.disk = null;
    bench.notice();
    await bench.settle();
    bench.host.disk = 'one\n';
    bench.notice();
    await bench.settle();
    expect(saveState(bench.runner.session())).toBe('saved');
  });
});

const action = fc.oneof(
  { weight: 5, arbitrary: fc.constant('type' as const) },
  { weight: 3, arbitrary: fc.record({ pass: fc.constantFrom(100, 400, 1100) }) },
  { weight: 4, arbitrary: fc.record({ work: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ answer: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.constant('write' as const) },
  { weight: 1, arbitrary: fc.constant('remove' as const) },
  { weight: 3, arbitrary: fc.constant('notice' as const) },
  { weight: 1, arbitrary: fc.record({ late: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.constant('save' as const) },
  { weight: 1, arbitrary: fc.constant('leave' as const) },
  { weight: 1, arbitrary: fc.constantFrom('mine' as const, 'theirs' as const, 'merged' as const) },
  { weight: 1, arbitrary: fc.constant('full' as const) },
);

it('keeps every typed and every foreign text through any interleaving', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), fc.boolean(), async (actions, autosave) => {
      const bench = startBench('start\n', autosave);
      const { host, runner } = bench;
      let count = 0;
      const foreign = new Set<string>();
      /** Foreign texts that the person saw and decided about, or that came into the buffer. */
      const known = new Set<string>();
      const look = (): void => {
        known.add(bench.text());
        const { disk } = runner.session();
        if (disk.kind === 'conflict') known.add(disk.text);
      };
      for (const what of actions) {
        count++;
        if (what === 'type') bench.type(`t${count}\n`);
        else if (what === 'write') {
          host.disk = `w${count}\n`;
          foreign.add(host.disk);
        } else if (what === 'remove') host.disk = null;
        else if (what === 'notice') bench.notice();
        else if (what === 'save') runner.send({ type: 'save', why: 'asked' });
        else if (what === 'leave') runner.send({ type: 'save', why: 'leaving' });
        else if (what === 'full') host.full = !host.full;
        else if (what === 'merged') runner.send({ type: 'resolve', with: what, text: `m${count}\n` });
        else if (typeof what === 'string') runner.send({ type: 'resolve', with: what });
        else if ('pass' in what) bench.pass(what.pass);
        else if ('work' in what) host.work(what.work);
        else if ('answer' in what) await host.answer(what.answer % Math.max(1, host.pending()));
        else runner.send({ type: 'diskChanged', version: `${what.late}`.padStart(16, '0') });
        look();
        // Whatever a save of ours replaced, it had been seen before.
        for (const text of host.replaced) if (foreign.has(text)) expect(known).toContain(text);
      }
      host.full = false;
      await bench.settle();
      bench.notice();
      await bench.settle();
      bench.pass(5000);
      await bench.settle();
      look();
      const state = saveState(runner.session());
      if (isClean(bench)) expect(host.disk).toBe(bench.text());
      else expect([host.disk, host.backup]).toContain(bench.text());
      if (state === 'saved') expect(host.disk).toBe(bench.text());
      if (state === 'conflict') expect(host.disk).not.toBeNull();
      if (state === 'gone') expect(host.disk).toBeNull();
      // Nothing is under way for ever.
      expect(runner.session().saving).toBeNull();
      expect(runner.session().reading).toBeNull();
    }),
    { numRuns: 10_000 },
  );
}, 120_000);
