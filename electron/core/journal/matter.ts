// Owns: the part of a post's front matter that the list needs, taken from the one reader of front matter.
// Must not know: what a blog does with the values.
import { readFrontMatter } from '../frontmatter/index.ts';
import type { Entry, FrontMatter, FrontMatterProblem, Generator } from '../frontmatter/types.ts';
import type { Problem } from '../problem.ts';
import { readSimpleMatter } from './simple-matter.ts';

/** Front matter as the list reads it. */
export interface PostMatter {
  /** Of equal keys the last; dates are text; a float that is a whole number is text (`1.0`), as it shows on a page. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  /** Where the body starts, in UTF-16 units. */
  readonly bodyFrom: number;
  readonly format: FrontMatter['format'];
  /** The 1-based line of a key, for telling of a problem; empty for a key that is not there. */
  readonly lineOf: (key: string) => { readonly line?: number };
  /** The value of `date` stands without quotes, so YAML reads it. */
  readonly plainDate: boolean;
  /** The generator refuses the block as a whole. */
  readonly refused: boolean;
  readonly problems: readonly Problem[];
}

/** Reads a text's front matter for the list. Never throws. */
export function matterOf(text: string, generator: Generator): PostMatter {
  const simple = generator === 'jekyll' || generator === 'plain' ? readSimpleMatter(text) : null;
  if (simple === null) return fullMatter(text, generator);
  const { data, keys, bodyFrom, plainDate } = simple;
  const lineOf = (key: string) => fullMatter(text, generator).lineOf(key);
  return { data, keys, bodyFrom, format: 'yaml', lineOf, plainDate, refused: false, problems: NONE };
}

/** The same by the one full reader; what is simple is read in a third of its time. */
export function fullMatter(text: string, generator: Generator): PostMatter {
  const front = readFrontMatter(text, { generator });
  const keys: string[] = [];
  let changed: Record<string, unknown> | null = null;
  let plainDate = false;
  for (const entry of front.entries) {
    if (!entry.shadowed) {
      keys.push(entry.key);
      if (entry.key === 'date') plainDate = entry.style === 'plain';
      const shown = wholeFloats(entry, text);
      if (shown !== null) {
        changed ??= { ...front.data };
        changed[entry.key] = shown;
      }
    }
  }
  return {
    data: changed ?? front.data,
    keys,
    bodyFrom: front.bodyFrom,
    format: front.format,
    lineOf: (key) => lineOf(front.entries.findLast((entry) => entry.key === key)?.from, text),
    plainDate,
    refused: front.problems.some((each) => each.severity === 'error' && each.code !== 'unclosed-block'),
    problems: front.problems.length === 0 ? NONE : front.problems.map(onList),
  };
}

const NONE: readonly Problem[] = [];

function onList(problem: FrontMatterProblem): Problem {
  const { code, severity, message, line, column, key, detail } = problem;
  const facts = key === null ? detail : { ...detail, key };
  const named = Object.keys(facts).length === 0 ? {} : { detail: facts };
  return { code: `front-matter-${code}`, severity, message, line, column, ...named };
}

function lineOf(from: number | undefined, text: string): { readonly line?: number } {
  if (from === undefined) return {};
  let line = 1;
  for (let at = 0; at < from; at++) if (text.charCodeAt(at) === 10) line++;
  return { line };
}

const WHOLE_FLOAT = /^[-+]?\d+\.0*$/u;

/** `[1.0, a]` is the text `1.0` wherever a page shows it; null where nothing is such a number. */
function wholeFloats(entry: Entry, text: string): unknown {
  if (typeof entry.value === 'number') {
    const raw = text.slice(entry.valueFrom, entry.valueTo).trim();
    return WHOLE_FLOAT.test(raw) ? entry.value.toFixed(1) : null;
  }
  if (entry.items === null || !entry.items.some((item) => typeof item.value === 'number')) return null;
  return entry.items.map((item) => {
    const raw = text.slice(item.from, item.to).trim();
    return typeof item.value === 'number' && WHOLE_FLOAT.test(raw) ? item.value.toFixed(1) : item.value;
  });
}
