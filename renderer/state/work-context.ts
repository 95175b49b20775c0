// Owns: React's way to the frame's work.
// Must not know: what the work is.
import { createContext, useContext } from 'react';
import type { Work } from './work.ts';

export const WorkContext = createContext<Work | null>(null);

export function useWork(): Work {
  const work = useContext(WorkContext);
  if (work === null) throw new Error('no work above this component');
  return work;
}
