// Owns: the list of tags with counts and last use, chosen one or many; only what is in sight is drawn.
// Must not know: what is done with the chosen ones.
import { useMemo } from 'react';
import { Checkbox, GridList, GridListItem, type Key, ListLayout, Virtualizer } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { findTyped } from '#core/hangul.ts';
import type { NameCount } from '#core/journal/categories.ts';
import { CheckIcon } from '../ui/icons.ts';
import { keyOf } from './items.ts';
import { LastUse } from './last-use.tsx';

export interface TagRowsProps {
  readonly tags: readonly NameCount[];
  readonly filter: string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: 'all' | ReadonlySet<Key>) => void;
}

export function TagRows({ tags, filter, selected, onSelect }: TagRowsProps) {
  const { t } = useTranslation();
  const items = useMemo(() => {
    const typed = filter.trim();
    const shown = typed === '' ? tags : tags.filter(({ name }) => findTyped(name, typed) !== null);
    return shown.map((tag) => ({ ...tag, id: keyOf([tag.name]) }));
  }, [tags, filter]);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 32, padding: 4 }}>
      <GridList
        className="name-rows name-rows-drawn"
        aria-label={t('taxonomy.tab.tags')}
        selectionMode="multiple"
        selectedKeys={selected}
        onSelectionChange={onSelect}
        items={items}
        renderEmptyState={() => <p className="shelf-none">{t('taxonomy.noMatch')}</p>}
      >
        {(tag) => (
          <GridListItem id={tag.id} className="name-row" textValue={tag.name}>
            <Checkbox slot="selection" className="checkbox name-check">
              <span className="checkbox-box" aria-hidden="true">
                <CheckIcon size={12} strokeWidth={3} aria-hidden />
              </span>
            </Checkbox>
            <span className="shelf-name">{tag.name}</span>
            <LastUse moment={tag.lastUsed} />
            <span className="name-count">{t('library.postCount', { count: tag.count })}</span>
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  );
}
