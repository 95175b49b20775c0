// Owns: the table of kramdown's options: documented name, type, default, meaning and how a value is read.
// Must not know: profiles, and how the parser or converter use an option.

import { namedCharacter } from './entities.ts';
import {
  type Read,
  readBoolean,
  readHash,
  readInteger,
  readLevels,
  readString,
  readWord,
  readWords,
} from './option-values.ts';
import type { KramdownOptions, LinkDefOption } from './options.ts';

export interface OptionRow {
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'text' | 'word' | 'list' | 'hash';
  readonly default: unknown;
  readonly description: string;
  /** May a post set it with `{::options ... /}`? */
  readonly read: (raw: unknown) => Read<Partial<KramdownOptions>>;
}

function row<K extends keyof KramdownOptions>(
  name: string,
  key: K,
  type: OptionRow['type'],
  fallback: unknown,
  read: (raw: unknown) => Read<KramdownOptions[K]>,
  description: string,
): OptionRow {
  return {
    name,
    type,
    default: fallback,
    description,
    read(raw) {
      const result = read(raw);
      if (!result.ok) return result;
      // A one-key object of a key and its own value type is a Partial; TypeScript widens the computed key.
      return { ok: true, value: { [key]: result.value } as Partial<KramdownOptions> };
    },
  };
}

function readSmartQuotes(raw: unknown): Read<readonly [string, string, string, string]> {
  const words = readWords(raw);
  if (!words.ok) return words;
  if (words.value.length !== 4) return { ok: false, reason: 'it needs exactly four entities' };
  const chars = words.value.map((word) =>
    /^\d+$/.test(word)
      ? String.fromCodePoint(Math.min(Number(word), 0x10ffff))
      : (namedCharacter(word) ?? ''),
  );
  const [a = '', b = '', c = '', d = ''] = chars;
  if (chars.some((char) => char === '')) return { ok: false, reason: 'an entity in it is unknown' };
  return { ok: true, value: [a, b, c, d] };
}

function readLinkDefs(raw: unknown): Read<Readonly<Record<string, LinkDefOption>>> {
  const hash = readHash(raw);
  if (!hash.ok) return hash;
  const out: Record<string, LinkDefOption> = {};
  for (const [id, value] of Object.entries(hash.value)) {
    const parts = Array.isArray(value) ? value : [value];
    if (parts.length < 1 || parts.length > 2 || typeof parts[0] !== 'string') {
      return { ok: false, reason: `the definition of ${id} must be [url] or [url, title]` };
    }
    out[id] = { url: parts[0], title: parts[1] === undefined || parts[1] === null ? null : String(parts[1]) };
  }
  return { ok: true, value: out };
}

function readStringHash(raw: unknown): Read<Readonly<Record<string, string>>> {
  const hash = readHash(raw);
  if (!hash.ok) return hash;
  return {
    ok: true,
    value: Object.fromEntries(Object.entries(hash.value).map(([key, value]) => [key, String(value ?? '')])),
  };
}

const engine =
  <T extends string>(supported: T) =>
  (raw: unknown): Read<T | null> => {
    const text = raw === null || raw === undefined || raw === false ? '' : String(raw).replace(/^:/, '');
    if (text === '' || text === 'nil' || text === 'null') return { ok: true, value: null };
    if (text === supported) return { ok: true, value: supported };
    return { ok: false, reason: `only ${supported} can be previewed` };
  };

function readHighlightOptions(raw: unknown): Read<Partial<KramdownOptions>> {
  const hash = readHash(raw);
  if (!hash.ok) return hash;
  const own = hash.value;
  const part = (name: string): Readonly<Record<string, unknown>> => {
    const nested = readHash(own[name]);
    return { ...own, ...(nested.ok ? nested.value : {}) };
  };
  const block = part('block');
  const span = part('span');
  const on = (value: unknown): boolean => value !== undefined && value !== null && value !== false;
  const language = (value: unknown): string | null => (on(value) ? String(value) : null);
  return {
    ok: true,
    value: {
      highlightDefaultLang: { block: language(block.default_lang), span: language(span.default_lang) },
      highlightGuessLang: { block: on(block.guess_lang), span: on(span.guess_lang) },
      highlightDisable: { block: on(block.disable), span: on(span.disable) },
      highlightLineNumbers: { block: on(block.line_numbers), span: on(span.line_numbers) },
      ...(typeof block.css_class === 'string' ? { highlightCssClass: block.css_class } : {}),
    },
  };
}

function readMathOptions(raw: unknown): Read<Partial<KramdownOptions>> {
  const hash = readHash(raw);
  if (!hash.ok) return hash;
  const preview = hash.value.preview;
  const value =
    typeof preview === 'string' ? preview : preview !== undefined && preview !== null && preview !== false;
  return { ok: true, value: { mathjaxPreview: value } };
}

function readQuirks(raw: unknown): Read<Partial<KramdownOptions>> {
  const words = readWords(raw);
  if (!words.ok) return words;
  return {
    ok: true,
    value: {
      gfmQuirkParagraphEnd: words.value.includes('paragraph_end'),
      gfmQuirkNoAutoTypographic: words.value.includes('no_auto_typographic'),
    },
  };
}

const special = (
  name: string,
  type: OptionRow['type'],
  fallback: unknown,
  read: OptionRow['read'],
  description: string,
): OptionRow => ({ name, type, default: fallback, read, description });

