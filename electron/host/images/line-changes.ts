// Owns: telling edits of a text line by line, as a person looks at them.
// Must not know: what the edits are for.
import { applyEdits, type Edit } from '#core/text.ts';

/** The lines that change, each once, as they are and as they will be. */
export function changesOf(text: string, edits: readonly Edit[]) {
  const lines = text.split('\n');
  const rows = new Map<number, Edit[]>();
  for (const edit of edits) {
    const line = text.slice(0, edit.from).split('\n').length;
    rows.set(line, [...(rows.get(line) ?? []), edit]);
  }
  return [...rows].map(([line, own]) => {
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const before = lines[line - 1] ?? '';
    const local = own.map((edit) => ({ ...edit, from: edit.from - start, to: edit.to - start }));
    return { line, before, after: applyEdits(before, local) };
  });
}
