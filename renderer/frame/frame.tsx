// Owns: the panes of a journal: library and posts beside the open post, or as drawers where there is no room.
// Must not know: what a pane shows.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import { Library } from '../library/library.tsx';
import { PostsPane } from '../list/posts-pane.tsx';
import { arrange } from '../state/arrange.ts';
import { usePart, useStore } from '../state/store.ts';
import { Drawer } from './drawer.tsx';
import { PostPane } from './post-pane.tsx';

export function Frame() {
  const { t } = useTranslation();
  const state = usePart((whole) => whole);
  const { library, posts } = arrange(state);
  const { panes, drawer, open } = state;
  const showsLibrary = library === 'pane';
  // With no post open and no room for the list beside it, the list itself is what there is to see.
  const alone = posts === 'drawer' && open === null;
  const showsPosts = posts === 'pane' || alone;
  const width = (showsLibrary ? panes.libraryWidth : 0) + (posts === 'pane' ? panes.postsWidth : 0);

  return (
    <div className="frame">
      <Group className="panes" orientation="horizontal" id="panes">
        {showsLibrary || showsPosts ? (
          <NavPanel library={showsLibrary} posts={showsPosts} width={width} alone={alone} />
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
}

function NavPanel({ library, posts, width, alone }: NavPanelProps) {
  const { t } = useTranslation();
  const store = useStore();
  const panel = useRef<PanelImperativeHandle>(null);
  const inner = useRef<HTMLDivElement>(null);
  const both = library && posts;

  // Opening or closing a pane changes the width of the two together, never that of the pane that stays.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a width dragged by the person is already the panel's own
  useEffect(() => {
    if (!alone) panel.current?.resize(width);
  }, [library, posts, alone]);

  const measure = (): void => {
    const parts = inner.current?.querySelectorAll<HTMLElement>('[data-nav-part]');
    for (const part of parts ?? []) {
      const size = Math.round(part.getBoundingClientRect().width);
      if (size < 100) continue;
      store.dispatch({
        type: 'panes',
        panes: part.dataset.navPart === 'library' ? { libraryWidth: size } : { postsWidth: size },
      });
    }
  };

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
      <nav className="nav" aria-label={t('library.name')} ref={inner} onPointerUp={measure} onKeyUp={measure}>
        <Group
          orientation="horizontal"
          key={both ? 'both' : 'one'}
          onLayoutChanged={(_, { isUserInteraction }) => isUserInteraction && measure()}
        >
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
