// Owns: how link ids are compared.
// Must not know: links or definitions.

/** Case folded, runs of white space one space. */
export function normalizeLinkId(id: string): string {
  return id.replace(/[ \t\n\v\f\r]+/g, ' ').toLowerCase();
}
