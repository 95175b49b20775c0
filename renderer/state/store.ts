// Owns: the holder of the page's state: the current value, its followers, and React's way to read a part of it.
// Must not know: what the state means.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Action, State } from './model.ts';
import { reduce } from './reducer.ts';

export interface Store {
  get(): State;
  dispatch(action: Action): void;
  follow(listener: () => void): () => void;
}

export function createStore(first: State): Store {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('no store above this component');
  return store;
}

/** A part of the state; the component is drawn again only when that part is another value. */
export function usePart<T>(part: (state: State) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.follow, () => part(store.get()));
}
