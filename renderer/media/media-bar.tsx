// Owns: the bar of the view of images: the way back, what is shown, the search, the order, and what can be taken back.
// Must not know: how images are filtered or drawn.
import { useTranslation } from 'react-i18next';
import type { MediaDone } from '#contract/media-calls.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { IconButton } from '../ui/button.tsx';
import { Count } from '../ui/count.tsx';
import { BackIcon, SearchIcon, SortIcon, UndoIcon } from '../ui/icons.ts';
import { ButtonMenu } from '../ui/menu.tsx';
import { type Filter, filters, type Order, orders } from './model.ts';
import { shownBytes } from './units.ts';
import { undoChange } from './work.ts';

export interface MediaBarProps {
  readonly counts: Readonly<Record<Filter, number>>;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly shown: number;
  readonly changes: readonly MediaDone[];
  readonly onLeave: () => void;
  readonly onUndone: () => void;
}

/** Bytes from which an image may count as heavy. */
const limits = [200_000, 512_000, 1_000_000, 2_000_000, 5_000_000];

export function MediaBar(props: MediaBarProps) {
  const { counts, filter, onFilter, order, onOrder, typed, onTyped, shown, changes, onLeave, onUndone } =
    props;
  const { t, i18n } = useTranslation();
  const work = useWork();
  const heavy = usePart((state) => state.settings.imageHeavy);
  const [last] = changes;
  const bytes = (value: number): string => shownBytes(value, i18n.language);
  return (
    <header className="media-bar" data-pane="media">
      <IconButton icon={BackIcon} label={t('media.leave')} onPress={onLeave} />
      <h2 className="media-title">{t('media.title')}</h2>
      <fieldset className="names-tabs" aria-label={t('media.show')}>
        {filters.map((one) => (
          <button
            key={one}
            type="button"
            className="names-tab"
            aria-pressed={one === filter}
            data-selected={one === filter || undefined}
            title={one === 'heavy' ? t('media.heavyFrom', { size: bytes(heavy) }) : undefined}
            onClick={() => onFilter(one)}
          >
            {t(`media.filter.${one}`)} <Count value={counts[one]} />
          </button>
        ))}
      </fieldset>
      <span className="visually-hidden" role="status">
        {t('media.shown', { count: shown })}
      </span>
      <span className="foot-gap" />
      {last === undefined ? null : (
        <IconButton
          icon={UndoIcon}
          label={t('media.undoLast', {
            what: t(`media.plan.title.${last.op}`, {
              count: last.op === 'mend' ? last.posts.length : last.images,
            }),
          })}
          onPress={() => void undoChange(work, last.id).then(onUndone)}
        />
      )}
      <ButtonMenu
        label={t('media.order.name')}
        sections={[
          {
            id: 'order',
            items: orders.map((one) => ({
              id: one,
              label: one === 'name' ? t('media.byName') : t(`media.order.${one}`),
              on: one === order,
              run: () => onOrder(one),
            })),
          },
          {
            id: 'heavy',
            items: limits.map((limit) => ({
              id: String(limit),
              label: t('media.heavyFrom', { size: bytes(limit) }),
              on: limit === heavy,
              run: () => void work.setSettings({ imageHeavy: limit }),
            })),
          },
        ]}
        trigger={<IconButton icon={SortIcon} label={t('media.order.name')} />}
      />
      <div className="names-filter">
        <SearchIcon size={14} aria-hidden />
        <input
          className="input"
          type="search"
          data-search-images=""
          aria-label={t('media.search')}
          placeholder={t('media.search')}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onTyped(event.target.value)}
        />
      </div>
    </header>
  );
}
