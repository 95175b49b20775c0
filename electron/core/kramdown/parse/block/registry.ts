// Owns: the types by which block constructs call each other without importing one another.
// Must not know: any construct.

import type { Node } from '../../tree.ts';
import type { Cursor } from '../state.ts';

/** Parses everything from the cursor on into children of `parent`. */
export type ParseBlocks = (cursor: Cursor, parent: Node) => void;
