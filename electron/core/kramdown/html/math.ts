// Owns: how math is written for MathJax, or without an engine.
// Must not know: how math is found.

import type { KramdownOptions } from '../options.ts';
import type { Node } from '../tree.ts';
import { attributeText, escapeText } from './escape.ts';

export function writeInlineMath(of: Node, options: KramdownOptions): string {
  if (options.mathEngine === null) return `<span${classed(of)}>$${of.value}$</span>`;
  if (of.attr !== null && of.attr.size > 0) return `<span${attributeText(of.attr)}>$${of.value}$</span>`;
  return `\\(${escapeText(of.value)}\\)`;
}

export function writeMathBlock(of: Node, pad: string, line: string, options: KramdownOptions): string {
  if (options.mathEngine === null) return `${pad}<div${classed(of)}${line}>$$\n${of.value}\n$$</div>\n`;
  const formula = `\\[${escapeText(of.value)}\\]\n`;
  if ((of.attr !== null && of.attr.size > 0) || line !== '') {
    return `${pad}<div${attributeText(of.attr)}${line}>${formula}</div>\n`;
  }
  return formula;
}

function classed(of: Node): string {
  const attr = new Map(of.attr ?? []);
  const own = attr.get('class');
  attr.set('class', own === undefined ? 'kdmath' : `${own} kdmath`);
  return attributeText(attr);
}
