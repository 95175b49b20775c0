// Owns: the table of contents of a whole document: made anew only when a header or its list is another, each link written once.
// Must not know: parts, or how an element is written.

import { writeBlock } from './html/blocks.ts';
import { writeSpans } from './html/spans.ts';
import type { Conversion, TocHeader } from './html/state.ts';
import { type TocLink, tocLink, tocNode } from './html/toc.ts';
import type { TocMemo } from './store.ts';
import { type Node, node } from './tree.ts';

/** The conversion of what stands behind all parts: its headers follow the rule of those in HTML, and it has no lines. */
export function quietConversion(base: Conversion): Conversion {
  return { ...base, events: [], headers: [], lineAttribute: () => '', htmlDepth: 1 };
}

/** HTML of the contents; '' without a list for them or without headers. */
export function writeContents(
  memo: TocMemo,
  list: Node | null,
  headers: readonly TocHeader[],
  quiet: Conversion,
): string {
  if (list === null) return '';
  const known = memo.last;
  const same =
    known !== null &&
    known.list === list &&
    known.options === quiet.options &&
    known.headers.length === headers.length &&
    known.headers.every((header, index) => header === headers[index] || header.html === headers[index]?.html);
  if (same) return known.html;
  const made = tocNode(list, headers, quiet, linksOf(memo, quiet));
  const html = made === null ? '' : writeBlock(made, node('p', '', 0), 0, quiet);
  memo.last = { list, headers, options: quiet.options, html };
  return html;
}

function linksOf(memo: TocMemo, quiet: Conversion): TocLink {
  if (memo.links?.options !== quiet.options) memo.links = { options: quiet.options, known: new WeakMap() };
  const { known } = memo.links;
  return (header, prefix) => {
    const old = known.get(header);
    if (old?.prefix === prefix) return old.written;
    const holder = node('p', '', 0);
    holder.children.push(tocLink(header, prefix));
    const written = node('raw', writeSpans(holder, quiet), 0);
    written.flag = true;
    known.set(header, { prefix, written });
    return written;
  };
}
