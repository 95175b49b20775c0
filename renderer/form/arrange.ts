// Owns: which fields stand in the head's one line and which below it, both in the post's own order.
// Must not know: how a field looks.
import type { Field } from '#core/frontmatter/index.ts';

export interface Arrangement {
  readonly title: Field | null;
  readonly line: readonly Field[];
  readonly more: readonly Field[];
}

const IN_LINE = new Set(['category', 'date', 'tags', 'layout', 'image']);

export function arrangeFields(fields: readonly Field[]): Arrangement {
  const title =
    fields.findLast((field) => field.key.toLowerCase() === 'title' && !field.entry?.shadowed) ?? null;
  const taken = new Set<string>();
  const line: Field[] = [];
  const more: Field[] = [];
  for (const field of fields) {
    if (field === title) continue;
    // One date, one cover: a second field of the kind is one of the rest.
    const fits = IN_LINE.has(field.kind) && field.readOnly === null && !taken.has(field.kind);
    if (fits) {
      taken.add(field.kind);
      line.push(field);
    } else more.push(field);
  }
  return { title, line, more };
}
