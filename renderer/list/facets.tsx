// Owns: narrowing the list by what its posts are: state, year, category, tag, each with how many are left; and what is chosen, as chips.
// Must not know: how posts are matched or counted.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Facets } from '#core/journal/query.ts';
import { visibleFacets } from '../state/list.ts';
import type { Narrow } from '../state/model.ts';
import { type Store, usePart, useStore } from '../state/store.ts';
import { IconButton } from '../ui/button.tsx';
import { CloseIcon, FacetIcon } from '../ui/icons.ts';
import { DropMenu, type Item, type SubMenu } from '../ui/menu.tsx';
import { shownNumber } from '../ui/numbers.ts';

/** More choices than these are better found by typing. */
const most = 30;

export function FacetMenu() {
  const { t, i18n } = useTranslation();
  const store = useStore();
  return (
    <DropMenu
      label={t('list.narrow')}
      menus={() => menusOf(store, t, i18n.language)}
      trigger={<IconButton icon={FacetIcon} label={t('list.narrow')} />}
    />
  );
}

function menusOf(store: Store, t: TFunction, language: string): readonly SubMenu[] {
  const state = store.get();
  const { narrow } = state;
  const facets = visibleFacets(state);
  const item = (id: string, label: string, count: number, part: Narrow, on: boolean): Item => ({
    id,
    label,
    keys: shownNumber(count, language),
    on,
    disabled: count === 0 && !on,
    run: () =>
      store.dispatch({ type: 'narrow', narrow: on ? without(narrow, part) : { ...narrow, ...part } }),
  });
  const one = (id: string, items: readonly Item[]): SubMenu => ({
    id,
    label: t(`list.facet.${id}`),
    sections: [{ id, items }],
  });
  return [
    one('state', [
      item('draft', t('list.is.draft'), facets.drafts, { draft: true }, narrow.draft === true),
      item('problem', t('list.is.problem'), facets.problems, { problem: true }, narrow.problem === true),
      item('hidden', t('list.is.hidden'), facets.hidden, { appears: false }, narrow.appears === false),
    ]),
    one(
      'year',
      [...facets.years]
        .sort(([a], [b]) => (b ?? 0) - (a ?? 0))
        .map(([year, count]) =>
          item(`${year}`, yearName(t, year), count, { year }, narrow.year === year && 'year' in narrow),
        ),
    ),
    one(
      'category',
      byUse(facets.categories).map(([name, count]) => {
        const category = name === null ? null : [name];
        const on = 'category' in narrow && (narrow.category?.[0] ?? null) === name;
        return item(JSON.stringify(name), name ?? t('library.uncategorised'), count, { category }, on);
      }),
    ),
    one(
      'tag',
      byUse(facets.tags).map(([tag, count]) => item(tag, tag, count, { tag }, narrow.tag === tag)),
    ),
  ].filter(({ sections }) => sections.some(({ items }) => items.length > 0));
}

function byUse<K>(counts: Facets[keyof Facets] & ReadonlyMap<K, number>): readonly (readonly [K, number])[] {
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, most);
}

function without(narrow: Narrow, part: Narrow): Narrow {
  return Object.fromEntries(Object.entries(narrow).filter(([key]) => !(key in part)));
}

const yearName = (t: TFunction, year: number | null): string =>
  year === null ? t('posts.undated') : String(year);

/** What the list is narrowed to; pressing one takes it back. */
export function FacetChips() {
  const { t } = useTranslation();
  const store = useStore();
  const narrow = usePart((state) => state.narrow);
  const keys = Object.keys(narrow) as readonly (keyof Narrow)[]; // of its own type
  if (keys.length === 0) return null;
  return (
    <ul className="facets" aria-label={t('list.narrowed')}>
      {keys.map((key) => (
        <li key={key}>
          <button
            type="button"
            className="facet"
            aria-label={t('list.widen', { facet: chipName(t, key, narrow) })}
            onClick={() => store.dispatch({ type: 'narrow', narrow: without(narrow, { [key]: undefined }) })}
          >
            {chipName(t, key, narrow)}
            <CloseIcon size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

function chipName(t: TFunction, key: keyof Narrow, narrow: Narrow): string {
  switch (key) {
    case 'draft':
      return t('list.is.draft');
    case 'problem':
      return t('list.is.problem');
    case 'appears':
      return t('list.is.hidden');
    case 'year':
      return yearName(t, narrow.year ?? null);
    case 'category':
      return narrow.category?.join(' › ') ?? t('library.uncategorised');
    case 'tag':
      return `#${narrow.tag ?? ''}`;
  }
}
