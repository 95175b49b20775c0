// Owns: writing span elements.
// Must not know: blocks.

import { isVoidElement } from '../html-elements.ts';
import type { KramdownOptions } from '../options.ts';
import type { Node } from '../tree.ts';
import { writeEntity, writeQuote, writeSymbol } from './characters.ts';
import { writeCodeSpan } from './code.ts';
import { attributeText, escapeRaw, escapeText } from './escape.ts';
import { writeFootnoteMarker } from './footnotes.ts';
import { writeInlineMath } from './math.ts';
import type { Conversion } from './state.ts';

export function writeSpans(parent: Node, conversion: Conversion): string {
  const { children } = parent;
  const first = children[0];
  if (children.length === 1 && first?.type === 'text') return writeText(first, parent, conversion.options);
  let out = '';
  for (const child of children) out += writeSpan(child, parent, conversion);
  return out;
}

const CJK_BREAK =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\n(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

function writeText(of: Node, parent: Node, options: KramdownOptions): string {
  const text = escapedText(of, parent);
  return options.removeLineBreaksForCjk ? text.replace(CJK_BREAK, '$1') : text;
}

function escapedText(of: Node, parent: Node): string {
  // Text of raw HTML and of a bare address keeps references that are in it.
  const raw = (parent.type === 'html' && parent.model === 'raw') || (parent.type === 'a' && parent.flag);
  return raw ? escapeRaw(of.value) : escapeText(of.value);
}

export function writeSpan(of: Node, parent: Node, conversion: Conversion): string {
  const { options } = conversion;
  switch (of.type) {
    case 'text':
      return writeText(of, parent, options);
    case 'em':
    case 'strong':
    case 'del':
    case 'abbr':
      return `<${of.type}${attributeText(of.attr)}>${writeSpans(of, conversion)}</${of.type}>`;
    case 'a':
      return `<a${attributeText(of.attr)}>${writeSpans(of, conversion)}</a>`;
    case 'img':
      return `<img${attributeText(of.attr)} />`;
    case 'codespan':
      return writeCodeSpan(of, conversion);
    case 'br':
      return '<br />';
    case 'entity':
      return writeEntity(of.level, of.value, options);
    case 'quote':
      return writeQuote(of.value, options);
    case 'symbol':
      return writeSymbol(of.value, options);
    case 'math':
      return writeInlineMath(of, options);
    case 'footnote':
      return writeFootnoteMarker(of, conversion);
    case 'comment':
      return of.flag ? `<!-- ${of.value} -->` : of.value;
    case 'pi':
      return of.value;
    case 'raw':
      return of.flag ? of.value : '';
    case 'checkbox':
      return writeCheckbox(of);
    case 'html':
      return of.level < 0 ? writeSpanHtml(of, conversion) : conversion.blockInText(of, parent, conversion);
    default:
      return conversion.blockInText(of, parent, conversion);
  }
}

function writeCheckbox(of: Node): string {
  const checked = of.value === '' ? '' : ' checked="checked"';
  return `<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"${checked} />`;
}

function writeSpanHtml(of: Node, conversion: Conversion): string {
  const head = `<${of.extra}${attributeText(of.attr)}`;
  const body = writeSpans(of, conversion);
  if (body === '' && isVoidElement(of.extra)) return `${head} />`;
  return `${head}>${body}</${of.extra}>`;
}
