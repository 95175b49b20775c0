// Owns: making list entries for tests of the page.
// Must not know: which test asks.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';

/** Tests write paths as plain text. */
export const path = (text: string): RelPath => text as RelPath; // a test's own well-formed path

/** An entry with what a test says, and quiet values for the rest. */
export function entry(file: string, given: Partial<PostEntry> = {}): PostEntry {
  const date = given.date ?? null;
  return {
    path: path(file),
    title: file,
    date,
    time: date === null ? null : Date.parse(date.slice(0, 10)),
    slug: file.replace(/\.md$/, ''),
    categories: [],
    tags: [],
    layout: null,
    draft: false,
    url: null,
    appears: { will: true },
    problems: [],
    image: null,
    keys: [],
    size: 0,
    modified: 0,
    ...given,
  };
}
