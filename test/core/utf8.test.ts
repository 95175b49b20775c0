// Owns: proof that bytes which are not UTF-8 are never taken for text.
// Must not know: files.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyBytes, decodeUtf8 } from '#core/utf8.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function platform(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

describe('decodeUtf8', () => {
  test('agrees with the platform on text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(decodeUtf8(bytes)).toEqual({ ok: true, text: platform(bytes) });
      }),
      { numRuns: 2000 },
    );
  });

  test('agrees with the platform on any bytes', () => {
    const byte = fc.oneof(
      fc.nat(255),
      fc.constantFrom(0xed, 0xa0, 0x80, 0xf0, 0x9f, 0xf4, 0x90, 0xc0, 0xe0, 0xef, 0xbb, 0xbf),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (list) => {
        const bytes = Uint8Array.from(list);
        const ours = decodeUtf8(bytes);
        const theirs = platform(bytes);
        const marked = (list[0] === 0xff && list[1] === 0xfe) || (list[0] === 0xfe && list[1] === 0xff);
        expect(ours.ok ? ours.text : null).toBe(theirs);
        if (!ours.ok && !marked) expect(platform(bytes.subarray(0, ours.offset))).not.toBeNull();
        expect(classifyBytes(bytes) === null).toBe(theirs !== null);
      }),
      { numRuns: 5000 },
    );
  });

  test('long texts are whole', () => {
    const text = '가나다 😀 '.repeat(20_000);
    expect(decodeUtf8(new TextEncoder().encode(text))).toEqual({ ok: true, text });
  });

  test('names other encodings', () => {
    // "한국어" in KS X 1001 after an ASCII key.
    const korean = [...new TextEncoder().encode('title: '), 0xc7, 0xd1, 0xb1, 0xb9, 0xbe, 0xee, 0x0a];
    expect(decodeUtf8(Uint8Array.from(korean))).toEqual({ ok: false, misfit: 'euc-kr', offset: 7 });
    expect(classifyBytes(Uint8Array.from([0xff, 0xfe, 0x61, 0x00]))).toEqual({
      misfit: 'utf-16-le',
      offset: 0,
    });
    expect(classifyBytes(Uint8Array.from([0xfe, 0xff, 0x00, 0x61]))).toEqual({
      misfit: 'utf-16-be',
      offset: 0,
    });
    expect(classifyBytes(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]))?.misfit).toBe('binary');
    expect(classifyBytes(Uint8Array.from([0x61, 0xe9, 0x62]))?.misfit).toBe('broken-utf-8');
  });
});
