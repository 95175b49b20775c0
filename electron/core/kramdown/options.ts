// Owns: every kramdown option that changes HTML, its values, and what each profile starts from.
// Must not know: how the parser or converter use an option.

import { OPTION_TABLE, OPTIONS_WITHOUT_EFFECT, type OptionRow } from './option-table.ts';

export type Profile = 'jekyll' | 'pages' | 'kramdown' | 'gfm';

export interface KramdownOptions {
  readonly input: 'kramdown' | 'GFM';
  readonly kramdownVersion: '2.4' | '2.5';
  readonly autoIds: boolean;
  readonly autoIdPrefix: string;
  readonly autoIdStripping: boolean;
  readonly transliteratedHeaderIds: boolean;
  readonly parseBlockHtml: boolean;
  readonly parseSpanHtml: boolean;
  readonly htmlToNative: boolean;
  readonly linkDefs: Readonly<Record<string, LinkDefOption>>;
  readonly footnoteNr: number;
  readonly footnotePrefix: string;
  readonly footnoteBacklink: string;
  readonly footnoteBacklinkInline: boolean;
  readonly footnoteLinkText: string;
  readonly entityOutput: 'as_char' | 'as_input' | 'numeric' | 'symbolic';
  readonly tocLevels: readonly number[];
  readonly headerOffset: number;
  /** Characters for left single, right single, left double, right double quote. */
  readonly smartQuotes: readonly [string, string, string, string];
  readonly typographicSymbols: Readonly<Record<string, string>>;
  readonly removeLineBreaksForCjk: boolean;
  readonly forbiddenInlineOptions: readonly string[];
  readonly syntaxHighlighter: 'rouge' | null;
  readonly highlightDefaultLang: Readonly<{ block: string | null; span: string | null }>;
  readonly highlightGuessLang: Readonly<{ block: boolean; span: boolean }>;
  readonly highlightDisable: Readonly<{ block: boolean; span: boolean }>;
  readonly highlightCssClass: string;
  readonly highlightLineNumbers: Readonly<{ block: boolean; span: boolean }>;
  readonly mathEngine: 'mathjax' | null;
  readonly mathjaxPreview: boolean | string;
  readonly hardWrap: boolean;
  readonly gfmQuirkParagraphEnd: boolean;
  readonly gfmQuirkNoAutoTypographic: boolean;
  readonly gfmEmojis: boolean;
}

export interface LinkDefOption {
  readonly url: string;
  readonly title: string | null;
}

/** Something in a `kramdown:` hash that could not be honoured. */
export interface OptionProblem {
  readonly option: string;
  readonly reason: 'unknown' | 'invalid' | 'unsupported';
  readonly message: string;
}

const BASE: KramdownOptions = {
  input: 'kramdown',
  kramdownVersion: '2.4',
  autoIds: true,
  autoIdPrefix: '',
  autoIdStripping: false,
  transliteratedHeaderIds: false,
  parseBlockHtml: false,
  parseSpanHtml: true,
  htmlToNative: false,
  linkDefs: {},
  footnoteNr: 1,
  footnotePrefix: '',
  footnoteBacklink: '&#8617;',
  footnoteBacklinkInline: false,
  footnoteLinkText: '%s',
  entityOutput: 'as_char',
  tocLevels: [1, 2, 3, 4, 5, 6],
  headerOffset: 0,
  smartQuotes: ['\u2018', '\u2019', '\u201c', '\u201d'],
  typographicSymbols: {},
  removeLineBreaksForCjk: false,
  forbiddenInlineOptions: ['template'],
  syntaxHighlighter: 'rouge',
  highlightDefaultLang: { block: null, span: null },
  highlightGuessLang: { block: false, span: false },
  highlightDisable: { block: false, span: false },
  highlightCssClass: 'highlight',
  highlightLineNumbers: { block: false, span: false },
  mathEngine: 'mathjax',
  mathjaxPreview: false,
  hardWrap: true,
  gfmQuirkParagraphEnd: true,
  gfmQuirkNoAutoTypographic: false,
  gfmEmojis: false,
};

