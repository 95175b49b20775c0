// Owns: the table of all rules, in the order in which they speak of the same line.
// Must not know: what any rule does.
import { emptyTitle, placeholderText } from './rules/front-matter.ts';
import { fileMissing, fileNameDiffers, imageWithoutAlt } from './rules/images.ts';
import { bareUrl, linkBroken, linkTagMissing, postUrlMissing } from './rules/links.ts';
import { duplicateUrl, futureDate } from './rules/publishing.ts';
import type { Rule } from './types.ts';

/** Every rule; each one looks at one post. */
export const rules: readonly Rule[] = [
  duplicateUrl,
  futureDate,
  emptyTitle,
  placeholderText,
  fileMissing,
  fileNameDiffers,
  imageWithoutAlt,
  linkBroken,
  bareUrl,
  postUrlMissing,
  linkTagMissing,
];
