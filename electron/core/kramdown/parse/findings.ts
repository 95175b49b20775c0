// Owns: making findings: a place in a container's text, told so that it can be found in the document again.
// Must not know: what is looked for, or how findings are worded.

import { countLines } from '../chars.ts';
import type { Finding } from './state.ts';

/** A finding at `source[from, to)`; `line` is the line of the source's start. It covers one line at most. */
export function findingAt(
  code: string,
  source: string,
  line: number,
  from: number,
  to: number,
  detail?: Readonly<Record<string, string | number>>,
): Finding {
  const start = source.lastIndexOf('\n', from - 1) + 1;
  const newline = source.indexOf('\n', from);
  const end = newline === -1 ? source.length : newline;
  return {
    code,
    line: line + countLines(source, 0, start),
    text: source.slice(start, end),
    from: from - start,
    to: Math.min(to, end) - start,
    ...(detail === undefined ? {} : { detail }),
  };
}
