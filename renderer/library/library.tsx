// Owns: the library: the fixed shelves, the tree of categories, the tags; choosing one chooses what the list shows.
// Must not know: how posts are listed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands.ts';
import { shelfOf } from '../state/list.ts';
import type { View } from '../state/model.ts';
import { usePart, useStore } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { showTaxonomy } from '../taxonomy/show.ts';
import { Button, type Icon, IconButton } from '../ui/button.tsx';
import { Count } from '../ui/count.tsx';
import {
  AllPostsIcon,
  DraftIcon,
  EditNamesIcon,
  HiddenIcon,
  ImagesIcon,
  ProblemIcon,
  TagIcon,
  UncategorisedIcon,
} from '../ui/icons.ts';
import { CategoryTree } from './category-tree.tsx';
import { useDropTarget } from './drop.ts';

const firstTags = 24;

export function Library() {
  const { t } = useTranslation();
  const shelf = usePart((state) => (state.awaited > 0 ? null : shelfOf(state.entries)));
  const total = usePart((state) => state.entries.length + state.awaited);
  const [allTags, setAllTags] = useState(false);
  // What stands on the shelves is told when the whole list is here: a beginning would tell it wrong.
  if (shelf === null) {
    return (
      <div className="library" data-pane="library" aria-busy="true">
        <div className="shelf-group">
          <Shelf view={{ kind: 'all' }} icon={AllPostsIcon} label={t('library.all')} count={total} />
        </div>
      </div>
    );
  }
  const tags = allTags ? shelf.tags : shelf.tags.slice(0, firstTags);
  return (
    <div className="library" data-pane="library">
      <div className="shelf-group">
        <Shelf view={{ kind: 'all' }} icon={AllPostsIcon} label={t('library.all')} count={shelf.all} />
        <Shelf view={{ kind: 'drafts' }} icon={DraftIcon} label={t('library.drafts')} count={shelf.drafts} />
        <Shelf
          view={{ kind: 'uncategorised' }}
          icon={UncategorisedIcon}
          label={t('library.uncategorised')}
          count={shelf.uncategorised}
          droppable
        />
        {shelf.hidden === 0 ? null : (
          <Shelf
            view={{ kind: 'hidden' }}
            icon={HiddenIcon}
            label={t('library.hidden')}
            count={shelf.hidden}
          />
        )}
        {shelf.problems === 0 ? null : (
          <Shelf
            view={{ kind: 'problems' }}
            icon={ProblemIcon}
            label={t('library.problems')}
            count={shelf.problems}
            tone="red"
          />
        )}
      </div>
      <MediaShelf />
      <ShelfHead name={t('library.categories')} tab="categories" />
      {shelf.tree.length === 0 ? (
        <p className="shelf-none">{t('library.noCategories')}</p>
      ) : (
        <CategoryTree nodes={shelf.tree} />
      )}
      {shelf.tags.length === 0 ? null : <ShelfHead name={t('library.tags')} tab="tags" />}
      <div className="shelf-group">
        {tags.map((tag) => (
          <Shelf
            key={tag.name}
            view={{ kind: 'tag', tag: tag.name }}
            icon={TagIcon}
            label={tag.name}
            count={tag.count}
          />
        ))}
        {shelf.tags.length > firstTags ? (
          <Button look="quiet" onPress={() => setAllTags(!allTags)}>
            {allTags
              ? t('library.fewerTags')
              : t('library.moreTags', { count: shelf.tags.length - firstTags })}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** The head of a section, with the way to change its names in many posts. */
function ShelfHead({ name, tab }: { readonly name: string; readonly tab: 'categories' | 'tags' }) {
  const { t } = useTranslation();
  const work = useWork();
  return (
    <div className="shelf-head-row">
      <h2 className="shelf-head">{name}</h2>
      <IconButton
        icon={EditNamesIcon}
        label={t('taxonomy.openAt', { name })}
        onPress={() => void showTaxonomy(work, null, tab)}
      />
    </div>
  );
}

/** The way to the journal's images. */
function MediaShelf() {
  const { t } = useTranslation();
  const work = useWork();
  return (
    <div className="shelf-group">
      <button type="button" className="shelf" onClick={() => runCommand(work, 'media')}>
        <ImagesIcon size={16} aria-hidden />
        <span className="shelf-name">{t('media.title')}</span>
      </button>
    </div>
  );
}

interface ShelfProps {
  readonly view: View;
  readonly icon: Icon;
  readonly label: string;
  readonly count: number;
  readonly tone?: 'red';
  readonly droppable?: boolean;
}

function Shelf({ view, icon: Picture, label, count, tone, droppable = false }: ShelfProps) {
  const store = useStore();
  const here = usePart((state) => sameView(state.view, view));
  const drop = useDropTarget(droppable ? [] : null);
  return (
    <button
      type="button"
      className={tone === undefined ? 'shelf' : `shelf shelf-${tone}`}
      aria-current={here}
      data-drop={drop.over || undefined}
      {...drop.handlers}
      onClick={() => store.dispatch({ type: 'view', view })}
    >
      <Picture size={16} aria-hidden />
      <span className="shelf-name">{label}</span>
      <Count value={count} />
    </button>
  );
}

export function sameView(one: View, other: View): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
