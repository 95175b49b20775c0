// Owns: how a problem's code becomes a sentence in the person's language.
// Must not know: what finds problems. A code without words of its own is said in the finder's plain English.
import type { TFunction } from 'i18next';
import type { Problem } from '#core/problem.ts';

export function problemWords(t: TFunction, problem: Problem): string {
  return t(`problems.${problem.code}`, {
    message: problem.message,
    ...problem.detail,
    defaultValue: problem.message,
  });
}

/** `Line 3: ...`, where a line is known. */
export function problemLine(t: TFunction, problem: Problem): string {
  const words = problemWords(t, problem);
  return problem.line === undefined ? words : t('problem.atLine', { line: problem.line, words });
}
