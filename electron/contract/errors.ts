// The closed set of ways a call can fail, as plain data for the wire.
// A code says what happened; `message` is plain English; `detail` carries the facts a page phrases it with.

export const errorCodes = [
  'invalid-arguments',
  'unknown-call',
  'refused',
  'no-journal',
  'not-found',
  'exists',
  'outside',
  'conflict',
  'read-only',
  'no-space',
  'io',
  'not-utf8',
  'not-an-image',
  'too-large',
  'front-matter',
  'stale',
  'git',
  'unavailable',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

/** A failure with a code, thrown inside the host and the client; crosses the wire as a `WireError`. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly detail: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, detail?: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.detail = detail;
  }
}
