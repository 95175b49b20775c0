// Owns: how a file's path is spelled where a reference stands: percent signs, entities, quotes.
// Must not know: which reference it is.
import type { Setting } from './types.ts';

const ENTITY: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/** The file system's spelling of a written path. What is no valid escape stands for itself. */
export function decodePath(written: string, setting: Setting): string {
  switch (setting) {
    case 'liquid-bare':
      return written;
    case 'yaml-single':
      return decodePercent(written.replaceAll("''", "'"));
    case 'yaml-double':
      return decodePercent(written.replace(/\\(["\\/])/g, '$1'));
    case 'yaml-plain':
    case 'liquid-string':
      return decodePercent(written);
    case 'markdown':
    case 'angle':
      return decodePercent(decodeEntities(written.replace(/\\([!-/:-@[-`{-~])/g, '$1')));
    default:
      return decodePercent(decodeEntities(written));
  }
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return ENTITY[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

const hex = (char: string): string =>
  [...encodeURIComponent(char)].length > 1
    ? encodeURIComponent(char)
    : `%${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;

/** Characters that end or change the written path in each setting, beyond those of every URL. */
const UNSAFE: Readonly<Record<Setting, RegExp>> = {
  markdown: /[\s()<>"'`\\|[\]{}]/g,
  angle: /[<>\\\n{}]/g,
  'html-double': /["<>{}]/g,
  'html-single': /['<>{}]/g,
  'html-bare': /[\s"'<>`={}]/g,
  srcset: /[\s,"'<>{}]/g,
  'yaml-plain': /["',[\]{}\n]/g,
  'yaml-double': /["\\\n]/g,
  'yaml-single': /['\n]/g,
  'liquid-string': /["'\n{}]/g,
  'liquid-bare': /\n/g,
};

/**
 * Spells a path for a setting in the manner of what stood there: letters beyond ASCII and spaces are percent-encoded only
 * where they were before or must be.
 */
export function encodePath(path: string, setting: Setting, before: string): string {
  if (setting === 'liquid-bare') return path;
  const wasEncoded = /%[0-9a-f]{2}/i.test(before);
  const literal = setting.startsWith('yaml') || setting === 'liquid-string';
  let out = path;
  // In YAML and Liquid strings a percent sign is only an escape for writers who use it so.
  if (!literal || wasEncoded || /%[0-9a-f]{2}/i.test(out)) out = out.replaceAll('%', '%25');
  out = out.replace(/[?#]/g, hex).replace(UNSAFE[setting], hex);
  if (wasEncoded) out = out.replace(/[^\u0000-\u007f]+/g, encodeURIComponent).replaceAll(' ', '%20');
  else if (!before.includes(' ') && !literal) out = out.replaceAll(' ', '%20');
  if (setting.startsWith('html') || setting === 'srcset') out = out.replaceAll('&', '&amp;');
  if (setting === 'yaml-plain' && /: |:$| #|^[-?:,[\]{}#&*!|>'"%@`]/.test(out)) {
    out = out.replace(/[: #]/g, hex).replace(/^[-?,[\]{}&*!|>'"%@`]/, hex);
  }
  return out;
}
