// Owns: footnote markers, their numbers, and the list of footnotes with its links back.
// Must not know: where that list stands.

import type { Node } from '../tree.ts';
import { lastChild } from '../tree.ts';
import { writeEntity } from './characters.ts';
import { escapeRaw } from './escape.ts';
import type { Conversion, FootnoteUse } from './state.ts';

/** Number of a marker and how often the footnote was used before. */
export function takeFootnoteNumber(
  name: string,
  conversion: Conversion,
): { readonly use: FootnoteUse; readonly repeat: number } | null {
  const { footnotes, options } = conversion;
  let use = footnotes.uses.get(name);
  let repeat = 0;
  if (use === undefined) {
    const definition = conversion.definition(name);
    if (definition === undefined) return null;
    use = { definition, number: options.footnoteNr + footnotes.order.length, count: 1 };
    footnotes.uses.set(name, use);
    footnotes.order.push(use);
  } else {
    repeat = use.count;
    use.count++;
  }
  conversion.events.push({ kind: 'footnote', key: name, answer: `${use.number}:${repeat}` });
  return { use, repeat };
}

export function writeFootnoteMarker(of: Node, conversion: Conversion): string {
  const found = takeFootnoteNumber(of.value, conversion);
  if (found === null) return '';
  const { use, repeat } = found;
  const { options } = conversion;
  const name = options.footnotePrefix + of.value;
  const id = `fnref:${name}${repeat === 0 ? '' : `:${repeat}`}`;
  if (options.kramdownVersion === '2.5') {
    const label = options.footnoteLinkText.replace('%s', String(use.number));
    return `<sup id="${id}"><a href="#fn:${name}" class="footnote" rel="footnote" role="doc-noteref">${label}</a></sup>`;
  }
  return `<sup id="${id}" role="doc-noteref"><a href="#fn:${name}" class="footnote" rel="footnote">${use.number}</a></sup>`;
}

/** The whole list, or '' when no footnote was used. Footnotes used inside footnotes come in as it goes. */
export function writeFootnotes(
  conversion: Conversion,
  writeBlocks: (parent: Node, indent: number) => string,
): string {
  const { footnotes, options } = conversion;
  if (footnotes.order.length === 0) return '';
  let items = '';
  for (let index = 0; index < footnotes.order.length; index++) {
    const use = footnotes.order[index];
    if (use !== undefined) items += writeFootnote(use, conversion, writeBlocks);
  }
  const start = options.footnoteNr === 1 ? '' : ` start="${options.footnoteNr}"`;
  return `<div class="footnotes" role="doc-endnotes">\n  <ol${start}>\n${items}  </ol>\n</div>\n`;
}

function writeFootnote(
  use: FootnoteUse,
  conversion: Conversion,
  writeBlocks: (parent: Node, indent: number) => string,
): string {
  const { options } = conversion;
  const name = options.footnotePrefix + use.definition.name;
  const role = options.kramdownVersion === '2.5' ? '' : ' role="doc-endnote"';
  const content: Node = { ...use.definition.content, children: [...use.definition.content.children] };
  const paragraph = backlinkPlace(content, options.footnoteBacklinkInline);
  const links = backlinks(use, name, conversion);
  if (paragraph === null) {
    const body = writeBlocks(content, 6);
    const own = links === '' && options.footnoteBacklink !== '' ? '' : `      <p>${links}</p>\n`;
    return `    <li id="fn:${name}"${role}>\n${body}${own}    </li>\n`;
  }
  const space = links === '' ? '' : writeEntity(0xa0, null, options);
  const holder: Node = { ...paragraph, children: [...paragraph.children] };
  const tail: Node = {
    ...paragraph,
    type: 'raw',
    value: space + links,
    flag: true,
    children: [],
    attr: null,
  };
  holder.children.push(tail);
  const replaced = replaceNode(content, paragraph, holder);
  return `    <li id="fn:${name}"${role}>\n${writeBlocks(replaced, 6)}    </li>\n`;
}

/** The paragraph that takes the links back: the last block, or with `inline` the last one inside it. */
function backlinkPlace(content: Node, inline: boolean): Node | null {
  let last = lastChild(content);
  if (inline) {
    while (last !== undefined && last.type !== 'p' && last.type !== 'header' && last.children.length > 0)
      last = lastChild(last);
    return last !== undefined && (last.type === 'p' || last.type === 'header') ? last : null;
  }
  return last?.type === 'p' ? last : null;
}

function replaceNode(root: Node, old: Node, made: Node): Node {
  return {
    ...root,
    children: root.children.map((child) =>
      child === old ? made : child.type === 'text' ? child : replaceNode(child, old, made),
    ),
  };
}

function backlinks(use: FootnoteUse, name: string, conversion: Conversion): string {
  const { options } = conversion;
  if (options.footnoteBacklink === '') return '';
  const text = escapeRaw(options.footnoteBacklink);
  const links: string[] = [];
  for (let index = 0; index < use.count; index++) {
    const suffix = index === 0 ? '' : `:${index}`;
    const repeat = index === 0 ? '' : `<sup>${index + 1}</sup>`;
    links.push(
      `<a href="#fnref:${name}${suffix}" class="reversefootnote" role="doc-backlink">${text}${repeat}</a>`,
    );
  }
  return links.join(writeEntity(0xa0, null, options));
}
