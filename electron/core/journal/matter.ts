// Owns: the part of a post's front matter that the list needs, taken from the one reader of front matter.
// Must not know: what a blog does with the values.
import { readFrontMatter } from '../frontmatter/index.ts';
import type { Entry, FrontMatter, Generator } from '../frontmatter/types.ts';
import type { Problem } from '../problem.ts';

/** Front matter as the list reads it. */
export interface PostMatter {
  /** Of equal keys the last; dates are text; a float that is a whole number is text (`1.0`), as it shows on a page. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  /** Where the body starts, in UTF-16 units. */
  readonly bodyFrom: number;
  readonly format: FrontMatter['format'];
  /** 1-based lines of the keys. */
  readonly lines: Readonly<Record<string, number>>;
  /** The value of `date` stands without quotes, so YAML reads it. */
  readonly plainDate: boolean;
  /** The generator refuses the block as a whole. */
  readonly refused: boolean;
  readonly problems: readonly Problem[];
}

/** Reads a text's front matter for the list. Never throws. */
export function matterOf(text: string, generator: Generator): PostMatter {
  const front = readFrontMatter(text, { generator });
  const lines: Record<string, number> = {};
  const keys = new Set<string>();
  const data: Record<string, unknown> = { ...front.data };
  let plainDate = false;
  let line = 1;
  let at = 0;
  for (const entry of front.entries) {
    for (; at < entry.from; at++) if (text.charCodeAt(at) === 10) line++;
    keys.add(entry.key);
    if (entry.shadowed) continue;
    lines[entry.key] = line;
    if (entry.key === 'date') plainDate = entry.style === 'plain';
    const shown = wholeFloats(entry, text);
    if (shown !== null) data[entry.key] = shown;
  }
  return {
    data,
    keys: [...keys],
    bodyFrom: front.bodyFrom,
    format: front.format,
    lines,
    plainDate,
    refused: front.problems.some((each) => each.severity === 'error' && each.code !== 'unclosed-block'),
    problems: front.problems.map(
      (each): Problem => ({
        code: `front-matter-${each.code}`,
        severity: each.severity,
        message: each.message,
        line: each.line,
        column: each.column,
        ...(each.key === null && Object.keys(each.detail).length === 0
          ? {}
          : { detail: { ...each.detail, ...(each.key === null ? {} : { key: each.key }) } }),
      }),
    ),
  };
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
