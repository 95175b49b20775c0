// Owns: telling that a post which goes and a post which comes are one post under another name.
// Must not know: files, or how either step is carried out.
import type { ExportRecord, RecordedFile, Step } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';

/**
 * Links the addition and the deletion of one post by `pair`: first those of one source, then of the same bytes, then of the same
 * title, the latter two only where nothing else fits. Steps stay two and keep their order: the new file is written, the old one
 * deleted. `titles` are by source. Files that are no posts, and steps in conflict, are left as they are.
 */
export function pairRenames(
  steps: readonly Step[],
  record: ExportRecord,
  titles: ReadonlyMap<RelPath, string>,
): readonly Step[] {
  const gone = steps.flatMap((step): readonly Gone[] => {
    const last = record.files.get(step.path);
    return step.action === 'delete' && step.kind === 'post' && last ? [{ path: step.path, last }] : [];
  });
  if (gone.length === 0) return steps;
  const come = steps.filter(
    ({ action, kind, source }) => action === 'add' && kind === 'post' && source !== null,
  );
  const pairs = new Map<RelPath, RelPath>();
  const link = (keyOfGone: (one: Gone) => string | null, keyOfCome: (step: Step) => string | null): void => {
    const free = <T extends { readonly path: RelPath }>(list: readonly T[]) =>
      list.filter(({ path }) => !pairs.has(path));
    const goneBy = uniqueBy(free(gone), keyOfGone);
    for (const [key, step] of uniqueBy(free(come), keyOfCome)) {
      const old = goneBy.get(key);
      if (!old) continue;
      pairs.set(step.path, old.path);
      pairs.set(old.path, step.path);
    }
  };
  link(
    ({ last }) => last.source,
    ({ source }) => source,
  );
  link(
    ({ last }) => last.hash,
    ({ after }) => after,
  );
  link(
    ({ last }) => last.title,
    ({ source }) => (source === null ? null : (titles.get(source) ?? null)),
  );
  return steps.map((step) => {
    const pair = pairs.get(step.path);
    return pair === undefined ? step : { ...step, pair };
  });
}

interface Gone {
  readonly path: RelPath;
  readonly last: RecordedFile;
}

/** The items whose key no other item has. */
function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string | null): ReadonlyMap<string, T> {
  const found = new Map<string, T | null>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && key !== '') found.set(key, found.has(key) ? null : item);
  }
  const unique = new Map<string, T>();
  for (const [key, item] of found) if (item !== null) unique.set(key, item);
  return unique;
}
