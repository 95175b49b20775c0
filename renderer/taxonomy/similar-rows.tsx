// Owns: groups of names that look alike, each with the way to make it one.
// Must not know: how alikeness is judged, or how a merge is made.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimilarCategories, SimilarNames } from '#core/taxonomy/similar.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.ts';
import { EmptyState } from '../ui/message.tsx';
import { keyOf, merging, type NameItem, shownPath } from './items.ts';

export interface SimilarRowsProps {
  readonly tags: readonly SimilarNames[];
  readonly categories: readonly SimilarCategories[];
  readonly onPlan: (operation: Operation) => void;
}

export function SimilarRows({ tags, categories, onPlan }: SimilarRowsProps) {
  const { t } = useTranslation();
  if (tags.length + categories.length === 0) {
    return (
      <EmptyState icon={CheckIcon} title={t('taxonomy.noSimilarTitle')}>
        {t('taxonomy.noSimilar')}
      </EmptyState>
    );
  }
  return (
    <ul className="name-rows similar-rows" aria-label={t('taxonomy.tab.similar')}>
      {[
        ...categories.map((group) => itemsOf('category', group, group.parent)),
        ...tags.map((group) => itemsOf('tag', group, [])),
      ].map((items) => (
        <SimilarRow key={items.map(({ kind, key }) => kind + key).join(' ')} items={items} onPlan={onPlan} />
      ))}
    </ul>
  );
}

function itemsOf(
  kind: NameItem['kind'],
  { keep, others }: SimilarNames,
  parent: readonly string[],
): readonly NameItem[] {
  return [keep, ...others].map(({ name, count }) => {
    const path = [...parent, name];
    return { kind, key: keyOf(path), path, count };
  });
}

function SimilarRow({
  items,
  onPlan,
}: {
  readonly items: readonly NameItem[];
  readonly onPlan: (wish: Operation) => void;
}) {
  const { t } = useTranslation();
  const [key, setKey] = useState(items[0]?.key ?? '');
  const into = items.find((item) => item.key === key) ?? items[0];
  if (into === undefined) return null;
  return (
    <li className="similar-row">
      <span className="similar-kind">{t(`taxonomy.kind.${into.kind}`)}</span>
      <span className="similar-names">
        {items.map((item) => (
          <span key={item.key} className="similar-name" data-kept={item === into || undefined}>
            {spelled(item, items)} <span className="count">{item.count}</span>
          </span>
        ))}
      </span>
      <Select
        label={t('taxonomy.ask.keep')}
        value={into.key}
        options={items.map((item) => ({ value: item.key, label: spelled(item, items) }))}
        onChange={setKey}
      />
      <Button onPress={() => onPlan(merging(items, into))}>{t('taxonomy.mergeThese')}</Button>
    </li>
  );
}

/** Two spellings of one name look the same: the form tells them apart. */
function spelled({ path }: NameItem, items: readonly NameItem[]): string {
  const shown = shownPath(path);
  const twins = items.filter((item) => shownPath(item.path).normalize('NFC') === shown.normalize('NFC'));
  if (twins.length < 2) return shown;
  return `${shown} (${shown === shown.normalize('NFC') ? 'NFC' : 'NFD'})`;
}
