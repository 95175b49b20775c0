// Owns: the names of files that a write leaves behind when the power goes: how they are made and recognised.
// Must not know: how files are written or removed.
import { randomBytes } from 'node:crypto';

const MAX_BYTES = 255;
const PATTERN = /^\..*\.([0-9a-z]+)-[0-9a-f]{12}\.tmp$/;

/** A new hidden name for a write in progress of `name`, at most 255 bytes; it carries the process's number. */
export function tempName(name: string, pid: number = process.pid): string {
  const tail = `.${pid.toString(36)}-${randomBytes(6).toString('hex')}.tmp`;
  let head = name;
  while (Buffer.byteLength(head) + tail.length + 1 > MAX_BYTES) head = [...head].slice(0, -1).join('');
  return `.${head}${tail}`;
}

/** The number of the process that made a temporary name, or null for any other name. */
export function tempOwner(name: string): number | null {
  const match = PATTERN.exec(name);
  if (match === null) return null;
  const pid = Number.parseInt(match[1] ?? '', 36);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
}
