// Owns: making plain data of whatever was thrown, so that a failure always crosses the wire.
// Must not know: any call, or who threw.
import { CallError, type ErrorCode, type WireError } from '#contract/errors.ts';

/** Codes of the operating system (Node's `error.code`) by what they mean to a person. */
const SYSTEM: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOSPC: ['no-space', 'The disk is full.'],
  EDQUOT: ['no-space', 'The disk quota is used up.'],
  EFBIG: ['no-space', 'The disk cannot hold a file of that size.'],
  EACCES: ['read-only', 'The system does not allow to write or read that file.'],
  EPERM: ['read-only', 'The system does not allow that change.'],
  EROFS: ['read-only', 'The disk is read-only.'],
  ENOENT: ['not-found', 'The file or folder is not there.'],
  ENOTDIR: ['not-found', 'A folder of that path is a file.'],
  ENODEV: ['not-found', 'The disk is gone.'],
  ENXIO: ['not-found', 'The disk is gone.'],
  ESTALE: ['not-found', 'The network drive is gone.'],
  EEXIST: ['exists', 'There is a file of that name already.'],
  ENOTEMPTY: ['exists', 'The folder is not empty.'],
  ELOOP: ['outside', 'Links of that path lead in a circle.'],
  ENAMETOOLONG: ['refused', 'The name is too long for this disk.'],
  EINVAL: ['refused', 'The disk does not take that name.'],
  EILSEQ: ['refused', 'The disk does not take that name.'],
  EISDIR: ['refused', 'That name is a folder.'],
  EIO: ['io', 'The disk reported an error.'],
  EBUSY: ['io', 'Another program holds the file.'],
  EMFILE: ['io', 'Too many files are open.'],
  ENFILE: ['io', 'Too many files are open.'],
  ETIMEDOUT: ['io', 'The drive does not answer.'],
  EHOSTDOWN: ['io', 'The drive does not answer.'],
  ECANCELED: ['cancelled', 'Cancelled.'],
  ABORT_ERR: ['cancelled', 'Cancelled.'],
};

/**
 * The wire's form of a failure that has a meaning: a `CallError`, or an error of the operating system. Null for anything
 * else, which is a mistake of ours. Messages of the system are not passed on: they name absolute paths.
 */
export function toWireError(thrown: unknown): WireError | null {
  if (thrown instanceof CallError) {
    const detail = thrown.detail === undefined ? undefined : plainRecord(thrown.detail);
    const { code, message } = thrown;
    return detail === undefined ? { code, message } : { code, message, detail };
  }
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null;
  const known = Object.hasOwn(SYSTEM, thrown.code) ? SYSTEM[thrown.code] : undefined;
  if (known === undefined) return null;
  return { code: known[0], message: known[1], detail: { system: thrown.code } };
}

const MAX_DEPTH = 6;

function plainRecord(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, plain(value, 1)]));
}

/** A copy that every transport can carry: no functions, no class instances, no cycles. */
function plain(value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || depth > MAX_DEPTH) return String(value);
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, depth + 1)]));
}
