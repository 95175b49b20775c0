// Code to HTML in Rouge's terms, so that a blog's own Rouge stylesheet colours the preview.
// The lexing is highlight.js's; this folder only names tokens. Must not know kramdown's wrappers.
import hljs from 'highlight.js';
import { rougeTag } from '#core/highlight/languages.ts';
import { generic, profiles } from '#core/highlight/profiles.ts';
import { rougeTokens } from '#core/highlight/tokens.ts';

export { isRougeLanguage, rougeNames, rougeTag } from '#core/highlight/languages.ts';

/** Rouge tags whose nearest highlight.js language has another name. */
const nearest: Readonly<Record<string, string>> = {
  shell: 'bash',
  console: 'shell',
  html: 'xml',
  sass: 'scss',
  plsql: 'sql',
  hql: 'sql',
  vue: 'xml',
  nasm: 'x86asm',
  cuda: 'cpp',
  cython: 'python',
  hlsl: 'glsl',
  racket: 'scheme',
  literate_haskell: 'haskell',
  mxml: 'xml',
  jsx: 'javascript',
  tsx: 'typescript',
  json5: 'json',
  'json-doc': 'json',
  objective_c: 'objectivec',
  irb: 'ruby',
  conf: 'ini',
  hcl: 'ini',
  terraform: 'ini',
  slim: 'haml',
  zig: 'rust',
};

/** Profiles of one language that serve another. */
const like: Readonly<Record<string, string>> = {
  jsx: 'javascript',
  tsx: 'typescript',
  xml: 'html',
  vue: 'html',
  scss: 'css',
  sass: 'css',
  less: 'css',
  groovy: 'java',
  scala: 'java',
  objective_c: 'c',
  cuda: 'cpp',
  cython: 'python',
  crystal: 'ruby',
  plsql: 'sql',
  json5: 'json',
  'json-doc': 'json',
  console: 'shell',
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeHtml = (text: string) => text.replace(/[&<>]/g, (mark) => escapes[mark] ?? mark);

function lexerOf(tag: string): string | null {
  const name = nearest[tag] ?? tag;
  return hljs.getLanguage(name) === undefined ? null : name;
}

const profileOf = (tag: string) => profiles[tag] ?? profiles[like[tag] ?? ''] ?? generic;

/**
 * Highlights code for a language that kramdown found in a fence or an attribute.
 * @param code the code's text, unescaped
 * @param language Rouge's name or alias (`js`, `ruby`, `plaintext` ...)
 * @returns HTML with Rouge's short classes; escaped text without spans for languages that Rouge knows and highlight.js
 *   does not; null where Rouge has no such lexer. Never throws.
 */
export function highlight(code: string, language: string): string | null {
  const tag = rougeTag(language);
  if (tag === null) return null;
  const lexer = tag === 'plaintext' || tag === 'escape' ? null : lexerOf(tag);
  if (lexer === null) return escapeHtml(code);
  const marked = hljs.highlight(code, { language: lexer, ignoreIllegals: true }).value;
  return rougeTokens(marked, profileOf(tag), profileOf)
    .map(({ cls, text }) =>
      cls === '' ? escapeHtml(text) : `<span class="${cls}">${escapeHtml(text)}</span>`,
    )
    .join('');
}
