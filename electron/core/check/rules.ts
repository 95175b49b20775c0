// Owns: the table of all rules, in the order in which they speak of the same line.
// Must not know: what any rule does.
import { anchorMissing } from './rules/anchors.ts';
import { emptyTitle, placeholderText } from './rules/front-matter.ts';
import { htmlUnclosed } from './rules/html.ts';
import { fileMissing, fileNameDiffers, imageHeavy, imageWithoutAlt } from './rules/images.ts';
import {
  bareUrl,
  linkBroken,
  linkCase,
  linkTagMissing,
  linkUnpublished,
  postUrlMissing,
} from './rules/links.ts';
import { liquidFails } from './rules/liquid.ts';
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
  imageHeavy,
  linkBroken,
  linkCase,
  linkUnpublished,
  anchorMissing,
  bareUrl,
  postUrlMissing,
  linkTagMissing,
  liquidFails,
  htmlUnclosed,
];
