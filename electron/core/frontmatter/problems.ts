// Owns: the words for what is wrong with a block, and turning a position into line and column.
// Must not know: how problems are found.

import type { Edit } from '../text.ts';
import { placeOf } from './lines.ts';
import type { FrontMatterProblem, ProblemCode } from './types.ts';

/** A problem as a scanner sees it: by position only. */
export interface RawProblem {
  readonly code: ProblemCode;
  readonly from: number;
  readonly to: number;
  readonly key?: string | null;
  readonly severity?: 'error' | 'warning';
  readonly detail?: Readonly<Record<string, string | number>>;
  readonly fix?: readonly Edit[] | null;
  readonly message?: string;
}

const MESSAGES: Readonly<Record<ProblemCode, string>> = {
  'unclosed-block': 'The front matter is opened but never closed.',
  'colon-in-plain': 'A value with a colon and a space in it needs quotes.',
  'no-space-after-colon': 'A space is missing after the colon.',
  'no-colon': 'This line is neither a key with a colon nor part of the value above.',
  'duplicate-key': 'This key stands here twice; only the last one counts.',
  'tab-indent': 'A tab cannot indent a line.',
  'control-character': 'An invisible control character is not allowed here.',
  'invisible-character': 'There is a character here that cannot be seen.',
  'bad-indent': 'This line is indented in a way that fits neither the keys nor the value above.',
  'unclosed-quote': 'The quotes of this value are never closed.',
  'unclosed-list': 'The bracket of this value is never closed.',
  'text-after-value': 'Text follows the end of this value.',
  'reserved-character': 'A value cannot begin with this character unless it is quoted.',
  'not-a-mapping': 'The front matter is not a list of keys with values.',
  'unknown-alias': 'This refers to an anchor that is not defined above.',
  'several-documents': 'The block holds more than one document.',
  unreadable: 'This value cannot be read.',
};

/** Adds line, column and message. */
export function placeProblem(text: string, raw: RawProblem): FrontMatterProblem {
  const { line, column } = placeOf(text, raw.from);
  return {
    code: raw.code,
    severity: raw.severity ?? 'error',
    from: raw.from,
    to: Math.max(raw.from, raw.to),
    line,
    column,
    message: raw.message ?? MESSAGES[raw.code],
    key: raw.key ?? null,
    detail: raw.detail ?? {},
    fix: raw.fix ?? null,
  };
}
