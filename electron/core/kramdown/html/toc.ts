// Owns: the table of contents made from a document's headers.
// Must not know: where it stands.

import { type Attributes, attributes, type Node, node } from '../tree.ts';
import type { Conversion, TocHeader } from './state.ts';

interface Entry {
  readonly header: TocHeader;
  readonly children: Entry[];
}

/** Gives the span that links to a header; `prefix` begins its own id. */
export type TocLink = (header: TocHeader, prefix: string) => Node;

/**
 * A list node for `{:toc}`, or null when there is no header to list. `list` is the element it replaces. `linkTo` may give
 * links that were written before.
 */
export function tocNode(
  list: Node,
  headers: readonly TocHeader[],
  conversion: Conversion,
  linkTo: TocLink = tocLink,
): Node | null {
  const { tocLevels } = conversion.options;
  const shown = headers.filter((header) => tocLevels.includes(header.level) && !isHidden(header.node));
  if (shown.length === 0) return null;
  const roots: Entry[] = [];
  const stack: Entry[] = [];
  for (const header of shown) {
    const entry: Entry = { header, children: [] };
    while (stack.length > 0 && (stack[stack.length - 1]?.header.level ?? 0) >= header.level) stack.pop();
    const parent = stack[stack.length - 1];
    (parent === undefined ? roots : parent.children).push(entry);
    stack.push(entry);
  }
  const attr: Attributes = new Map(list.attr ?? []);
  const id = attr.get('id') ?? 'markdown-toc';
  if (!attr.has('id')) attr.set('id', id);
  const made = tocList(list.type, roots, id, list.line, linkTo);
  made.attr = attr;
  return made;
}

function isHidden(header: Node): boolean {
  return /\bno_toc\b/.test(header.attr?.get('class') ?? '');
}

/** The link to a header, with the header's text in it. */
export function tocLink(header: TocHeader, prefix: string): Node {
  const link = node('a', '', header.node.line);
  attributes(link).set('href', `#${header.id}`);
  attributes(link).set('id', `${prefix}-${header.id}`);
  link.children = tocSpans(header.node.children);
  return link;
}

function tocList(
  type: Node['type'],
  entries: readonly Entry[],
  prefix: string,
  line: number,
  linkTo: TocLink,
): Node {
  const list = node(type, '', line);
  for (const { header, children } of entries) {
    const item = node('li', '', line);
    const paragraph = node('p', '', line);
    paragraph.flag = true;
    paragraph.children.push(linkTo(header, prefix));
    item.children.push(paragraph);
    if (children.length > 0) item.children.push(tocList(type, children, prefix, line, linkTo));
    list.children.push(item);
  }
  return list;
}

/** Spans of a header without footnote markers, and with links replaced by their text. */
function tocSpans(children: readonly Node[]): Node[] {
  return children.flatMap((child): Node[] => {
    if (child.type === 'footnote') return [];
    if (child.type === 'a') return tocSpans(child.children);
    if (child.children.length === 0) return [child];
    return [{ ...child, children: tocSpans(child.children) }];
  });
}
