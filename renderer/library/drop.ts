// Owns: dragging posts onto a place of the library: the kind of data, and how a place receives it.
// Must not know: how posts are moved.
import { type DragEvent, useState } from 'react';
import type { RelPath } from '#core/journal/entry.ts';
import { movePosts } from '../state/post-work.ts';
import { useWork } from '../state/work-context.ts';
import { nesting } from '../taxonomy/items.ts';
import { showTaxonomy } from '../taxonomy/show.ts';

const kind = 'application/x-galley-posts';
const categoryKind = 'application/x-galley-category';

/** Makes a drag carry posts. */
export function carryPosts(event: DragEvent, paths: readonly RelPath[]): void {
  event.dataTransfer.setData(kind, JSON.stringify(paths));
  event.dataTransfer.effectAllowed = 'move';
}

/** Makes a drag carry a category with all below it. */
export function carryCategory(event: DragEvent, path: readonly string[]): void {
  event.dataTransfer.setData(categoryKind, JSON.stringify(path));
  event.dataTransfer.effectAllowed = 'move';
}

/** Receives posts for a category (`[]`: for none), and another category below it; null: receives nothing. */
export function useDropTarget(categories: readonly string[] | null) {
  const work = useWork();
  const [over, setOver] = useState(false);
  const handlers =
    categories === null
      ? {}
      : {
          onDragOver: (event: DragEvent) => {
            const { types } = event.dataTransfer;
            const fits = types.includes(kind) || (types.includes(categoryKind) && categories.length > 0);
            if (!fits) return;
            event.preventDefault();
            event.stopPropagation();
            event.dataTransfer.dropEffect = 'move';
            setOver(true);
          },
          onDragLeave: () => setOver(false),
          onDrop: (event: DragEvent) => {
            setOver(false);
            const wish = nesting(readPaths(event.dataTransfer.getData(categoryKind)), categories);
            if (wish !== null && categories.length > 0) {
              event.preventDefault();
              event.stopPropagation();
              void showTaxonomy(work, wish);
              return;
            }
            const known = new Set<string>(work.store.get().entries.map((entry) => entry.path));
            const paths = readPaths(event.dataTransfer.getData(kind)).filter((path) => known.has(path));
            if (paths.length === 0) return;
            event.preventDefault();
            event.stopPropagation();
            void movePosts(work, paths as RelPath[], categories); // just found among the journal's own
          },
        };
  return { over, handlers };
}

function readPaths(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}
