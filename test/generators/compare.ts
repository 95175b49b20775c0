// Owns: what a reader finds on a page, taken from HTML as a browser reads it, to compare a built page with our preview.
// Must not know: any generator beyond the marks its highlighter leaves.
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { foldSigns } from '#core/translate/same.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

export interface Page {
  readonly date: string;
  readonly headings: readonly string[];
  readonly bold: readonly string[];
  readonly images: readonly string[];
  readonly code: readonly string[];
  /** All text outside code blocks and notes, white space aside. */
  readonly text: string;
  readonly links: readonly string[];
  readonly ids: readonly string[];
}

const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (node: Element, name: string): string | null =>
  node.attrs.find((each) => each.name === name)?.value ?? null;

const textOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => ('value' in node ? node.value : isElement(node) ? textOf(node.childNodes) : ''))
    .join('');

const tidy = (text: string): string => foldSigns(text.normalize('NFC')).replace(/\s+/g, ' ').trim();

/** A built page: what stands in its `<main>`. */
export function builtPage(html: string): Page {
  const found = find(parse(html).childNodes, (node) => node.tagName === 'main');
  if (!found) throw new Error(`no <main> in ${html.slice(0, 200)}`);
  return read(found.childNodes, attribute(found, 'data-date') ?? '');
}

/** Our preview of a post. */
export function previewPage(html: string, date: string): Page {
  return read(parseFragment(html).childNodes, date);
}

function find(nodes: readonly Node[], wanted: (node: Element) => boolean): Element | null {
  for (const node of nodes) {
    if (!isElement(node)) continue;
    const found = wanted(node) ? node : find(node.childNodes, wanted);
    if (found) return found;
  }
  return null;
}

function read(nodes: readonly Node[], date: string): Page {
  const headings: string[] = [];
  const bold: string[] = [];
  const images: string[] = [];
  const code: string[] = [];
  const links: string[] = [];
  const ids: string[] = [];
  const text: string[] = [];
  const visit = (list: readonly Node[]): void => {
    for (const node of list) {
      if ('value' in node) text.push(node.value);
      if (!isElement(node)) continue;
      const { tagName: name } = node;
      const own = attribute(node, 'class') ?? '';
      const id = attribute(node, 'id');
      if (id !== null) ids.push(id);
      if (isNotes(node) || /headerlink|sr-only/.test(own)) continue;
      if (name === 'sup' && find(node.childNodes, (each) => each.tagName === 'a')) continue;
      if (name === 'pre' || (name === 'figure' && /\bhighlight\b/.test(own))) {
        const body = find(node.childNodes, (each) => attribute(each, 'class') === 'code') ?? node;
        code.push(codeText(body));
        continue;
      }
      if (/^h[1-6]$/.test(name)) headings.push(`${name} ${tidy(textOf(node.childNodes))}`);
      if (name === 'strong' || name === 'b') bold.push(tidy(textOf(node.childNodes)));
      if (name === 'img') images.push(decodeURI(attribute(node, 'src') ?? ''));
      if (name === 'a') links.push(attribute(node, 'href') ?? '');
      visit(node.childNodes);
      if (/^(?:p|li|td|th|h[1-6]|div|br|dt|dd|summary)$/.test(name)) text.push('\n');
    }
  };
  visit(nodes);
  return { date, headings, bold, images, code, links, ids, text: tidy(text.join('')).replace(/\s+/g, '') };
}

const isNotes = (node: Element): boolean =>
  /\bfootnotes\b/.test(attribute(node, 'class') ?? '') || attribute(node, 'data-footnotes') !== null;

/** Code without the line numbers and breaks that highlighters put in. */
function codeText(node: Element): string {
  const lines = (list: readonly Node[]): string =>
    list
      .map((each) =>
        'value' in each
          ? each.value
          : isElement(each)
            ? each.tagName === 'br'
              ? '\n'
              : lines(each.childNodes)
            : '',
      )
      .join('');
  return lines(node.childNodes).replace(/\s+$/, '').trim();
}
