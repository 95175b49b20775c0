// The wire's frames: what goes in comes out, byte for byte, and nothing else is accepted.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame, readHostMessage, readRequest } from '#contract/frames.ts';

const overTheWire = (message: Parameters<typeof encodeFrame>[0]): unknown =>
  decodeFrame(encodeFrame(message));
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('frames', () => {
  test('a message without bytes is a text frame of JSON', () => {
    const message = { id: 1, name: 'post.read', args: { path: '_posts/글.md' } };
    expect(encodeFrame(message)).toBe(JSON.stringify(message));
    expect(overTheWire(message)).toEqual(message);
  });

  test('bytes travel as they are, with an ASCII header before them', () => {
    const message = {
      id: 2,
      name: 'image.store',
      args: { name: '사진 1.png', bytes: bytes(0, 255, 128), more: [bytes(), bytes(7)] },
    };
    const frame = encodeFrame(message);
    if (typeof frame === 'string') throw new Error('expected a binary frame');
    const length = new DataView(frame.buffer).getUint32(0);
    const header = new TextDecoder('ascii').decode(frame.subarray(4, 4 + length));
    expect(JSON.parse(header)).toEqual({
      id: 2,
      name: 'image.store',
      args: { name: '사진 1.png', bytes: { $bytes: [0, 3] }, more: [{ $bytes: [3, 0] }, { $bytes: [3, 1] }] },
    });
    expect([...frame.subarray(4 + length)]).toEqual([0, 255, 128, 7]);
    expect(decodeFrame(frame)).toEqual(message);
  });

  test('data that looks like a mark stays data', () => {
    const payload = { a: { $bytes: [0, 1] }, b: { $bytes: { $bytes: 'x' } }, c: bytes(9) };
    expect(overTheWire({ event: 'x', payload })).toEqual({ event: 'x', payload });
  });

  test('any JSON with bytes anywhere comes back equal', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 50 }),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom('$bytes', '__proto__', 'constructor')),
          tie('tree'),
          { maxKeys: 4 },
        ),
      ),
    }));
    fc.assert(
      fc.property(tree, (payload) => {
        const message = { event: 'e', payload };
        const back = overTheWire(message) as typeof message; // what was encoded
        expect(sameShape(back.payload)).toEqual(sameShape(payload));
      }),
      { numRuns: 500 },
    );
  });

  test('broken binary frames are refused', () => {
    const good = encodeFrame({ id: 1, name: 'n', args: { b: bytes(1, 2, 3) } });
    if (typeof good === 'string') throw new Error('expected a binary frame');
    expect(() => decodeFrame(bytes())).toThrow(RangeError);
    expect(() => decodeFrame(good.subarray(0, good.length - 1))).toThrow(RangeError);
    const long = good.slice();
    new DataView(long.buffer).setUint32(0, 0xffff_ffff);
    expect(() => decodeFrame(long)).toThrow(RangeError);
    const high = good.slice();
    high[10] = 200;
    expect(() => decodeFrame(high)).toThrow(RangeError);
    for (const mark of ['[-1,1]', '[0,4]', '[0.5,1]', '[0]', '"x"', '[0,-1]', '["0",1]']) {
      expect(() => decodeFrame(binaryFrame(`{"$bytes":${mark}}`, bytes(1, 2, 3))), mark).toThrow(RangeError);
    }
    const nested = `${'['.repeat(200)}${']'.repeat(200)}`;
    expect(() => decodeFrame(binaryFrame(nested, bytes()))).toThrow(RangeError);
  });

  test('any bytes at all either decode or throw one of two errors', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
        try {
          decodeFrame(frame);
        } catch (error) {
          expect(error instanceof RangeError || error instanceof SyntaxError).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a decoded frame is read as a call, a reply or an event only where it is one', () => {
    expect(readRequest({ id: 1, name: 'a', args: {}, extra: 1 })).toEqual({ id: 1, name: 'a', args: {} });
    for (const other of [
      null,
      1,
      'x',
      [],
      {},
      { id: '1', name: 'a' },
      { id: 1.5, name: 'a' },
      { id: 1, name: 2 },
    ]) {
      expect(readRequest(other)).toBeNull();
    }
    expect(readHostMessage({ event: 'e', payload: 1 })).toEqual({ event: 'e', payload: 1 });
    expect(readHostMessage({ id: 1, reply: { ok: true, value: 2 } })).toEqual({
      id: 1,
      reply: { ok: true, value: 2 },
    });
    for (const other of [null, [], { id: 1 }, { id: 1, reply: {} }, { reply: { ok: true } }]) {
      expect(readHostMessage(other)).toBeNull();
    }
  });
});

function binaryFrame(header: string, body: Uint8Array): Uint8Array {
  const frame = new Uint8Array(4 + header.length + body.length);
  new DataView(frame.buffer).setUint32(0, header.length);
  frame.set(new TextEncoder().encode(header), 4);
  frame.set(body, 4 + header.length);
  return frame;
}

/** Entries instead of objects, so that own keys like `__proto__` are compared too. */
function sameShape(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return { list: value.map(sameShape) };
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return { entries: Object.entries(value).map(([key, inner]) => [key, sameShape(inner)]) };
}
