// Owns: the choice of the list's order.
// Must not know: how posts are ordered.
import { useTranslation } from 'react-i18next';
import { sortOrders } from '../state/remembered.ts';
import { usePart, useStore } from '../state/store.ts';
import { IconButton } from '../ui/button.tsx';
import { SortIcon } from '../ui/icons.ts';
import { ButtonMenu } from '../ui/menu.tsx';

export function SortMenu() {
  const { t } = useTranslation();
  const store = useStore();
  const sort = usePart((state) => state.sort);
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
      ]}
      trigger={<IconButton icon={SortIcon} label={t('posts.sort.name')} />}
    />
  );
}
