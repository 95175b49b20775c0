// Owns: reading the desk's newest snapshot in a component.
// Must not know: what is drawn of it.
import { useSyncExternalStore } from 'react';
import type { Desk } from './desk.ts';
import type { Snapshot } from './snapshot.ts';

export function useSnapshot(desk: Desk): Snapshot {
  return useSyncExternalStore(desk.snapshots.subscribe, desk.snapshots.get);
}
