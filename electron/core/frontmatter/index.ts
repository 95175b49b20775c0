// Owns: the one door to front matter: everything other parts may use is named here.
// Must not know: anything itself; it only passes on.

export { changeDateText, type DateChange, type DateParts, isDateKey, parseDateText } from './dates.ts';
export { patch } from './patch.ts';
export { readFrontMatter } from './read.ts';
export type * from './types.ts';
