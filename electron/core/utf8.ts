// Owns: telling from bytes whether they are UTF-8 text, and what they are if not.
// Must not know: files, or how a person is told.

/** What bytes are that cannot be read as UTF-8. `offset` is the first offending byte. */
export type Misfit = 'utf-16-le' | 'utf-16-be' | 'euc-kr' | 'binary' | 'broken-utf-8';

export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly misfit: Misfit; readonly offset: number };

/** Decodes UTF-8 without ever replacing a byte; a byte order mark stays as U+FEFF. Reports what else the bytes may be. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const mark = utf16Mark(bytes);
  if (mark !== null) return { ok: false, misfit: mark, offset: 0 };
  const units: number[] = [];
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceLength(bytes, at);
    if (size === 0) return { ok: false, misfit: classify(bytes, at), offset: at };
    const code = codePoint(bytes, at, size);
    if (code > 0xffff) units.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
    else units.push(code);
    at += size;
    if (units.length > 8000) {
      text += String.fromCharCode(...units);
      units.length = 0;
    }
  }
  return { ok: true, text: text + String.fromCharCode(...units) };
}

/** Gives what bytes are that a strict decoder refused (`binary` where none of the known encodings fits). */
export function classifyBytes(
  bytes: Uint8Array,
): { readonly misfit: Misfit; readonly offset: number } | null {
  const mark = utf16Mark(bytes);
  if (mark !== null) return { misfit: mark, offset: 0 };
  for (let at = 0; at < bytes.length; ) {
    const size = sequenceLength(bytes, at);
    if (size === 0) return { misfit: classify(bytes, at), offset: at };
    at += size;
  }
  return null;
}

function utf16Mark(bytes: Uint8Array): 'utf-16-le' | 'utf-16-be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16-le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16-be';
  return null;
}

/** Length of the well-formed sequence at `at`, or 0. The ranges are Table 3-7 of the Unicode Standard. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return isTail(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2] ?? 0) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    const tails = isTail(bytes[at + 2] ?? 0) && isTail(bytes[at + 3] ?? 0);
    return second >= low && second <= high && tails ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function codePoint(bytes: Uint8Array, at: number, size: number): number {
  let code = bytes[at] ?? 0;
  if (size > 1) code &= 0xff >> (size + 1);
  for (let i = 1; i < size; i++) code = (code << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return code;
}

/** Names the encoding by its habits: zero bytes mean no text; pairs in the Hangul rows of KS X 1001 mean EUC-KR. */
function classify(bytes: Uint8Array, offset: number): Misfit {
  let zeros = 0;
  let pairs = 0;
  let hangul = 0;
  const end = Math.min(bytes.length, offset + 65_536);
  for (let at = Math.max(0, offset - 4096); at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0) zeros++;
    if (byte < 0x80) continue;
    const next = bytes[at + 1] ?? 0;
    pairs++;
    if (byte >= 0xb0 && byte <= 0xc8 && next >= 0xa1 && next <= 0xfe) hangul++;
    at++;
  }
  if (zeros > 0) return 'binary';
  return pairs > 0 && hangul / pairs >= 0.7 ? 'euc-kr' : 'broken-utf-8';
}
