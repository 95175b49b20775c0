// Owns: what the checks find in the open post, asked after each save and never while one types.
// Must not know: where it is shown.
import { useEffect, useState } from 'react';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';

/** The preview tells these by itself, from the text as it is typed. */
const SHOWN_ALREADY: ReadonlySet<string> = new Set(['bare-url', 'html-unclosed', 'liquid-fails']);

/** Milliseconds after a change of the post on disk; several saves in a row are one. */
const PAUSE = 700;

const none: readonly Problem[] = [];

/** Findings of the open post as it is on disk, less those the list or the preview tells. */
export function useChecked(): readonly Problem[] {
  const work = useWork();
  const path = usePart((state) => state.open);
  const modified = usePart((state) => state.entries.find((one) => one.path === state.open)?.modified ?? null);
  const [found, setFound] = useState<{
    readonly path: RelPath;
    readonly problems: readonly Problem[];
  } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a save changes `modified`, and is the reason to ask again
  useEffect(() => {
    if (path === null) return;
    let current = true;
    const timer = setTimeout(() => {
      // A post that went away meanwhile has no findings; that is no failure to tell of.
      work.client.call('check.post', { path }).then(
        ({ findings }) => {
          if (!current) return;
          const known = new Set(
            work.store
              .get()
              .entries.find((one) => one.path === path)
              ?.problems.map(({ code }) => code),
          );
          const problems = findings
            .filter(({ rule }) => !SHOWN_ALREADY.has(rule) && !known.has(rule))
            .map(({ problem }) => problem);
          setFound({ path, problems });
        },
        () => undefined,
      );
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [work, path, modified]);

  return found !== null && found.path === path ? found.problems : none;
}
