// Owns: which panes fit beside each other in a window of a given width; the preview gives way first, then library, then posts.
// Must not know: how panes are drawn.
import type { PostLayout } from '../post/post-view.ts';
import { lastOf } from './last-of.ts';
import type { Panes, State } from './model.ts';

/** Least widths of the open post in CSS pixels: text alone, and text beside its preview. */
export const postWidth = { alone: 430, both: 700 } as const;

/** `drawer`: there is no room beside the others, it opens over them; `off`: there would be, but it is closed. */
export type PanePlace = 'pane' | 'drawer' | 'off';

export interface Arrangement {
  readonly library: PanePlace;
  readonly posts: PanePlace;
  /** Editor and preview fit beside each other. */
  readonly both: boolean;
  /** What the open post shows, the person's choice fitted to the room. */
  readonly layout: PostLayout;
}

type Parts = Pick<State, 'width' | 'panes' | 'layout' | 'face'>;

/** Gives the arrangement of a window; the same value as long as nothing it depends on changed. */
export function arrange({ width, panes, layout, face }: Parts): Arrangement {
  return reckon(width, panes, layout, face);
}

const reckon = lastOf(fit);

function fit(width: number, panes: Panes, layout: PostLayout, face: State['face']): Arrangement {
  const wantsBoth = layout.editor && layout.preview;
  const fits = (library: boolean, posts: boolean, both: boolean): boolean =>
    width >= widthOf(panes, library, posts) + (both ? postWidth.both : postWidth.alone);

  const all = fits(panes.library, panes.posts, wantsBoth);
  const library = panes.library && (all || fits(true, panes.posts, false));
  const posts = panes.posts && (all || fits(library, true, false));
  // Room that lists had to give up is the text's, not the preview's: two cramped halves help nobody.
  const both = fits(panes.library, panes.posts, true);
  return {
    library: library ? 'pane' : !panes.library && fits(true, posts, false) ? 'off' : 'drawer',
    posts: posts ? 'pane' : !panes.posts && fits(library, true, false) ? 'off' : 'drawer',
    both,
    layout:
      wantsBoth && !both ? { ...layout, editor: face === 'editor', preview: face === 'preview' } : layout,
  };
}

function widthOf(panes: Panes, library: boolean, posts: boolean): number {
  return (library ? panes.libraryWidth : 0) + (posts ? panes.postsWidth : 0);
}
