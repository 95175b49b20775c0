// Owns: the one door to images: everything other parts may use is named here.
// Must not know: anything itself; it only passes on.

export { isImagePath } from './file-kinds.ts';
export { imageFolders, learnTemplate, shownImages } from './learn.ts';
export { chooseMarkup, commonMarkup, detectMarkup, type Markup, writeMarkup } from './markup.ts';
export { type FolderFacts, folderAfter } from './own-folder.ts';
export { type PastedPiece, pastedPieces } from './pasted.ts';
export { findReferences } from './references.ts';
export { resolveReference, spellReference } from './resolve.ts';
export { followMoves } from './rewrite.ts';
export { followMovesInSite, isSiteFile, siteUses } from './site-references.ts';
export { imageSuggester } from './suggest.ts';
export {
  fillFolder,
  fillName,
  type TemplateValues,
  templateVariables,
  unknownVariables,
} from './template.ts';
export type { Reference, ReferenceBase, ReferenceKind } from './types.ts';
export { urlOfPath } from './url.ts';
export {
  type BrokenUse,
  type ChangedUses,
  changedUsage,
  type ImageNames,
  type ImageUse,
  type ImageUser,
  imageNames,
  imageUses,
  type Usage,
  usageOf,
} from './usage.ts';
