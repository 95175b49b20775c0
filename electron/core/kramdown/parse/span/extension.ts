// Owns: `{:` inside text: extensions and attribute lists of the span before.
// Must not know: the block forms.

import { attributes, lastChild, leaf, type Node } from '../../tree.ts';
import { looksLikeExtension, matchExtension } from '../extension.ts';
import { applyList, attributeListEnd, listBody, mergeLists, parseAttributeList } from '../ial.ts';
import { findFrom } from '../state.ts';
import { flush, type Spans, takeNode, takeText } from './context.ts';

const EXTENSION_END = /^\{:\/\w*\}/;

export function parseSpanExtension(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  if (text.charCodeAt(pos + 1) !== 58) return false;
  if (findFrom(spans, '}', pos) === -1) return takeText(spans, parent, pos + 1);
  const third = text.charCodeAt(pos + 2);
  if (third === 58 && looksLikeExtension(text, pos)) {
    const match = matchExtension(spans, pos);
    if (match === null) return takeText(spans, parent, pos + 1);
    if (match.name === 'comment' && match.body !== null) {
      const comment = leaf('comment', match.body, spans.line);
      comment.flag = true;
      return takeNode(spans, parent, comment, match.end);
    }
    if (match.name === 'nomarkdown' && match.body !== null) {
      const raw = leaf('raw', match.body, spans.line);
      const type = match.attributes.get('type');
      raw.flag = type === undefined || type === '' || type.split(/\s+/).includes('html');
      raw.model = 'span';
      return takeNode(spans, parent, raw, match.end);
    }
    if (match.name === 'options') {
      for (const [key, value] of match.attributes) spans.document.setOption(key, value);
    }
    spans.pos = match.end;
    flushEmpty(spans, parent, pos, match.end);
    return true;
  }
  if (third === 47 && EXTENSION_END.test(text.slice(pos, pos + 100))) return takeText(spans, parent, pos + 1);
  const end = attributeListEnd(text, pos);
  if (end === -1) return takeText(spans, parent, pos + 1);
  const last = lastChild(parent);
  if (spans.from < pos || last === undefined || last.type === 'text') return takeText(spans, parent, pos + 1);
  const list = parseAttributeList(listBody(text, pos, end));
  applyList(attributes(last), list, spans.document.alds);
  // Names are kept: some have a meaning of their own.
  last.ial = mergeLists(last.ial, { refs: list.refs, pairs: [], replacesClass: false });
  spans.pos = end;
  spans.from = end;
  return true;
}

/** An extension without a body leaves nothing behind. */
function flushEmpty(spans: Spans, parent: Node, start: number, end: number): void {
  flush(spans, parent, start);
  spans.from = end;
}
