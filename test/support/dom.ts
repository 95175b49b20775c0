// Two pieces of HTML as browsers see them: the same tree counts as the same, whatever the source text.
// Attributes in any order, white space at block edges aside, highlighter spans left out on request.
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

const blocks = new Set(
  'address article aside blockquote body br center col colgroup dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li link main menu meta nav noscript ol optgroup option p pre script section style summary table tbody td template tfoot th thead title tr ul'.split(
    ' ',
  ),
);
const verbatim = new Set(['pre', 'textarea', 'script', 'style']);

interface Line {
  readonly depth: number;
  text: string;
  readonly kind: 'text' | 'block' | 'inline' | 'comment';
}

/**
 * The tree of a fragment, one node a line: easy to compare and to read in a failing test.
 * @param ignoreSpans leaves out `<span>`s inside `pre` and `code` (token classes of a highlighter)
 */
export function domLines(html: string, { ignoreSpans = false } = {}): string[] {
  const lines: Line[] = [];
  const walk = (nodes: readonly Node[], depth: number, raw: boolean, inCode: boolean): void => {
    for (const node of nodes) {
      if (node.nodeName === '#text' && 'value' in node) {
        const last = lines.at(-1);
        const text = raw ? node.value : node.value.replace(/[ \t\r\n\f]+/g, ' ');
        if (last?.kind === 'text' && last.depth === depth) last.text += text;
        else lines.push({ depth, text, kind: 'text' });
      } else if (node.nodeName === '#comment' && 'data' in node) {
        lines.push({ depth, text: `<!--${node.data}-->`, kind: 'comment' });
      } else if ('tagName' in node) {
        const name = node.tagName;
        if (ignoreSpans && inCode && name === 'span') {
          walk(node.childNodes, depth, raw, inCode);
          continue;
        }
        const attributes = node.attrs.map((a) => ` ${a.name}=${JSON.stringify(a.value)}`).sort();
        const kind = blocks.has(name) ? 'block' : 'inline';
        lines.push({ depth, text: `<${name}${attributes.join('')}>`, kind });
        walk(
          node.childNodes,
          depth + 1,
          raw || verbatim.has(name),
          inCode || name === 'pre' || name === 'code',
        );
        lines.push({ depth, text: `</${name}>`, kind });
      }
    }
  };
  walk(parseFragment(html).childNodes, 0, false, false);
  const out: string[] = [];
  lines.forEach((line, i) => {
    let text = line.text;
    if (line.kind === 'text' && !/\n/.test(text)) {
      const edge = (other: Line | undefined) =>
        other === undefined || other.kind === 'block' || other.kind === 'comment';
      if (edge(lines[i - 1])) text = text.replace(/^ /, '');
      if (edge(lines[i + 1])) text = text.replace(/ $/, '');
      if (text === '') return;
      text = JSON.stringify(text);
    }
    out.push('  '.repeat(line.depth) + text);
  });
  return out;
}
