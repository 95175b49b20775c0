// Owns: the decision of an export: three snapshots (ours, the target's, the last export's) in, steps out.
// Must not know: files, git commands, or how a step is carried out.

import { pairRenames } from '#core/export/rename.ts';
import type {
  ExportRecord,
  Hash,
  OutgoingFile,
  PathStatus,
  Plan,
  RecordedFile,
  Step,
  TargetFile,
} from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';

/** A file of an earlier export that this journal no longer publishes. */
export interface Withdrawn {
  readonly path: RelPath;
  readonly why: 'removed' | 'now-draft';
}

export interface PlanInput {
  readonly ours: readonly OutgoingFile[];
  /** What the target holds at every path of `ours`, `withdrawn` and the record. A path that is not named is absent. */
  readonly target: ReadonlyMap<RelPath, TargetFile>;
  readonly record: ExportRecord;
  readonly withdrawn: readonly Withdrawn[];
  /** Git's word on paths that differ from the last commit; null where the target is no repository. */
  readonly status: ReadonlyMap<RelPath, PathStatus> | null;
  /** Titles by source, by which a renamed post may be known again. */
  readonly titles?: ReadonlyMap<RelPath, string>;
}

const ABSENT: TargetFile = { is: 'absent' };

/**
 * Decides every step. Nothing the target's owner may have written is ever a `change`: a file that is neither ours of the last
 * export nor a known former state of ours is a conflict. A withdrawn file is deleted only where it is still as we wrote it.
 * A post under a new name is paired with the deletion of its old one.
 * Two sources for one path give a problem `same-target-path`, and only the first (in path order of the source) goes out.
 */
export function planExport(input: PlanInput): Plan {
  const problems: Problem[] = [];
  const steps: Step[] = [];
  for (const file of withoutClashes(input.ours, problems)) {
    const there = input.target.get(file.path) ?? ABSENT;
    const last = input.record.files.get(file.path);
    steps.push(decide(file, there, last, input.status?.get(file.path)));
  }
  const outgoing = new Set(steps.map((step) => step.path));
  for (const gone of input.withdrawn) {
    if (outgoing.has(gone.path)) continue;
    const last = input.record.files.get(gone.path);
    const there = input.target.get(gone.path) ?? ABSENT;
    if (last && there.is === 'file') steps.push(withdraw(gone, there, last));
  }
  steps.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { steps: pairRenames(steps, input.record, input.titles ?? new Map()), problems };
}

function withoutClashes(ours: readonly OutgoingFile[], problems: Problem[]): readonly OutgoingFile[] {
  const bySource = [...ours].sort((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
  const taken = new Map<string, OutgoingFile>();
  const kept: OutgoingFile[] = [];
  for (const file of bySource) {
    // Names that differ only in case or in Unicode form are one file on macOS and Windows.
    const key = file.path.normalize('NFC').toLowerCase();
    const first = taken.get(key);
    if (first && (first.path !== file.path || first.hash !== file.hash)) {
      problems.push({
        code: 'same-target-path',
        severity: 'error',
        message: `${file.source} and ${first.source} would both become ${first.path}; only the second is exported.`,
        detail: { path: first.path, source: file.source, other: first.source },
      });
    } else if (!first) {
      taken.set(key, file);
      kept.push(file);
    }
  }
  return kept;
}

function decide(
  file: OutgoingFile,
  there: TargetFile,
  last: RecordedFile | undefined,
  status: PathStatus | undefined,
): Step {
  const step = (action: Step['action'], reason: Step['reason'], before: Hash | null): Step => ({
    action,
    path: file.path,
    source: file.source,
    kind: file.kind,
    size: file.size,
    broughtBy: file.broughtBy,
    reason,
    binary: file.binary,
    before,
    after: file.hash,
  });
  if (there.is === 'blocked') return step('conflict', there.why, null);
  if (there.is === 'absent') {
    return last ? step('conflict', 'target-removed', null) : step('add', 'new', null);
  }
  const { hash } = there;
  if (hash === file.hash) return step('keep', status ? 'uncommitted' : 'same', hash);
  if (status && holdsThirdState(status)) return step('conflict', 'staged', hash);
  if (last) {
    if (hash === last.hash) return step('change', 'edited', hash);
    return step('conflict', file.hash === last.hash ? 'target-newer' : 'target-edited', hash);
  }
  return file.former.includes(hash)
    ? step('change', 'former', hash)
    : step('conflict', 'target-different', hash);
}

/** The index holds bytes that are neither in the last commit nor in the working tree: a commit of the path would lose them. */
function holdsThirdState(status: PathStatus): boolean {
  return !'.?'.includes(status.index) && status.tree !== '.';
}

function withdraw(gone: Withdrawn, there: { readonly hash: Hash }, last: RecordedFile): Step {
  const untouched = there.hash === last.hash;
  return {
    action: untouched ? 'delete' : 'conflict',
    path: gone.path,
    source: null,
    kind: last.kind,
    size: 0,
    broughtBy: [],
    reason: untouched ? gone.why : 'removed-target-edited',
    binary: false,
    before: there.hash,
    after: null,
  };
}
