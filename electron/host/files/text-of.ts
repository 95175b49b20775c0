// Owns: the text of a file's bytes as a person reads it, and whether it can be written back without loss.
// Must not know: what kind of file it is.
import { classifyBytes } from '#core/utf8.ts';

export interface FileText {
  readonly text: string;
  /** Null where the bytes are UTF-8; else what they are, and `text` is for reading only. */
  readonly misfit: 'utf-16-le' | 'utf-16-be' | 'euc-kr' | 'binary' | 'broken-utf-8' | null;
}

/** Decodes strictly; a byte order mark stays. Bytes that are no UTF-8 are shown in their own encoding, or as `\xNN`. */
export function textOf(bytes: Uint8Array): FileText {
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== null) return { text: utf8, misfit: null };
  const misfit = classifyBytes(bytes)?.misfit ?? 'broken-utf-8';
  const label = LABEL[misfit];
  const text = label === undefined ? null : strictly(label, bytes);
  return { text: text ?? withEscapes(bytes), misfit };
}

const LABEL: Readonly<Record<string, string>> = {
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
  'euc-kr': 'euc-kr',
};

function strictly(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Enough to see what a file is; a person does not read further into bytes. */
const MAX_SHOWN = 1 << 20;

/** Every byte that belongs to no character is shown by its number, so that nothing looks the same that is not. */
function withEscapes(bytes: Uint8Array): string {
  const end = Math.min(bytes.length, MAX_SHOWN);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let out = '';
  for (let at = 0; at < end; ) {
    const size = sequenceSize(bytes[at] ?? 0);
    try {
      out += size === 1 ? String.fromCharCode(bytes[at] ?? 0) : decoder.decode(bytes.subarray(at, at + size));
      at += size;
    } catch {
      out += `\\x${(bytes[at] ?? 0).toString(16).padStart(2, '0').toUpperCase()}`;
      at += 1;
    }
  }
  return end < bytes.length ? `${out}\n… (${bytes.length - end} bytes)` : out;
}

/** Bytes of the UTF-8 sequence that `first` begins, 2 for a byte that begins none: the decoder then refuses it. */
function sequenceSize(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}
