// Owns: cutting a text into code spans and what lies between.
// Must not know: any other span.

import { matchCodeSpan } from './code.ts';

export interface CodePart {
  readonly text: string;
  /** null: not code. */
  readonly code: string | null;
}

export function splitCodeSpans(text: string): CodePart[] {
  const parts: CodePart[] = [];
  const missed = { from: null };
  let from = 0;
  let at = text.indexOf('`');
  while (at !== -1) {
    let open = at;
    while (text.charCodeAt(open) === 96) open++;
    const lone = open - at === 1 && isWhite(text, at - 1, true) && isWhite(text, open, false);
    const match = lone ? null : matchCodeSpan(text, at, missed);
    if (match === null) {
      at = text.indexOf('`', open);
      continue;
    }
    if (at > from) parts.push({ text: text.slice(from, at), code: null });
    parts.push({ text: text.slice(at, match.end), code: match.code });
    from = match.end;
    at = text.indexOf('`', from);
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), code: null });
  return parts;
}

function isWhite(text: string, at: number, outside: boolean): boolean {
  if (at < 0 || at >= text.length) return outside;
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13);
}
