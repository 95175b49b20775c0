// Owns: folding the front matter block away while the form shows it, and showing it by one key.
// Must not know: the form itself.
import { codeFolding, foldEffect, foldedRanges, unfoldEffect } from '@codemirror/language';
import type { EditorState, Extension, StateCommand } from '@codemirror/state';
import { frontMatterOf } from './front-matter-state.ts';

/** `words` gives the text of the chip that stands for the folded block. */
export function frontMatterFolding(words: (keys: number) => string): Extension {
  return codeFolding({
    preparePlaceholder: (state) => frontMatterOf(state).entries.length,
    placeholderDOM(_view, onclick, prepared: unknown) {
      const chip = document.createElement('button');
      chip.type = 'button';
      chip.className = 'cm-foldPlaceholder';
      chip.textContent = words(typeof prepared === 'number' ? prepared : 0);
      chip.onclick = onclick;
      return chip;
    },
  });
}

/** The folded range of the front matter block, if it is folded. */
export function foldedFrontMatter(state: EditorState): { readonly from: number; readonly to: number } | null {
  const { block } = frontMatterOf(state);
  if (!block) return null;
  let found: { readonly from: number; readonly to: number } | null = null;
  foldedRanges(state).between(0, block.to, (from, to) => {
    if (from <= block.from && to > from) found = { from, to };
  });
  return found;
}

export const foldFrontMatter: StateCommand = ({ state, dispatch }) => {
  const { block } = frontMatterOf(state);
  if (!block || foldedFrontMatter(state)) return false;
  const to = state.doc.lineAt(Math.max(block.from, block.to - 1)).to;
  if (to <= block.from) return false;
  const inside = state.selection.main.from < to;
  dispatch(
    state.update({
      effects: foldEffect.of({ from: block.from, to }),
      // A cursor inside would open the fold again at once.
      ...(inside ? { selection: { anchor: Math.min(state.doc.length, frontMatterOf(state).bodyFrom) } } : {}),
    }),
  );
  return true;
};

export const unfoldFrontMatter: StateCommand = ({ state, dispatch }) => {
  const folded = foldedFrontMatter(state);
  if (!folded) return false;
  dispatch(state.update({ effects: unfoldEffect.of(folded) }));
  return true;
};

export const toggleFrontMatter: StateCommand = (target) =>
  unfoldFrontMatter(target) || foldFrontMatter(target);
