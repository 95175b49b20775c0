// Owns: comparing two HTML fragments as trees, with or without a highlighter's token spans.
// Must not know: who made them.

import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type ChildNode = DefaultTreeAdapterTypes.ChildNode;
type ParentNode = DefaultTreeAdapterTypes.ParentNode;

const BLOCK = new Set(
  (
    'address article aside blockquote body center col colgroup dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main map menu meta nav noframes ' +
    'noscript ol optgroup option p pre script section style summary table tbody td template textarea tfoot th thead ' +
    'title tr track ul br'
  ).split(' '),
);
const VERBATIM = new Set(['pre', 'textarea', 'script', 'style']);

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string }
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly head: string;
      readonly children: readonly Piece[];
    };

/** A canonical text of the fragment: attributes sorted, white space at block edges dropped, runs of it collapsed. */
export function canonicalDom(html: string, options: { readonly ignoreTokens: boolean }): string {
  const fragment = parseFragment(html);
  return JSON.stringify(pieces(fragment, 'body', false, options.ignoreTokens));
}

function pieces(parent: ParentNode, name: string, verbatim: boolean, ignoreTokens: boolean): Piece[] {
  let out = parent.childNodes.flatMap((child) => piece(child, verbatim, ignoreTokens));
  if (ignoreTokens && (name === 'pre' || name === 'code')) out = unwrapSpans(out);
  out = joinTexts(out);
  return verbatim ? out : tidy(out, BLOCK.has(name));
}

function piece(of: ChildNode, verbatim: boolean, ignoreTokens: boolean): Piece[] {
  if ('value' in of) return [{ kind: 'text', text: of.value }];
  if (of.nodeName === '#comment' && 'data' in of) return [{ kind: 'comment', text: of.data }];
  if (!('tagName' in of)) return [{ kind: 'comment', text: of.nodeName }];
  const attributes = of.attrs.map((attribute) => `${attribute.name}=${attribute.value}`).sort();
  const content: ParentNode = 'content' in of ? of.content : of;
  const inside = verbatim || VERBATIM.has(of.tagName);
  const children = pieces(content, of.tagName, inside, ignoreTokens);
  return [{ kind: 'element', name: of.tagName, head: [of.tagName, ...attributes].join(' '), children }];
}

function unwrapSpans(list: readonly Piece[]): Piece[] {
  return list.flatMap((item): Piece[] => {
    if (item.kind !== 'element') return [item];
    const children = unwrapSpans(item.children);
    return item.name === 'span' ? children : [{ ...item, children }];
  });
}

function joinTexts(list: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const item of list) {
    const last = out[out.length - 1];
    if (item.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + item.text };
    else out.push(item);
  }
  return out;
}

function tidy(list: readonly Piece[], blockParent: boolean): Piece[] {
  const atEdge = (item: Piece | undefined): boolean =>
    item === undefined
      ? blockParent
      : item.kind === 'comment'
        ? blockParent
        : item.kind === 'element' && BLOCK.has(item.name);
  return list.flatMap((item, index): Piece[] => {
    if (item.kind !== 'text') return [item];
    let text = item.text.replace(/[ \t\r\n\f]+/g, ' ');
    const before = list[index - 1];
    const after = list[index + 1];
    if (before?.kind !== 'comment' && atEdge(before)) text = text.replace(/^ /, '');
    if (after?.kind !== 'comment' && atEdge(after)) text = text.replace(/ $/, '');
    if (text === ' ' && atEdge(before) && atEdge(after)) text = '';
    return text === '' ? [] : [{ kind: 'text', text }];
  });
}