export const OPTION_TABLE: readonly OptionRow[] = [
  row('auto_ids', 'autoIds', 'boolean', true, readBoolean, 'Give every header an id made from its text.'),
  row(
    'auto_id_prefix',
    'autoIdPrefix',
    'text',
    '',
    readString,
    'Put before every id that is made from a header.',
  ),
  row(
    'auto_id_stripping',
    'autoIdStripping',
    'boolean',
    false,
    readBoolean,
    'Strip markup from a header before its id is made; the GFM parser always does.',
  ),
  row(
    'transliterated_header_ids',
    'transliteratedHeaderIds',
    'boolean',
    false,
    readBoolean,
    'Romanise header text before an id is made; needs the stringex gem, without which it has no effect.',
  ),
  row(
    'parse_block_html',
    'parseBlockHtml',
    'boolean',
    false,
    readBoolean,
    'Parse Markdown inside block HTML elements without markdown="1".',
  ),
  row(
    'parse_span_html',
    'parseSpanHtml',
    'boolean',
    true,
    readBoolean,
    'Parse Markdown inside span HTML elements.',
  ),
  row(
    'html_to_native',
    'htmlToNative',
    'boolean',
    false,
    readBoolean,
    'Turn HTML elements into the elements Markdown makes where there is one.',
  ),
  row(
    'link_defs',
    'linkDefs',
    'hash',
    {},
    readLinkDefs,
    'Link definitions that every document knows: id to [url, title].',
  ),
  row('footnote_nr', 'footnoteNr', 'integer', 1, readInteger, 'Number of the first footnote.'),
  row('footnote_prefix', 'footnotePrefix', 'text', '', readString, 'Put before footnote names in ids.'),
  row(
    'footnote_backlink',
    'footnoteBacklink',
    'text',
    '&#8617;',
    readString,
    'Text of the link back from a footnote; empty for none.',
  ),
  row(
    'footnote_backlink_inline',
    'footnoteBacklinkInline',
    'boolean',
    false,
    readBoolean,
    'Put the back link into the last paragraph even when it is nested.',
  ),
  row(
    'footnote_link_text',
    'footnoteLinkText',
    'text',
    '%s',
    readString,
    'Form of the footnote number in the text, with %s for the number (kramdown 2.5).',
  ),
  row(
    'entity_output',
    'entityOutput',
    'word',
    'as_char',
    readWord(['as_char', 'as_input', 'numeric', 'symbolic'] as const),
    'How entities are written.',
  ),
  row(
    'toc_levels',
    'tocLevels',
    'list',
    '1..6',
    readLevels,
    'Header levels that a table of contents takes in.',
  ),
  row('header_offset', 'headerOffset', 'integer', 0, readInteger, 'Added to every header level.'),
  row(
    'smart_quotes',
    'smartQuotes',
    'list',
    'lsquo,rsquo,ldquo,rdquo',
    readSmartQuotes,
    'Entities for the four curly quotes.',
  ),
  row(
    'typographic_symbols',
    'typographicSymbols',
    'hash',
    {},
    readStringHash,
    'Other texts for hellip, mdash, ndash, laquo, raquo, laquo_space, raquo_space.',
  ),
  row(
    'remove_line_breaks_for_cjk',
    'removeLineBreaksForCjk',
    'boolean',
    false,
    readBoolean,
    'Drop line breaks between Chinese, Japanese and Korean characters.',
  ),
  row(
    'forbidden_inline_options',
    'forbiddenInlineOptions',
    'list',
    'template',
    readWords,
    'Options that a post may not set itself.',
  ),
  row(
    'syntax_highlighter',
    'syntaxHighlighter',
    'word',
    'rouge',
    engine('rouge'),
    'Highlighter of code; only rouge can be previewed.',
  ),
  special(
    'syntax_highlighter_opts',
    'hash',
    {},
    readHighlightOptions,
    'default_lang, guess_lang, css_class, line_numbers, disable; also under block and span.',
  ),
  row(
    'math_engine',
    'mathEngine',
    'word',
    'mathjax',
    engine('mathjax'),
    'Engine of $$ math; only mathjax can be previewed.',
  ),
  special('math_engine_opts', 'hash', {}, readMathOptions, 'Options of the math engine.'),
  row(
    'hard_wrap',
    'hardWrap',
    'boolean',
    true,
    readBoolean,
    'GFM: every line break in a paragraph is a <br />.',
  ),
  special(
    'gfm_quirks',
    'list',
    'paragraph_end',
    readQuirks,
    'GFM: paragraph_end (blocks end paragraphs), no_auto_typographic (no dashes, ellipses, guillemets).',
  ),
  row(
    'gfm_emojis',
    'gfmEmojis',
    'boolean',
    false,
    readBoolean,
    'GFM: :name: becomes an emoji; needs the gemoji gem, without which it has no effect.',
  ),
  row(
    'input',
    'input',
    'word',
    'kramdown',
    (raw) => {
      const text = String(raw ?? '')
        .replace(/^:/, '')
        .toLowerCase();
      if (text === 'gfm') return { ok: true, value: 'GFM' };
      if (text === 'kramdown') return { ok: true, value: 'kramdown' };
      return { ok: false, reason: 'only kramdown and GFM can be previewed' };
    },
    'Parser: kramdown or GFM.',
  ),
];

/** Documented options that do not change what the HTML converter writes for a post. */
export const OPTIONS_WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'line_width',
  'latex_headers',
  'remove_block_html_tags',
  'remove_span_html_tags',
  'list_indent',
  'show_warnings',
  'gfm_emoji_opts',
  'syntax_highlighter_css_class',
  'enable_coderay',
  'coderay',
  'coderay_wrap',
  'coderay_line_numbers',
  'coderay_line_number_start',
  'coderay_tab_width',
  'coderay_bold_every',
  'coderay_css',
  'coderay_default_lang',
]);
