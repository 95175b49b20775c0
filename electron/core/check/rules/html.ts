// Owns: the rule about raw HTML that is opened and never closed.
// Must not know: how HTML is read; the renderer says what it found.
import { isKramdown, lineInFile, liquidOf, pageOf } from '../page-facts.ts';
import type { Remark, Rule } from '../types.ts';

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;
export const htmlUnclosed: Rule = {
  id: 'html-unclosed',
  severity: 'warning',
  about: 'an HTML element that is opened and never closed',
  check: (post, { blog }) => {
    // Only where the tags do not add up is the post worth a rendering.
    if (!isKramdown(blog) || !isUneven(post.masked)) return [];
    const liquid = liquidOf(post, blog);
    return pageOf(post, blog).diagnostics.flatMap((diagnostic): readonly Remark[] => {
      const name = String(diagnostic.detail?.name ?? '');
      if (diagnostic.code !== 'unclosed-html') return [];
      const line = lineInFile(post, liquid, diagnostic.line);
      const start = post.offsetOf(line, 1);
      // Liquid may have moved what stands in the line.
      const found = post.text.indexOf(`<${name}`, start);
      const at = found >= 0 && post.lineOf(found) === line ? found : start;
      return [{ at, message: `<${name}> is never closed.`, detail: { name } }];
    });
  },
};

function isUneven(masked: string): boolean {
  if (!masked.includes('<')) return false;
  const open = new Map<string, number>();
  for (const [, slash, name = '', rest = ''] of masked.matchAll(
    /<(\/?)([a-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi,
  )) {
    if (VOID.test(name) || rest.endsWith('/')) continue;
    const key = name.toLowerCase();
    open.set(key, (open.get(key) ?? 0) + (slash === '/' ? -1 : 1));
  }
  return [...open.values()].some((count) => count !== 0);
}
