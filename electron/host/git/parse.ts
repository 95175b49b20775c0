// Owns: reading what git prints for programs. Pure: text in, values out.
// Must not know: how git is run.
import type { PathStatus } from '#core/export/types.ts';
import type { Setting } from '#host/git/run.ts';

/** Git's view of a working tree, paths relative to the repository's root. */
export interface StatusReport {
  /** Commit of HEAD; null on a branch without a commit. */
  readonly head: string | null;
  /** Branch name; null where HEAD is detached. */
  readonly branch: string | null;
  readonly upstream: string | null;
  /** Commits that only we have, and that only the upstream has; null where there is no upstream. */
  readonly ahead: number | null;
  readonly behind: number | null;
  readonly paths: ReadonlyMap<string, PathStatus>;
  /** Paths that a merge left unresolved. */
  readonly unmerged: readonly string[];
  /** For a rename: the new path to the old. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Reads `git status --porcelain=v2 --branch -z`. Lines that are not known are passed over, as git's manual asks. */
export function parseStatus(output: string): StatusReport {
  const fields = output.split('\0');
  const header = new Map<string, string>();
  const paths = new Map<string, PathStatus>();
  const unmerged: string[] = [];
  const renamed = new Map<string, string>();
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at] ?? '';
    const kind = field[0];
    if (kind === '#') {
      const [, name = '', value = ''] = /^# (\S+) (.*)$/s.exec(field) ?? [];
      header.set(name, value);
    } else if (kind === '1' || kind === '2') {
      const path = afterWords(field, kind === '1' ? 8 : 9);
      paths.set(path, { index: field[2] ?? '.', tree: field[3] ?? '.' });
      if (kind === '2') renamed.set(path, fields[++at] ?? '');
    } else if (kind === 'u') {
      const path = afterWords(field, 10);
      unmerged.push(path);
      paths.set(path, { index: 'U', tree: 'U' });
    } else if (kind === '?') {
      paths.set(field.slice(2), { index: '?', tree: '?' });
    }
  }
  const oid = header.get('branch.oid') ?? null;
  const branch = header.get('branch.head') ?? null;
  const [, ahead = null, behind = null] = /^\+(\d+) -(\d+)$/.exec(header.get('branch.ab') ?? '') ?? [];
  return {
    head: oid === '(initial)' ? null : oid,
    branch: branch === '(detached)' ? null : branch,
    upstream: header.get('branch.upstream') ?? null,
    ahead: ahead === null ? null : Number(ahead),
    behind: behind === null ? null : Number(behind),
    paths,
    unmerged,
    renamed,
  };
}

/** What follows the first `count` words. A path may hold spaces. */
function afterWords(field: string, count: number): string {
  let at = 0;
  for (let n = 0; n < count; n++) at = field.indexOf(' ', at) + 1;
  return field.slice(at);
}

/** Reads a list of NUL-terminated paths. */
export function parsePaths(output: string): readonly string[] {
  return output.split('\0').filter((path) => path !== '');
}

/** One line of the configuration with the place it comes from: `system`, `global`, `local`, `worktree` or `command`. */
export interface ConfigLine {
  readonly scope: string;
  /** Lower-case section and name; a subsection keeps its case. */
  readonly key: string;
  readonly value: string;
}

/** Reads `git config --list --show-scope -z`. */
export function parseConfig(output: string): readonly ConfigLine[] {
  const fields = output.split('\0');
  const lines: ConfigLine[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const text = fields[at + 1] ?? '';
    const split = text.indexOf('\n');
    lines.push({
      scope: fields[at] ?? '',
      key: split < 0 ? text : text.slice(0, split),
      value: split < 0 ? 'true' : text.slice(split + 1),
    });
  }
  return lines;
}

/**
 * Settings that switch off every filter driver that the repository's own configuration names. Git reads an empty command as
 * none, and a filter that is not required may be absent.
 */
export function withoutFilters(config: readonly ConfigLine[]): readonly Setting[] {
  const drivers = new Set<string>();
  for (const { scope, key } of config) {
    const own = scope === 'local' || scope === 'worktree';
    const driver = own ? /^filter\.(.+)\.[a-z]+$/is.exec(key)?.[1] : undefined;
    if (driver) drivers.add(driver);
  }
  return [...drivers].flatMap((driver): readonly Setting[] => [
    [`filter.${driver}.clean`, ''],
    [`filter.${driver}.smudge`, ''],
    [`filter.${driver}.process`, ''],
    [`filter.${driver}.required`, 'false'],
  ]);
}
