// Owns: turning findings of the parse into diagnostics: exact positions in the document, severity, plain words.
// Must not know: how things are found.

import type { Finding } from './parse/state.ts';
import type { StoreState } from './store.ts';
import type { StoredPart } from './stored-part.ts';
import type { Diagnostic, Severity } from './types.ts';

interface Wording {
  readonly severity: Severity;
  message(detail: Readonly<Record<string, string | number>>): string;
}

const WORDINGS: Readonly<Record<string, Wording>> = {
  'table-by-pipe': {
    severity: 'warning',
    message: () => 'The | turns this into a table. Write \\| for a bar in the text.',
  },
  'date-becomes-list': {
    severity: 'warning',
    message: ({ date }) =>
      `"${date}" at a line start becomes lists inside lists. Write a backslash before the full stop.`,
  },
  'underscore-emphasis-before-particle': {
    severity: 'warning',
    message: () => 'Underscores do not emphasise when a letter follows. Use * instead.',
  },
  'fence-never-closed': {
    severity: 'warning',
    message: () => 'This code fence is never closed, so it is plain text.',
  },
  'fence-info-not-a-word': {
    severity: 'warning',
    message: () => 'More than one word follows the fence, so it opens no code block.',
  },
  'footnote-name-not-ascii': {
    severity: 'warning',
    message: ({ name }) => `"${name}" cannot name a footnote: only letters a-z, digits, - and _ can.`,
  },
  'undefined-footnote': {
    severity: 'warning',
    message: ({ name }) => `There is no footnote "${name}".`,
  },
  'bare-url-not-link': {
    severity: 'info',
    message: () => 'A bare address is not made a link. Put it in < and >.',
  },
  'definition-after-paragraph': {
    severity: 'warning',
    message: ({ kind }) =>
      `A ${kind} definition right after a paragraph is plain text. Put a blank line before it.`,
  },
  'undefined-reference-link': {
    severity: 'warning',
    message: ({ id }) => `There is no link definition "${id}".`,
  },
  'unclosed-html': {
    severity: 'warning',
    message: ({ name }) => `<${name}> is never closed.`,
  },
  'emphasis-unclosed': {
    severity: 'info',
    message: () => 'These ** stay as they are: no matching ** without a space beside the text.',
  },
  'markdown-in-html': {
    severity: 'info',
    message: ({ name }) => `Markdown is not read inside <${name}>.`,
  },
  'list-number-with-parenthesis': {
    severity: 'info',
    message: () => 'A number with a parenthesis makes no list. Write a full stop instead.',
  },
  'header-without-space': {
    severity: 'warning',
    message: () => 'A header needs a space after the #.',
  },
};

/** All diagnostics of the document, by place. */
export function collectDiagnostics(state: StoreState, firstLine: number): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const part of state.parts) {
    if (part.findings.length === 0) continue;
    const base = firstLine + part.line;
    if (part.told?.base !== base) part.told = { base, diagnostics: diagnosticsOf(part, state.text, base) };
    out.push(...part.told.diagnostics);
  }
  return out;
}

/** Gives lines of the text by their number from `start` on, and looks no further than the last one asked for. */
function linesFrom(text: string, start: number): (line: number) => string {
  const starts = [start];
  return (line) => {
    for (let at = starts.length - 1; at < line; at++) {
      const end = text.indexOf('\n', starts[at]);
      if (end === -1) return '';
      starts.push(end + 1);
    }
    const from = starts[line] ?? text.length;
    const end = text.indexOf('\n', from);
    return text.slice(from, end === -1 ? text.length : end);
  };
}

function diagnosticsOf(part: StoredPart, text: string, base: number): readonly Diagnostic[] {
  const lineOf = linesFrom(text, part.start);
  const byPlace = new Map<string, Diagnostic>();
  for (const finding of part.findings) {
    const made = diagnosticOf(finding, lineOf(finding.line), base);
    byPlace.set(`${made.code} ${made.line} ${made.column}`, made);
  }
  return [...byPlace.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** A container's line is a piece of the source line, mostly its end. */
function diagnosticOf(finding: Finding, sourceLine: string, base: number): Diagnostic {
  const start = Math.max(0, sourceLine.lastIndexOf(finding.text));
  const detail = finding.detail ?? {};
  const wording = WORDINGS[finding.code];
  const line = base + finding.line;
  return {
    code: finding.code,
    severity: wording?.severity ?? 'info',
    line,
    column: Math.min(sourceLine.length, start + finding.from),
    endLine: line,
    endColumn: Math.min(sourceLine.length, start + finding.to),
    ...(finding.detail === undefined ? {} : { detail }),
    message: wording?.message(detail) ?? finding.code,
  };
}