const PROFILES: Readonly<Record<Profile, KramdownOptions>> = {
  kramdown: BASE,
  gfm: { ...BASE, input: 'GFM' },
  jekyll: {
    ...BASE,
    input: 'GFM',
    hardWrap: false,
    highlightDefaultLang: { block: 'plaintext', span: 'plaintext' },
    highlightGuessLang: { block: true, span: true },
  },
  pages: {
    ...BASE,
    input: 'GFM',
    hardWrap: false,
    highlightDefaultLang: { block: 'plaintext', span: 'plaintext' },
    highlightGuessLang: { block: true, span: true },
  },
};

const JEKYLL_OWN = [
  'auto_ids',
  'toc_levels',
  'entity_output',
  'smart_quotes',
  'input',
  'hard_wrap',
  'footnote_nr',
  'syntax_highlighter_opts',
];
const JEKYLL_SETS: Readonly<Partial<Record<Profile, ReadonlySet<string>>>> = {
  jekyll: new Set(JEKYLL_OWN),
  pages: new Set([...JEKYLL_OWN, 'gfm_quirks', 'math_engine', 'template']),
};

// A site's own highlighter options are laid over these.
const JEKYLL_HIGHLIGHTING = { default_lang: 'plaintext', guess_lang: true };

function isHash(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ROWS: ReadonlyMap<string, OptionRow> = new Map(OPTION_TABLE.map((entry) => [entry.name, entry]));

/**
 * Options of a profile with a user's `kramdown:` hash on top (names as documented, values from YAML or JSON).
 * `kramdown_version` ('2.4' or '2.5') is ours. What cannot be honoured is reported and left at the profile's value.
 */
export function resolveOptions(
  profile: Profile,
  user: Readonly<Record<string, unknown>> = {},
): { options: KramdownOptions; problems: readonly OptionProblem[] } {
  let options = PROFILES[profile];
  const problems: OptionProblem[] = [];
  for (const [rawName, raw] of Object.entries(user)) {
    const name = rawName.replace(/^:/, '');
    if (name === 'kramdown_version') {
      if (raw === '2.4' || raw === '2.5') options = { ...options, kramdownVersion: raw };
      continue;
    }
    // Jekyll takes the highlighter from its own `highlighter` key and overrides this one.
    if (name === 'syntax_highlighter' && (profile === 'jekyll' || profile === 'pages')) continue;
    // Jekyll lays a site's options over its own; what is left empty there stays as it was.
    if (raw === null && JEKYLL_SETS[profile]?.has(name)) continue;
    const merged = name === 'syntax_highlighter_opts' && profile !== 'kramdown' && profile !== 'gfm';
    const value = merged && isHash(raw) ? { ...JEKYLL_HIGHLIGHTING, ...raw } : raw;
    const changed = applyOption(options, name, value, problems);
    if (changed !== null) options = changed;
  }
  return { options, problems };
}

/** One option read and laid over `options`, or null (with a problem noted) when it cannot be. */
export function applyOption(
  options: KramdownOptions,
  name: string,
  raw: unknown,
  problems: OptionProblem[],
): KramdownOptions | null {
  const entry = ROWS.get(name);
  if (entry === undefined) {
    if (OPTIONS_WITHOUT_EFFECT.has(name)) return null;
    if (name === 'template') {
      if (raw === '' || raw === null || raw === undefined) return null;
      problems.push({
        option: name,
        reason: 'unsupported',
        message: 'Templates are not applied in the preview.',
      });
      return null;
    }
    problems.push({ option: name, reason: 'unknown', message: `kramdown has no option "${name}".` });
    return null;
  }
  const result = entry.read(raw);
  if (!result.ok) {
    const reason = result.reason.startsWith('only ') ? 'unsupported' : 'invalid';
    problems.push({ option: name, reason, message: `"${name}" is not honoured: ${result.reason}.` });
    return null;
  }
  return { ...options, ...result.value };
}
