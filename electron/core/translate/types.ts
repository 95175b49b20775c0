// Owns: the words in which a translation is told: what a post becomes, and what is lost or changed on the way.
// Must not know: how anything is translated.

import type { RelPath } from '#core/journal/entry.ts';

/**
 * What has no counterpart, or another form, in the target. `lost`: a reader misses something. `changed`: it is there in another
 * form, or needs something of the theme.
 */
export interface Loss {
  /** 1-based line in the post; null for the post as a whole. */
  readonly line: number | null;
  readonly code: LossCode;
  readonly weight: 'lost' | 'changed';
  /** What stands in the post, in short. */
  readonly what: string;
  /** How many places of the post it is about, where one line stands for all. */
  readonly count?: number;
}

/** A loss with the post's path in the journal. */
export interface PostLoss extends Loss {
  readonly path: RelPath;
}

export const lossCodes = [
  'liquid-dropped',
  'liquid-fixed',
  'highlight-options',
  'html-dropped',
  'attributes-dropped',
  'as-html',
  'differs',
  'table-heads',
  'toc-fixed',
  'heading-ids',
  'math-script',
  'typography',
  'bare-url',
  'footnotes-as-html',
  'template-braces',
  'link-unknown',
  'image-unpublished',
  'key-dropped',
  'key-unreadable',
  'layout-dropped',
  'draft-shown',
  'redirects-dropped',
  'date-without-zone',
  'no-front-matter',
] as const;
export type LossCode = (typeof lossCodes)[number];
