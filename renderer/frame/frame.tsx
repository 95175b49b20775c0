// Owns: the panes of a journal: library and posts beside the open post, or as drawers where there is no room.
// Must not know: what a pane shows.
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, type GroupProps, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { Library } from '../library/library.tsx';
import { PostsPane } from '../list/posts-pane.tsx';
import { arrange } from '../state/arrange.ts';
import { type Store, usePart, useStore } from '../state/store.ts';
import { Drawer } from './drawer.tsx';
import { PostPane } from './post-pane.tsx';

type OnResized = NonNullable<GroupProps['onLayoutChanged']>;

/** Width of the line between two panes, in CSS pixels. */
const splitter = 1;

/** Keeps the widths that the person gave the panes. */
function takeWidths(store: Store, root: HTMLElement): void {
  for (const part of root.querySelectorAll<HTMLElement>('[data-nav-part]')) {
    const width = Math.round(part.getBoundingClientRect().width);
    const panes = part.dataset.navPart === 'library' ? { libraryWidth: width } : { postsWidth: width };
    store.dispatch({ type: 'panes', panes });
  }
}

export function Frame() {
  const { t } = useTranslation();
  const store = useStore();
  const { library, posts } = usePart(arrange);
  const panes = usePart((state) => state.panes);
  const drawer = usePart((state) => state.drawer);
  const open = usePart((state) => state.open);
  const showsLibrary = library === 'pane';
  // With no post open and no room for the list beside it, the list itself is what there is to see.
  const alone = posts === 'drawer' && open === null;
  const showsPosts = posts === 'pane' || alone;
  const both = showsLibrary && posts === 'pane';
  const width =
    (showsLibrary ? panes.libraryWidth : 0) +
    (posts === 'pane' ? panes.postsWidth : 0) +
    (both ? splitter : 0);
  const root = useRef<HTMLDivElement>(null);
  const onResized = useCallback<OnResized>(
    (_, { isUserInteraction }) => {
      if (isUserInteraction && root.current !== null) takeWidths(store, root.current);
    },
    [store],
  );

  return (
    <div className="frame" ref={root}>
      <Group className="panes" orientation="horizontal" id="panes" onLayoutChanged={onResized}>
        {showsLibrary || showsPosts ? (
          <NavPanel
            library={showsLibrary}
            posts={showsPosts}
            width={width}
            alone={alone}
            onResized={onResized}
          />
        ) : null}
        {(showsLibrary || showsPosts) && !alone ? (
          <Separator className="splitter" id="nav-edge" aria-label={t('panes.resizeLists')} />
        ) : null}
        {alone ? null : (
          <Panel id="post" minSize={320} className="pane">
            <PostPane />
          </Panel>
        )}
      </Group>
      {drawer === null ? null : (
        <Drawer pane={drawer}>{drawer === 'library' ? <Library /> : <PostsPane />}</Drawer>
      )}
    </div>
  );
}

interface NavPanelProps {
  readonly library: boolean;
  readonly posts: boolean;
  /** Of both together, in CSS pixels. */
  readonly width: number;
  readonly alone: boolean;
  readonly onResized: OnResized;
}

function NavPanel({ library, posts, width, alone, onResized }: NavPanelProps) {
  const { t } = useTranslation();
  const store = useStore();
  const panel = useRef<PanelImperativeHandle>(null);
  const both = library && posts;

  // Opening or closing a pane changes the width of the two together, never that of the pane that stays.
  const drawn = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a width dragged by the person is already the panel's own
  useEffect(() => {
    if (!drawn.current) {
      drawn.current = true; // it came with its width
      return;
    }
    // The group learns of the new limits only after this drawing.
    const frame = window.requestAnimationFrame(() => {
      if (!alone) panel.current?.resize(width);
    });
    return () => window.cancelAnimationFrame(frame);
  }, [library, posts, alone]);

  return (
    <Panel
      id="nav"
      className="pane"
      panelRef={panel}
      defaultSize={alone ? '100%' : width}
      minSize={both ? 340 : 160}
      maxSize={alone ? '100%' : '60%'}
      groupResizeBehavior={alone ? 'preserve-relative-size' : 'preserve-pixel-size'}
    >
      <nav className="nav" aria-label={t('library.name')}>
        <Group orientation="horizontal" key={both ? 'both' : 'one'} onLayoutChanged={onResized}>
          {library ? (
            <Panel
              id="library"
              className="pane"
              defaultSize={both ? store.get().panes.libraryWidth : '100%'}
              minSize={140}
              groupResizeBehavior={both ? 'preserve-pixel-size' : 'preserve-relative-size'}
            >
              <div className="pane-fill" data-nav-part="library">
                <Library />
              </div>
            </Panel>
          ) : null}
          {both ? (
            <Separator className="splitter" id="library-edge" aria-label={t('panes.resizeLibrary')} />
          ) : null}
          {posts ? (
            <Panel id="posts" className="pane" minSize={180}>
              <div className="pane-fill" data-nav-part="posts">
                <PostsPane />
              </div>
            </Panel>
          ) : null}
        </Group>
      </nav>
    </Panel>
  );
}
