// The dispatcher answers every call with plain data, whatever the caller sends and whatever a handler throws.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calls } from '#contract/calls.ts';
import { createDispatcher } from '#contract/dispatch.ts';
import { CallError, errorCodes } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';

interface Seen {
  readonly name: string;
  readonly args: unknown;
}

/** Handlers that record what reaches them and then do as told. */
function recording(act: (name: string) => unknown = () => ({})): { handlers: Handlers; seen: Seen[] } {
  const seen: Seen[] = [];
  const entries = Object.keys(calls).map((name) => [
    name,
    async (args: unknown) => {
      seen.push({ name, args });
      return act(name);
    },
  ]);
  return { handlers: Object.fromEntries(entries) as Handlers, seen }; // made from the table's own names
}

const quiet = { log: () => undefined };
const failing = (thrown: unknown) =>
  createDispatcher(
    recording(() => {
      throw thrown;
    }).handlers,
    quiet,
  )('journal.close', {});

describe('dispatcher', () => {
  it('passes validated arguments on and the result back', async () => {
    const { handlers, seen } = recording(() => ({ state: 'x' }));
    const reply = await createDispatcher(handlers, quiet)('ui.save', { state: 'a' });
    expect(reply).toEqual({ ok: true, value: { state: 'x' } });
    expect(seen).toEqual([{ name: 'ui.save', args: { state: 'a' } }]);
  });

  it.each(['', 'nope', 'toString', '__proto__', 'constructor', 'hasOwnProperty'])(
    'refuses the unknown call %j',
    async (name) => {
      const { handlers, seen } = recording();
      const reply = await createDispatcher(handlers, quiet)(name, {});
      expect(reply).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
      expect(seen).toEqual([]);
    },
  );

  it.each([
    ['a missing key', 'post.read', {}],
    ['a key too many', 'post.read', { path: 'a.md', extra: 1 }],
    ['an own __proto__ key', 'post.read', JSON.parse('{"path":"a.md","__proto__":{"x":1}}')],
    ['a key too many in a union', 'journal.open', { folder: 'abc', sample: true, more: 1 }],
    ['an absolute path', 'post.read', { path: '/etc/passwd' }],
    ['a path that climbs', 'post.read', { path: 'a/../../b.md' }],
    ['a Windows path', 'post.read', { path: 'C:/x.md' }],
    ['a backslash', 'post.read', { path: 'a\\b.md' }],
    ['a NUL', 'post.read', { path: 'a\0.md' }],
    ['no object', 'post.read', 'a.md'],
    ['nothing', 'post.read', undefined],
    ['bytes as an array', 'image.store', { post: 'a.md', name: 'a', bytes: [1], categories: [], slug: 'a' }],
    ['a version that is none', 'post.trash', { path: 'a.md', base: '../..' }],
  ])('refuses %s before any handler sees it', async (_what, name, args) => {
    const { handlers, seen } = recording();
    const reply = await createDispatcher(handlers, quiet)(name, args);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
    expect(seen).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('turns a CallError into its code, message and plain detail', async () => {
    const circular: Record<string, unknown> = { n: Number.NaN, f: () => 1 };
    circular.self = circular;
    const reply = await failing(new CallError('conflict', 'changed', { text: 'x', version: null, circular }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'conflict', message: 'changed' } });
    expect(() => structuredClone(reply)).not.toThrow();
    expect(JSON.parse(JSON.stringify(reply)).error.detail).toMatchObject({ text: 'x', version: null });
  });

  it.each([
    ['ENOSPC', 'no-space'],
    ['EDQUOT', 'no-space'],
    ['EACCES', 'read-only'],
    ['EROFS', 'read-only'],
    ['ENOENT', 'not-found'],
    ['EEXIST', 'exists'],
    ['EIO', 'io'],
    ['ELOOP', 'outside'],
  ])('maps the system code %s to %s without telling the path', async (code, mapped) => {
    const reply = await failing(Object.assign(new Error(`${code}: open '/home/someone/x'`), { code }));
    expect(reply).toMatchObject({ ok: false, error: { code: mapped, detail: { system: code } } });
    expect(JSON.stringify(reply)).not.toContain('someone');
  });

  it('answers anything else as internal, with the id that the log has', async () => {
    const logged: string[] = [];
    const dispatch = createDispatcher(
      recording(() => {
        throw new TypeError('secret inside');
      }).handlers,
      { log: (_level, message) => logged.push(message) },
    );
    const reply = await dispatch('journal.close', {});
    expect(reply.ok).toBe(false);
    if (reply.ok) return;
    expect(reply.error.code).toBe('internal');
    expect(reply.error.message).not.toContain('secret');
    expect(logged).toEqual([`internal error ${String(reply.error.detail?.id)}`]);
  });

  it('answers even when the thrown thing, and the log, fight back', async () => {
    const hostile = new Proxy(new CallError('io', 'x'), {
      get() {
        throw new Error('no');
      },
    });
    for (const thrown of [hostile, null, undefined, 'text', 5, Symbol('s'), Object.create(null)]) {
      const dispatch = createDispatcher(
        recording(() => {
          throw thrown;
        }).handlers,
        {
          log: () => {
            throw new Error('log is broken');
          },
        },
      );
      expect(await dispatch('journal.close', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    }
  });

  it('checks results where asked', async () => {
    const options = { log: () => undefined, checkResults: true };
    const wrong = createDispatcher(recording(() => ({ state: 5 })).handlers, options);
    expect(await wrong('ui.load', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    const right = createDispatcher(recording(() => ({ state: null })).handlers, options);
    expect(await right('ui.load', {})).toEqual({ ok: true, value: { state: null } });
  });

  it('works where code must not be made from text', () => {
    const script = `import('#contract/dispatch.ts').then(async ({ createDispatcher }) => {
      const d = createDispatcher({ 'ui.save': async (a) => a }, { log() {} });
      const reply = await d('ui.save', { state: 's' });
      let evaluated = true;
      try { new Function('return 1')(); } catch { evaluated = false; }
      console.log(JSON.stringify([reply, evaluated]));
    })`;
    const run = spawnSync(
      process.execPath,
      ['--disallow-code-generation-from-strings', '--import', 'tsx', '-e', script],
      { encoding: 'utf8' },
    );
    expect(run.stdout.trim(), run.stderr).toBe('[{"ok":true,"value":{"state":"s"}},false]');
  });

  it('survives 10,000 fuzzed calls: none reaches a handler with a path that leads outside', async () => {
    const { handlers, seen } = recording();
    const dispatch = createDispatcher(handlers, quiet);
    const nasty = fc.constantFrom(
      '../x.md',
      '/etc/passwd',
      'a/../../x',
      '\\\\server\\share',
      'C:\\x',
      'a\0b',
      '.',
      '..',
      '',
      './a',
      'a//b',
      'x'.repeat(5000),
      'ok.md',
      '한글/글.md',
    );
    const leaf = fc.oneof(nasty, fc.anything({ maxDepth: 2 }), fc.uint8Array({ maxLength: 20 }), fc.string());
    const shaped = fc
      .tuple(
        fc.constantFrom(...Object.keys(calls)),
        fc.dictionary(fc.constantFrom('path', 'text', 'base', 'post', 'bytes', 'slug', 'title'), leaf),
      )
      .chain(([name, loose]) => fc.record({ name: fc.constant(name), args: fc.constant<unknown>(loose) }));
    const wild = fc.record({
      name: fc.oneof(fc.string(), fc.constantFrom(...Object.keys(calls))),
      args: fc.anything({ withNullPrototype: true, withMap: true, withBigInt: true, withDate: true }),
    });
    const climbs = (value: unknown): boolean =>
      typeof value === 'string' && (value.startsWith('/') || value.split(/[\\/]/).includes('..'));
    let calm = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(shaped, wild), async ({ name, args }) => {
        const before = seen.length;
        const reply = await dispatch(name, args);
        expect(() => structuredClone(reply)).not.toThrow();
        if (!reply.ok) expect(errorCodes).toContain(reply.error.code);
        expect(seen.length - before).toBe(reply.ok ? 1 : 0);
        for (const call of seen.slice(before)) {
          const given = call.args as Record<string, unknown>; // every schema of the table is an object
          expect([given.path, given.post].some(climbs)).toBe(false);
        }
        calm += 1;
      }),
      { numRuns: 10_000, seed: 7 },
    );
    expect(calm).toBe(10_000);
  });
});
