// Owns: what raw HTML tells a writer: Markdown that stands in it and is not read.
// Must not know: how HTML is parsed.

import type { Node } from '../tree.ts';
import { findingAt } from './findings.ts';
import type { Finding } from './state.ts';

const MARKDOWN = /\*\*[^*\s](?:[^*\n]*[^*\s])?\*\*|!?\[[^[\]\n]+\]\([^()\s]+\)/;
const VERBATIM = new Set(['pre', 'code', 'script', 'style', 'textarea', 'svg', 'math', 'kbd', 'samp']);

/** Notes the first Markdown in an HTML block whose content is taken as it stands. */
export function lintRawHtml(of: Node, findings: Finding[]): void {
  const stack: Node[] = [of];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element.type !== 'html' || element.model !== 'raw' || VERBATIM.has(element.extra)) continue;
    for (const child of element.children) {
      if (child.type !== 'text') {
        stack.push(child);
        continue;
      }
      const match = MARKDOWN.exec(child.value);
      if (match === null) continue;
      const end = match.index + match[0].length;
      findings.push(
        findingAt('markdown-in-html', child.value, child.line, match.index, end, { name: of.extra }),
      );
      return;
    }
  }
}
