// Owns: the one door to front matter: everything other parts may use is named here.
// Must not know: anything itself; it only passes on.

export { changeDateText, type DateChange, type DateParts, isDateKey, parseDateText } from './dates.ts';
export { type MatterEngine, matterEngines } from './engines.ts';
export { fieldsOf, inferFields, missingFields } from './fields.ts';
export { dateTextLike, emptyFrontMatter, type NewField, newPostText } from './new-post.ts';
export { patch, patched } from './patch.ts';
export { readFrontMatter } from './read.ts';
export {
  answerSetLine,
  parseAssignment,
  type SetAnswer,
  type SetRequest,
  setRequest,
} from './set-request.ts';
export { joinList, type StringList, splitList, stringListOf } from './string-list.ts';
export { inferStyle, type StyledPost } from './style.ts';
export type * from './types.ts';
