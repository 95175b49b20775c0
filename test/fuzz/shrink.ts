// Owns: making a failing text smaller while it still fails.
// Must not know: what failing means.

/** A text that still fails and from which no line, and no single character, can be taken away (within a limit). */
export async function shrink(text: string, fails: (text: string) => Promise<boolean>): Promise<string> {
  let best = text;
  let tries = 0;
  const attempt = async (candidate: string): Promise<boolean> => {
    if (tries++ > 600 || candidate.length >= best.length || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (
    let size = Math.ceil(best.split('\n').length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < best.split('\n').length; ) {
      const lines = best.split('\n');
      lines.splice(at, size);
      if (!(await attempt(lines.join('\n')))) at += size;
    }
  }
  for (let size = Math.min(16, Math.ceil(best.length / 2)); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length; ) {
      if (!(await attempt(best.slice(0, at) + best.slice(at + size)))) at += size;
    }
  }
  return best;
}
