// Owns: turning findings of the parse into diagnostics with positions in the document.
// Must not know: how they are found.

import type { StoreState } from './store.ts';
import type { Diagnostic } from './types.ts';

export function collectDiagnostics(_state: StoreState, _firstLine: number): readonly Diagnostic[] {
  return [];
}
