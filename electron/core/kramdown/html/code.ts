// Owns: code spans and code blocks: language, highlighter's wrappers, plain form.
// Must not know: how code is tokenised.

import { strip, stripEnd, stripStart } from '../chars.ts';
import type { Attributes, Node } from '../tree.ts';
import { attributeText, escapeText } from './escape.ts';
import type { Conversion } from './state.ts';

const LANGUAGE_CLASS = /\blanguage-(\S+)/;

/** Language and remaining attributes of a code element. A `?key=value` tail is the lexer's own. */
function readLanguage(of: Node): { readonly language: string | null; readonly attributes: Attributes } {
  const attributes: Attributes = new Map(of.attr ?? []);
  if (of.extra !== '') {
    // The fence named a class before any list could; it keeps that place when a list adds to it.
    const own = attributes.get('class');
    if (own === undefined) return { language: lexerName(of.extra), attributes };
    return { language: lexerName(of.extra), attributes: new Map([['class', own], ...attributes]) };
  }
  const classes = attributes.get('class');
  const match = classes === undefined ? null : LANGUAGE_CLASS.exec(classes);
  if (classes === undefined || match === null) return { language: null, attributes };
  // A block's wrapper gets the class anew; a span keeps it.
  if (of.type === 'codeblock') {
    const rest = strip(classes.replace(LANGUAGE_CLASS, ''));
    if (rest === '') attributes.delete('class');
    else attributes.set('class', rest);
  }
  return { language: match[1] ?? null, attributes };
}

/** The class attribute with the language in place of another or before the rest, and the highlighter's name at the end. */
function wrapperAttributes(attributes: Attributes, language: string, conversion: Conversion): Attributes {
  const own = attributes.get('class') ?? '';
  const name = `language-${language}`;
  // Another language is replaced only where it stands first.
  const named = /^language-\S/.test(own) ? own.replace(LANGUAGE_CLASS, () => name) : strip(`${name} ${own}`);
  const classes = language === '' ? own : named;
  const value = stripStart(`${classes} highlighter-${conversion.options.syntaxHighlighter ?? 'rouge'}`);
  const out: Attributes = new Map();
  for (const [key, old] of attributes) out.set(key, key === 'class' ? value : old);
  if (!out.has('class')) out.set('class', value);
  return out;
}

function lexerName(language: string): string {
  const tail = language.indexOf('?', 1);
  return tail === -1 ? language : language.slice(0, tail);
}

const PLAIN: ReadonlySet<string> = new Set(['', 'plaintext', 'text']);

/** The highlighter's language for the element ('': plain, and not named), or null when it is not highlighted. */
function chosenLanguage(
  language: string | null,
  call: 'block' | 'span',
  conversion: Conversion,
): string | null {
  const { options } = conversion;
  if (options.syntaxHighlighter === null || options.highlightDisable[call]) return null;
  const chosen = language ?? options.highlightDefaultLang[call] ?? '';
  if (PLAIN.has(chosen)) return options.highlightGuessLang[call] ? chosen : null;
  return conversion.known(chosen) ? chosen : null;
}

function tokens(code: string, language: string, conversion: Conversion): string {
  return conversion.highlight(code, language) ?? escapeText(code);
}

export function writeCodeSpan(of: Node, conversion: Conversion): string {
  const { language, attributes } = readLanguage(of);
  const chosen = chosenLanguage(language, 'span', conversion);
  if (chosen === null) {
    return `<code${attributeText(of.attr)}>${escapeText(of.value)}</code>`;
  }
  const shown = wrapperAttributes(attributes, chosen, conversion);
  return `<code${attributeText(shown)}>${tokens(of.value, chosen, conversion)}</code>`;
}

export function writeCodeBlock(of: Node, indent: number, conversion: Conversion): string {
  const { language, attributes } = readLanguage(of);
  const pad = ' '.repeat(indent);
  const line = conversion.lineAttribute(of);
  const chosen = chosenLanguage(language, 'block', conversion);
  if (chosen !== null) {
    const shown = wrapperAttributes(attributes, chosen, conversion);
    const { highlightCssClass, highlightLineNumbers } = conversion.options;
    const code = tokens(of.value, chosen, conversion);
    const body = highlightLineNumbers.block ? numbered(code, of.value) : code;
    const inner = `<div class="highlight"><pre class="${highlightCssClass}"><code>${body}</code></pre></div>`;
    return `${pad}<div${attributeText(shown)}${line}>${inner}${pad}</div>\n`;
  }
  const codeClass = language === null ? '' : ` class="language-${attributeSafe(language)}"`;
  return `${pad}<pre${attributeText(attributes)}${line}><code${codeClass}>${shownCode(of)}</code></pre>\n`;
}

const SPACES = /(^[ \t]+)|([ \t]+$)|[ \t]+/gm;

/** The code, which ends with a newline; with the class `show-whitespaces` its spaces and tabs are marked. */
function shownCode(of: Node): string {
  const code = escapeText(of.value.replace(/\n$/, ''));
  if (!/\bshow-whitespaces\b/.test(of.attr?.get('class') ?? '')) return `${code}\n`;
  const marked = code.replace(SPACES, (run, left?: string, right?: string) => {
    const place = left !== undefined ? '-l' : right !== undefined ? '-r' : '';
    return run.replace(/[ \t]/g, (char) =>
      char === '\t'
        ? `<span class="ws-tab${place}">\t</span>`
        : `<span class="ws-space${place}">&#8901;</span>`,
    );
  });
  return `${marked}\n`;
}

function attributeSafe(value: string): string {
  return attributeText([['x', value]]).slice(4, -1);
}

/** Rouge's table of line numbers beside the code. */
function numbered(code: string, source: string): string {
  const count = stripEnd(source) === '' ? 1 : source.replace(/\n$/, '').split('\n').length;
  const numbers = Array.from({ length: count }, (_, index) => `${index + 1}\n`).join('');
  return (
    '<table class="rouge-table"><tbody><tr>' +
    `<td class="rouge-gutter gl"><pre class="lineno">${numbers}</pre></td>` +
    `<td class="rouge-code"><pre>${source.endsWith('\n') ? code : `${code}\n`}</pre></td></tr></tbody></table>`
  );
}
