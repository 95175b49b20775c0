// Owns: the pane of posts: what is shown, the filter above, and the empty cases.
// Must not know: how a row is drawn, nor what a post's commands do.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands.ts';
import { viewSize, visiblePosts } from '../state/list.ts';
import type { View } from '../state/model.ts';
import { usePart, useStore } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { PlusIcon, PostsIcon, SearchIcon } from '../ui/icons.ts';
import { EmptyState } from '../ui/message.tsx';
import { shownNumber } from '../ui/numbers.ts';
import { FacetChips, FacetMenu } from './facets.tsx';
import { FilterBox } from './filter-box.tsx';
import { PostsList } from './posts-list.tsx';
import { SortMenu } from './sort-menu.tsx';

export function PostsPane() {
  const { t, i18n } = useTranslation();
  const work = useWork();
  const store = useStore();
  const view = usePart((state) => state.view);
  const filter = usePart((state) => state.filter);
  const shown = usePart((state) => visiblePosts(state).length);
  const all = usePart(viewSize);
  const awaited = usePart((state) => state.awaited);
  const number = (value: number): string => shownNumber(value, i18n.language);
  return (
    <section className="posts" data-pane="posts" aria-label={t('posts.pane')}>
      <header className="posts-head">
        <h2 className="posts-title">{viewName(t, view)}</h2>
        <span className="count" aria-live="polite">
          {awaited > 0
            ? partly(view, filter) && number(all + awaited)
            : shown === all
              ? number(all)
              : t('posts.shownOf', { shown: number(shown), all: number(all) })}
        </span>
        <FacetMenu />
        <SortMenu />
      </header>
      <FilterBox />
      <FacetChips />
      {shown > 0 ? <PostsList /> : null}
      {shown === 0 && all > 0 && awaited === 0 ? (
        <EmptyState
          icon={SearchIcon}
          title={t('empty.noMatchTitle')}
          actions={
            <Button
              onPress={() => {
                store.dispatch({ type: 'filter', filter: '' });
                store.dispatch({ type: 'narrow', narrow: {} });
              }}
            >
              {t('empty.clearFilter')}
            </Button>
          }
        >
          {filter === '' ? t('list.noneLeft') : t('empty.noMatch', { filter })}
        </EmptyState>
      ) : null}
      {all === 0 && awaited === 0 ? (
        <EmptyState
          icon={PostsIcon}
          title={t(`empty.view.${view.kind}`)}
          actions={
            <Button icon={PlusIcon} onPress={() => runCommand(work, 'newPost')}>
              {t('empty.write')}
            </Button>
          }
        />
      ) : null}
    </section>
  );
}

/** Of a list that is not whole yet only the number of all posts is known. */
const partly = (view: View, filter: string): boolean => view.kind === 'all' && filter.trim() === '';

export function viewName(t: TFunction, view: View): string {
  if (view.kind === 'category') return view.path.join(' › ');
  if (view.kind === 'tag') return `#${view.tag}`;
  return t(`library.${view.kind}`);
}
