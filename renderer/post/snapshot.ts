// Owns: what React draws of the open post: one immutable value, and the listeners that hear of a new one.
// Must not know: how it comes about.
import type { FrontMatter } from '#core/frontmatter/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { PlacedProblem } from '../preview/protocol.ts';
import type { Session } from './session/machine.ts';

export interface Snapshot {
  readonly phase: 'opening' | 'ready' | 'failed';
  /** Why it could not be opened: an error code and its English sentence. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly path: RelPath | null;
  readonly session: Session | null;
  readonly frontMatter: FrontMatter | null;
  /** When the text shown was backed up, if it comes from a backup that was not saved yet. */
  readonly restored: number | null;
  /** What the last render found in the body. */
  readonly found: readonly PlacedProblem[];
  readonly frontMatterFolded: boolean;
  /** The blog's configuration; empty until it is known. */
  readonly config: Readonly<Record<string, unknown>>;
}

export const nothingOpen: Snapshot = {
  phase: 'opening',
  failure: null,
  path: null,
  session: null,
  frontMatter: null,
  restored: null,
  found: [],
  frontMatterFolded: false,
  config: {},
};

export interface SnapshotStore {
  get(): Snapshot;
  set(change: Partial<Snapshot>): void;
  subscribe(listener: () => void): () => void;
}

export function createSnapshotStore(): SnapshotStore {
  let value = nothingOpen;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const keys = Object.keys(change) as (keyof Snapshot)[]; // an object of our own making
      if (keys.every((key) => Object.is(change[key], value[key]))) return;
      value = { ...value, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
