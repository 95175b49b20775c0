// Owns: writing a text of several lines as a YAML block scalar (`|`, `>`).
// Must not know: whether the blog wants one.

import { lineEndAt, nextLine } from '../lines.ts';
import type { Entry } from '../types.ts';

/**
 * Gives the scalar from its mark to its last line, or null where a block scalar cannot hold the text. With an entry its
 * mark, indentation and a comment behind the mark stay; only the chomping sign follows the text's end.
 */
export function writeBlockScalar(
  text: string,
  entry: Entry | null,
  value: string,
  lineEnd: string,
  base = '',
): string | null {
  if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/.test(value)) return null;
  const ends = /\n*$/.exec(value)?.[0].length ?? 0;
  const body = value.slice(0, value.length - ends);
  // A first line that begins with a space would need an indentation sign; an empty text has no lines.
  if (body === '' || /^[ \t\n]/.test(body) || ends > 1) return null;
  const folded = entry?.style === 'folded';
  if (folded && /\n[ \t\n]|[ \t]\n|[ \t]$/.test(body)) return null;
  const form = entry === null ? null : standingForm(text, entry);
  if (form !== null && form.digit !== '') return null;
  const chomp = ends === 0 ? '-' : '';
  const indent = form?.indent ?? `${base}  `;
  const end = form?.lineEnd ?? lineEnd;
  const header = `${folded ? '>' : '|'}${chomp}${form?.rest ?? ''}`;
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line));
  return header + end + lines.join(folded ? end + end : end);
}

interface Form {
  readonly digit: string;
  readonly rest: string;
  readonly indent: string;
  readonly lineEnd: string;
}

function standingForm(text: string, entry: Entry): Form | null {
  const headerEnd = lineEndAt(text, entry.valueFrom, entry.valueTo);
  const header = /^[|>]([-+\d]*)(.*)$/.exec(text.slice(entry.valueFrom, headerEnd));
  if (header === null) return null;
  const bodyFrom = nextLine(text, headerEnd, entry.valueTo);
  const indent = /^(?:[ \t]*[\r\n]+)*( +)/.exec(text.slice(bodyFrom, entry.valueTo));
  return {
    digit: (header[1] ?? '').replace(/[-+]/g, ''),
    rest: header[2] ?? '',
    indent: indent?.[1] ?? '  ',
    lineEnd: bodyFrom > headerEnd ? text.slice(headerEnd, bodyFrom) : '\n',
  };
}
