// Owns: the wire format of the WebSocket: how one message becomes one frame, bytes included.
// Must not know: sockets, calls by name, text encodings (a binary frame's header is plain ASCII).
import type { Reply } from '#contract/errors.ts';

/** Page to host: one call. `id` is the page's own counter. */
export interface RequestMessage {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
}

/** Host to page: the answer to the call with this `id`. */
export interface ReplyMessage {
  readonly id: number;
  readonly reply: Reply<unknown>;
}

/** Host to page: something happened. */
export interface EventMessage {
  readonly event: string;
  readonly payload: unknown;
}

export type Message = RequestMessage | ReplyMessage | EventMessage;

/** A text frame, or a binary one where the message carries bytes. */
export type Frame = string | Uint8Array;

/** Limits of what a shell accepts, in bytes: a text frame is JSON, a binary one carries an image. */
export const textFrameLimit = 8 * 1024 * 1024;
export const binaryFrameLimit = 64 * 1024 * 1024;

const maxDepth = 64;
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function holdsBytes(value: unknown, depth = 0): boolean {
  if (isBytes(value)) return true;
  if (depth > maxDepth || typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => holdsBytes(inner, depth + 1));
}

/** True for the objects that a header uses as a mark, which plain data must not be mistaken for. */
const isMark = (value: Readonly<Record<string, unknown>>): boolean =>
  Object.hasOwn(value, '$bytes') && Object.keys(value).length === 1;

/**
 * Gives the frame of a message: JSON text where it holds no bytes; else `uint32 BE header length, header, chunks`, the
 * header being JSON in ASCII with each Uint8Array replaced by `{"$bytes": [offset, length]}` into the chunks.
 */
export function encodeFrame(message: Message): string | Uint8Array<ArrayBuffer> {
  if (!holdsBytes(message)) return JSON.stringify(message);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const strip = (value: unknown): unknown => {
    if (isBytes(value)) {
      chunks.push(value);
      size += value.byteLength;
      return { $bytes: [size - value.byteLength, value.byteLength] };
    }
    if (Array.isArray(value)) return value.map(strip);
    if (!isRecord(value)) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner)]));
    return isMark(value) ? { $bytes: copy } : copy;
  };
  const header = JSON.stringify(strip(message)).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const frame = new Uint8Array(4 + header.length + size);
  new DataView(frame.buffer).setUint32(0, header.length);
  for (let i = 0; i < header.length; i++) frame[4 + i] = header.charCodeAt(i);
  let at = 4 + header.length;
  for (const chunk of chunks) {
    frame.set(chunk, at);
    at += chunk.byteLength;
  }
  return frame;
}

/**
 * Gives back what `encodeFrame` was given. Bytes are views into the frame, not copies. Throws RangeError or SyntaxError on
 * anything that is no such frame.
 */
export function decodeFrame(frame: Frame): unknown {
  if (typeof frame === 'string') return JSON.parse(frame);
  if (frame.byteLength < 4) throw new RangeError('frame too short');
  const length = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0);
  if (length > frame.byteLength - 4 || length > textFrameLimit) throw new RangeError('header too long');
  const header: string[] = [];
  for (let at = 4; at < 4 + length; at += 8192) {
    const part = frame.subarray(at, Math.min(at + 8192, 4 + length));
    if (part.some((byte) => byte > 127)) throw new RangeError('header is not ASCII');
    header.push(String.fromCharCode(...part));
  }
  const body = frame.subarray(4 + length);
  const revive = (value: unknown, depth: number): unknown => {
    if (depth > maxDepth) throw new RangeError('nested too deep');
    if (Array.isArray(value)) return value.map((inner) => revive(inner, depth + 1));
    if (!isRecord(value)) return value;
    if (isMark(value)) {
      const mark = value.$bytes;
      return isRecord(mark) ? reviveEntries(mark, depth) : cut(body, mark);
    }
    return reviveEntries(value, depth);
  };
  const reviveEntries = (value: Readonly<Record<string, unknown>>, depth: number): unknown =>
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner, depth + 1)]));
  return revive(JSON.parse(header.join('')), 0);
}

function cut(body: Uint8Array, mark: unknown): Uint8Array {
  if (!Array.isArray(mark) || mark.length !== 2) throw new RangeError('bad bytes mark');
  const [offset, length] = mark as readonly unknown[]; // an array of two, of anything
  if (!Number.isInteger(offset) || !Number.isInteger(length)) throw new RangeError('bad bytes mark');
  const from = Number(offset);
  const to = from + Number(length);
  if (from < 0 || to < from || to > body.byteLength) throw new RangeError('bytes outside the frame');
  return body.subarray(from, to);
}

/** Reads a decoded frame as a call; null where it is none. */
export function readRequest(message: unknown): RequestMessage | null {
  if (!isRecord(message)) return null;
  const { id, name, args } = message;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof name !== 'string') return null;
  return { id, name, args };
}

/** Reads a decoded frame as what a host sends; null where it is neither reply nor event. */
export function readHostMessage(message: unknown): ReplyMessage | EventMessage | null {
  if (!isRecord(message)) return null;
  const { id, reply, event, payload } = message;
  if (typeof event === 'string') return { event, payload };
  if (typeof id !== 'number' || !isRecord(reply) || typeof reply.ok !== 'boolean') return null;
  return { id, reply: reply as unknown as Reply<unknown> }; // the host's own dispatcher made it
}
