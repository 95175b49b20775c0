// Very many changes are told in pieces, in order, and together they are the change.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { tellInPieces } from '#host/journal/tell.ts';
import type { HostEvent } from '#host/ports.ts';
import { entry } from '../../renderer/entries.ts';

const changed = (from: number, count: number, removed: readonly string[] = []): HostEvent => {
  const upserted = Array.from({ length: count }, (_, i) => entry(`${from + i}.md`));
  const versions = Object.fromEntries(upserted.map(({ path }) => [path, `v${path}`]));
  return { name: 'journal.changed', payload: { upserted, removed: removed as RelPath[], versions } };
};

it('keeps the order and loses nothing, whatever is told meanwhile', async () => {
  const event = fc.oneof(
    fc.integer({ min: 0, max: 3500 }).map((count) => ({ count })),
    fc.constant({ count: -1 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 6 }), async (wanted) => {
      const heard: HostEvent[] = [];
      const tell = tellInPieces((one) => heard.push(one));
      const given: HostEvent[] = wanted.map(({ count }, i) =>
        count < 0 ? { name: 'images.changed', payload: {} } : changed(i * 10_000, count, [`gone${i}.md`]),
      );
      for (const one of given) tell(one);
      // A small event where nothing waits is told at once.
      if ((wanted[0]?.count ?? 0) <= 1000 && given.length > 0) expect(heard.length).toBeGreaterThan(0);
      for (let i = 0; i < 40; i++) await new Promise((resolve) => setImmediate(resolve));
      const flat = (events: readonly HostEvent[]) =>
        events.flatMap(({ name, payload }) =>
          name === 'journal.changed'
            ? [
                ...payload.removed.map((path) => `-${path}`),
                ...payload.upserted.map(({ path }) => path + payload.versions[path]),
              ]
            : [name],
        );
      expect(flat(heard)).toEqual(flat(given));
      for (const one of heard)
        if (one.name === 'journal.changed') expect(one.payload.upserted.length).toBeLessThanOrEqual(1000);
    }),
    { numRuns: 30 },
  );
});
