// Owns: the choice of the list's order and of what its posts stand under.
// Must not know: how posts are ordered or grouped.
import { useTranslation } from 'react-i18next';
import { groupings, sortOrders } from '../state/remembered.ts';
import { usePart, useStore } from '../state/store.ts';
import { IconButton } from '../ui/button.tsx';
import { SortIcon } from '../ui/icons.ts';
import { ButtonMenu } from '../ui/menu.tsx';

export function SortMenu() {
  const { t } = useTranslation();
  const store = useStore();
  const sort = usePart((state) => state.sort);
  const group = usePart((state) => state.group);
  const byDate = sort === 'newest' || sort === 'oldest';
  return (
    <ButtonMenu
      label={t('posts.sort.name')}
      sections={[
        {
          id: 'sort',
          items: sortOrders.map((order) => ({
            id: order,
            label: t(`posts.sort.${order}`),
            on: order === sort,
            run: () => store.dispatch({ type: 'sort', sort: order }),
          })),
        },
        {
          id: 'group',
          items: groupings.map((by) => ({
            id: `group-${by}`,
            label: t(`list.group.${by}`),
            on: by === group,
            disabled: !byDate && (by === 'year' || by === 'month'),
            run: () => store.dispatch({ type: 'group', group: by }),
          })),
        },
      ]}
      trigger={<IconButton icon={SortIcon} label={t('posts.sort.name')} />}
    />
  );
}
