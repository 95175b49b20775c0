// Owns: the findings of an open post as one list: front matter's and the preview's, as problems and as lint marks.
// Must not know: where they are shown.
import type { FrontMatter, FrontMatterProblem } from '#core/frontmatter/index.ts';
import type { Problem } from '#core/problem.ts';
import type { LintMark } from '../editor/lint-marks.ts';
import type { PlacedProblem } from '../preview/protocol.ts';
import type { Word } from './words.ts';

/** All problems in the order of their lines. */
export function problemsOf(
  frontMatter: FrontMatter | null,
  found: readonly PlacedProblem[],
): readonly Problem[] {
  const head = (frontMatter?.problems ?? []).map((problem): Problem => {
    const { code, severity, message, line, column, detail } = problem;
    return { code: `front-matter-${code}`, severity, message, line, column, detail };
  });
  return [...head, ...found].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

export function marksOf(
  frontMatter: FrontMatter | null,
  found: readonly PlacedProblem[],
  word: Word,
): readonly LintMark[] {
  const marks: LintMark[] = (frontMatter?.problems ?? []).map((problem) => ({
    severity: problem.severity,
    message: headWords(problem, word),
    line: problem.line,
    column: problem.column,
    ...(problem.fix ? { fix: { name: word('problems.fix'), edits: problem.fix } } : {}),
  }));
  for (const problem of found) {
    if (problem.line === undefined) continue;
    marks.push({
      severity: problem.severity,
      message: word(`problems.${problem.code}`, { ...problem.detail, defaultValue: problem.message }),
      line: problem.line,
      column: problem.column ?? 1,
      ...(problem.endLine === undefined
        ? {}
        : { endLine: problem.endLine, endColumn: problem.endColumn ?? 1 }),
    });
  }
  return marks;
}

export const headWords = (problem: FrontMatterProblem, word: Word): string =>
  word(`problems.front-matter-${problem.code}`, { ...problem.detail, defaultValue: problem.message });
