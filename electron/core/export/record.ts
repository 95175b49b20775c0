// Owns: the memory of an export: its text form, and how a finished export changes it.
// Must not know: where it is kept.

import { isSafeTargetPath } from '#core/export/paths.ts';
import type { ExportRecord, RecordedFile, Step } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';

const VERSION = 1;

export const emptyRecord: ExportRecord = { files: new Map() };

/**
 * Reads a record. Null for a text that is none (torn, or of a later version): the caller must then treat the target as one it
 * never wrote to, which is the safe side. Entries that make no sense are left out.
 */
export function parseRecord(text: string): ExportRecord | null {
  const value = parseObject(text);
  if (!value || value.galleyExport !== VERSION) return null;
  if (!isObject(value.files)) return null;
  const files = new Map<RelPath, RecordedFile>();
  for (const [path, file] of Object.entries(value.files)) {
    if (!isSafeTargetPath(path) || !isObject(file)) continue;
    const { hash, kind, journal, source, title } = file;
    if (typeof hash !== 'string' || !/^[0-9a-f]{16,128}$/.test(hash)) continue;
    if (kind !== 'post' && kind !== 'image' && kind !== 'file') continue;
    if (typeof journal !== 'string' || typeof source !== 'string' || !isSafeTargetPath(source)) continue;
    files.set(path, { hash, kind, journal, source, title: typeof title === 'string' ? title : null });
  }
  return { files };
}

/**
 * The text of a record: one file a line, in path order, so that two records can be compared by eye. `id` names the export that
 * wrote it, so that no two exports have the same text.
 */
export function writeRecord(record: ExportRecord, id: string): string {
  const lines = [...record.files]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([path, file]) => `${JSON.stringify(path)}: ${JSON.stringify(file)}`);
  return `{"galleyExport": ${VERSION}, "id": ${JSON.stringify(id)}, "files": {\n${lines.join(',\n')}\n}}\n`;
}

/**
 * The record after `done` was carried out: what was written and what was found equal is remembered, what was deleted is
 * forgotten, everything else stays.
 */
export function updateRecord(
  record: ExportRecord,
  journal: string,
  done: readonly Step[],
  titles: ReadonlyMap<RelPath, string>,
): ExportRecord {
  const files = new Map(record.files);
  for (const step of done) {
    if (step.after === null) files.delete(step.path);
    else if (step.source !== null) {
      files.set(step.path, {
        hash: step.after,
        kind: step.kind,
        journal,
        source: step.source,
        title: titles.get(step.source) ?? null,
      });
    }
  }
  return { files };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
