// Owns: what a git command that refused to change files said: the files in the way, and its words for the person.
// Must not know: which command it was, or what to do about it.
import { type GitResult, withoutSecrets } from './run.ts';
import { plainOutput } from './said.ts';

/** The files in the way (paths from the repository's root), and the detail of the error that tells of the refusal. */
export function refusalOf({ code, stderr }: Pick<GitResult, 'code' | 'stderr'>) {
  const paths = pathsIn(stderr);
  const detail = {
    exitCode: code,
    output: withoutSecrets(plainOutput(stderr).slice(-4000)),
    ...(paths.length > 0 ? { paths: paths.slice(0, 20).join('\n'), count: paths.length } : {}),
  };
  return { paths, detail };
}

/** Files that git names as being in the way: the indented lines below its error. */
export function pathsIn(stderr: string): readonly string[] {
  if (!/would be overwritten|would lose untracked|would be removed/.test(stderr)) return [];
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('\t'))
    .map((line) => line.slice(1));
}
