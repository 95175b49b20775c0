// Owns: which references only the theme can complete, because it puts a folder before them.
// Must not know: themes.
import type { Reference } from './types.ts';

/** True for a path in front matter or an include that begins neither at the root nor with dots. */
export function isVague({ kind, lead, path }: Reference): boolean {
  return (kind === 'front-matter' || kind === 'include') && lead === 'none' && !/^\.{0,2}\//.test(path);
}
