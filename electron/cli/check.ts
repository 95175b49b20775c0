// galley check: what the rules find in the posts of a journal, by file or as JSON, and the mending of what is safe to mend.
// Must not know any rule, or how a post is read.
import { rules } from '#core/check/rules.ts';
import type { Finding } from '#core/check/types.ts';
import { type Checked, checkJournalFolder } from '#host/check/headless.ts';
import { appFolders } from '#host/user-folders.ts';

export interface CheckCommandOptions {
  readonly json?: boolean;
  readonly rule?: readonly string[];
  /** Of `--no-rule NAME`. */
  readonly noRule?: readonly string[];
  readonly drafts?: boolean;
  readonly strict?: boolean;
  readonly fix?: boolean;
}

/** Exit code: 0 no error found, 1 at least one error (with `strict`: or warning). Failures are thrown (2). */
export async function check(folder: string, options: CheckCommandOptions): Promise<number> {
  const only = options.rule === undefined ? {} : { only: options.rule };
  const result = await checkJournalFolder(folder, {
    cacheDir: appFolders().cache,
    now: Date.now,
    ...only,
    off: options.noRule ?? [],
    drafts: options.drafts === true,
    fix: options.fix === true,
  });
  const text = options.json === true ? jsonOf(result) : linesOf(result);
  process.stdout.write(text);
  const { error, warning } = countsOf(result.findings);
  return error > 0 || (options.strict === true && warning > 0) ? 1 : 0;
}

/** The rules with what they find, one a line. */
export function listRules(): number {
  const wide = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, about, safeFix } of rules) {
    const mends = safeFix === true ? ' (--fix mends it)' : '';
    process.stdout.write(`${id.padEnd(wide)}  ${severity.padEnd(7)}  ${about}${mends}\n`);
  }
  return 0;
}

interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

function countsOf(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { problem } of findings) counts[problem.severity] += 1;
  return counts;
}

/** Lines and columns count from 1; `fix` is edits by UTF-16 offsets of the file's text, or null. */
function jsonOf({ posts, findings, fixed, problems }: Checked): string {
  const value = {
    format: 1,
    posts,
    ...countsOf(findings),
    fixed,
    problems,
    findings: findings.map(({ path, rule, problem, fix }) => ({
      path,
      line: problem.line ?? 1,
      column: problem.column ?? 1,
      rule,
      severity: problem.severity,
      message: problem.message,
      detail: problem.detail ?? {},
      fix,
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function linesOf({ posts, findings, fixed, problems }: Checked): string {
  const out: string[] = problems.map(({ severity, message }) => `${severity}: ${message}`);
  let last = '';
  for (const { path, rule, problem, fix } of findings) {
    if (path !== last) {
      if (last !== '') out.push('');
      out.push(path);
      last = path;
    }
    const place = `${problem.line ?? 1}:${problem.column ?? 1}`;
    out.push(
      `  ${place.padStart(7)}  ${problem.severity.padEnd(7)}  ${oneLine(problem.message)}  [${rule}]${fix === null ? '' : ' (fixable)'}`,
    );
  }
  if (findings.length > 0) out.push('');
  for (const { path, count } of fixed) out.push(`mended ${path} (${count})`);
  const { error, warning, info } = countsOf(findings);
  const files = new Set(findings.map(({ path }) => path)).size;
  out.push(
    findings.length === 0
      ? `${count(posts, 'post')} checked, nothing found.`
      : `${count(error, 'error')}, ${count(warning, 'warning')}, ${count(info, 'remark')} in ${files} of ${count(posts, 'post')}.`,
  );
  return out.map((line) => `${line}\n`).join('');
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
