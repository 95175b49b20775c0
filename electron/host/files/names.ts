// Owns: which names a new file may have so that it survives on every system and in git.
// Must not know: files that exist already; those keep whatever name they have.
import { CallError } from '#contract/errors.ts';

/** Why a name cannot be used. */
export type NameFault =
  | 'empty'
  | 'reserved'
  | 'trailing-dot-or-space'
  | 'leading-dot'
  | 'leading-dash'
  | 'control-character'
  | 'forbidden-character'
  | 'direction-mark'
  | 'too-long';

const EXPLAIN: Readonly<Record<NameFault, string>> = {
  empty: 'A name cannot be empty.',
  reserved: 'Windows keeps that name for a device.',
  'trailing-dot-or-space': 'Windows drops a dot or space at the end of a name.',
  'leading-dot': 'A name that begins with a dot is hidden.',
  'leading-dash': 'A name that begins with a dash is taken for an option by command lines.',
  'control-character': 'The name holds a control character.',
  'forbidden-character': 'Windows does not allow < > : " | ? * or a backslash in names.',
  'direction-mark': 'The name holds an invisible mark that changes the direction of writing.',
  'too-long': 'The name is longer than 255 bytes.',
};

/** Device names of Windows, with or without an extension (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i;
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Room for the `.` and `.<random>.tmp` of a write in progress is not needed: those names are shortened. */
const MAX_BYTES = 255;

/** The first fault of one name, or null where it is fit for a new file. */
export function nameFault(name: string): NameFault | null {
  if (name === '') return 'empty';
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name)) return 'control-character';
  if (/[<>:"|?*\\/]/.test(name)) return 'forbidden-character';
  if (DIRECTION.test(name)) return 'direction-mark';
  if (/[. ]$/.test(name)) return 'trailing-dot-or-space';
  if (name.startsWith('.')) return 'leading-dot';
  if (name.startsWith('-')) return 'leading-dash';
  if (DEVICE.test(name)) return 'reserved';
  if (Buffer.byteLength(name) > MAX_BYTES) return 'too-long';
  return null;
}

/** Throws `refused` with the reason where a part of `path` is unfit for a new file or folder. */
export function checkNewPath(path: string): void {
  for (const part of path.split('/')) {
    const fault = nameFault(part);
    if (fault !== null) throw new CallError('refused', EXPLAIN[fault], { fault, name: part });
  }
}

/** Two names with the same key are one file on some system (case, composed or decomposed Hangul). */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

const TEXT_FILE = /\.(md|markdown|mkd|mkdn|mkdown|mdx|html|htm|txt)$/i;

/**
 * Throws `refused` unless `path` can be a post: a text file (or one that the journal has as a post: `known`) in no hidden folder. What
 * the page can write is thereby never a git hook, a plugin or a configuration that another program would run.
 */
export function checkPostPath(path: string, known = false): void {
  const hidden = path.split('/').some((part) => part.startsWith('.') || /^git~\d/i.test(part));
  if (hidden) throw new CallError('refused', 'Hidden files and folders are left alone.', { path });
  if (!known && !TEXT_FILE.test(path)) throw new CallError('refused', 'That file is not a post.', { path });
}
