// Owns: choosing a profile and options of kramdown by chance.
// Must not know: what is rendered with them.

import type { Profile } from '#core/kramdown/index.ts';

export interface Settings {
  readonly profile: Profile;
  readonly options: Readonly<Record<string, unknown>>;
}

const PROFILES: readonly Profile[] = ['jekyll', 'jekyll', 'pages', 'kramdown', 'gfm'];

const CHOICES: readonly (readonly [string, readonly unknown[]])[] = [
  ['auto_ids', [true, false]],
  ['auto_id_prefix', ['p-']],
  ['auto_id_stripping', [true]],
  ['parse_block_html', [true]],
  ['parse_span_html', [false]],
  ['html_to_native', [true]],
  ['link_defs', [{ a: ['/zz', 'T'], x: ['/q'] }]],
  ['footnote_nr', [3]],
  ['footnote_prefix', ['x-']],
  ['footnote_backlink', ['', 'b &amp; c', '<b>x</b>']],
  ['footnote_backlink_inline', [true]],
  ['entity_output', ['as_input', 'numeric', 'symbolic']],
  ['toc_levels', ['2..3', '1,3']],
  ['header_offset', [1, -1]],
  ['smart_quotes', ['apos,apos,quot,quot', 'laquo,raquo,sbquo,bdquo']],
  ['typographic_symbols', [{ hellip: '...', ndash: '--', laquo: '<<' }, { mdash: 'long' }]],
  ['remove_line_breaks_for_cjk', [true]],
  ['math_engine', [null]],
  ['hard_wrap', [true, false]],
  ['gfm_quirks', ['', 'no_auto_typographic', 'paragraph_end,no_auto_typographic']],
  [
    'syntax_highlighter_opts',
    [
      { default_lang: 'ruby' },
      { disable: true },
      { guess_lang: true },
      { block: { line_numbers: true } },
      { span: { disable: true } },
    ],
  ],
];

/** Settings of a number: mostly few options at once. */
export function makeSettings(number: number): Settings {
  let state = (number ^ 0x5bd1e995) >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  random();
  const pick = (count: number): number => Math.floor(random() * count);
  const options: Record<string, unknown> = {};
  for (const [name, values] of CHOICES) if (random() < 0.12) options[name] = values[pick(values.length)];
  return { profile: PROFILES[pick(PROFILES.length)] ?? 'jekyll', options };
}
