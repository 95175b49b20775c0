// Owns: the view of all categories and tags with their counts and last use, and what can be done with the chosen ones.
// Must not know: what is asked next, or how a change is made.
import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  Input,
  type Key,
  SearchField,
  Tab as TabButton,
  TabList,
  TabPanel,
  Tabs,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LastChange } from '#contract/taxonomy-calls.ts';
import { similarCategories, similarTags } from '#core/taxonomy/similar.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import { shelfOf } from '../state/list.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SearchIcon } from '../ui/icons.ts';
import { CategoryRows } from './category-rows.tsx';
import { undoLast } from './change-work.ts';
import { deleting, itemsOf, keyOf, type NameItem } from './items.ts';
import { NameActions } from './name-actions.tsx';
import { wordsOf } from './operation-words.ts';
import { SimilarRows } from './similar-rows.tsx';
import { TagRows } from './tag-rows.tsx';
import type { Question, Tab } from './taxonomy-dialog.tsx';

export interface NamesStageProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
  readonly onAsk: (question: Question, items: readonly NameItem[]) => void;
  readonly onPlan: (operation: Operation) => void;
  readonly onClose: () => void;
}

const tabs: readonly Tab[] = ['categories', 'tags', 'similar'];

export function NamesStage({ tab, onTab, onAsk, onPlan, onClose }: NamesStageProps) {
  const { t } = useTranslation();
  const entries = usePart((state) => state.entries);
  const { tree, tags } = usePart((state) => shelfOf(state.entries));
  const [filter, setFilter] = useState('');
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const categoryItems = useMemo(() => itemsOf(tree), [tree]);
  const tagItems = useMemo(
    () =>
      new Map(
        tags.map(({ name, count }): [string, NameItem] => [
          keyOf([name]),
          { kind: 'tag', key: keyOf([name]), path: [name], count },
        ]),
      ),
    [tags],
  );
  const similar = useMemo(
    () => ({ tags: similarTags(tags), categories: similarCategories(entries) }),
    [tags, entries],
  );
  const items = tab === 'tags' ? tagItems : categoryItems;
  const chosen = [...keys].flatMap((key) => items.get(key) ?? []);
  const counts = {
    categories: categoryItems.size,
    tags: tags.length,
    similar: similar.tags.length + similar.categories.length,
  };
  const select = (all: 'all' | ReadonlySet<Key>): void =>
    setKeys(new Set(all === 'all' ? items.keys() : [...all].map(String)));

  return (
    <Dialog
      title={t('taxonomy.title')}
      onClose={onClose}
      size="large"
      footer={
        <>
          <LastUndo />
          <span className="foot-gap" />
          <Button onPress={onClose}>{t('actions.close')}</Button>
        </>
      }
    >
      <Tabs
        className="names"
        selectedKey={tab}
        onSelectionChange={(key) => {
          const next = tabs.find((each) => each === key);
          setKeys(new Set());
          if (next !== undefined) onTab(next);
        }}
      >
        <div className="names-bar">
          <TabList className="names-tabs" aria-label={t('taxonomy.title')} items={tabs.map((id) => ({ id }))}>
            {({ id }) => (
              <TabButton id={id} className="names-tab">
                {t(`taxonomy.tab.${id}`)} <span className="count">{counts[id]}</span>
              </TabButton>
            )}
          </TabList>
          {tab === 'similar' ? null : (
            <SearchField
              className="names-filter"
              aria-label={t('taxonomy.filter')}
              value={filter}
              onChange={setFilter}
            >
              <SearchIcon size={14} aria-hidden />
              <Input
                className="input"
                placeholder={t('taxonomy.filter')}
                autoComplete="off"
                spellCheck={false}
              />
            </SearchField>
          )}
        </div>
        <TabPanel id="categories" className="names-panel">
          <CategoryRows nodes={tree} filter={filter} selected={keys} onSelect={select} onPlan={onPlan} />
        </TabPanel>
        <TabPanel id="tags" className="names-panel">
          <TagRows tags={tags} filter={filter} selected={keys} onSelect={select} />
        </TabPanel>
        <TabPanel id="similar" className="names-panel">
          <SimilarRows tags={similar.tags} categories={similar.categories} onPlan={onPlan} />
        </TabPanel>
        {tab === 'similar' ? null : (
          <NameActions
            kind={tab === 'tags' ? 'tag' : 'category'}
            items={chosen}
            deletion={deleting(chosen)}
            onAsk={(question) => onAsk(question, chosen)}
            onPlan={onPlan}
          />
        )}
      </Tabs>
    </Dialog>
  );
}

/** The last change, as long as it can be taken back; also one of an earlier session. */
function LastUndo() {
  const { t } = useTranslation();
  const work = useWork();
  const entries = usePart((state) => state.entries);
  const [last, setLast] = useState<LastChange | null>(null);
  const look = useCallback(async () => {
    const found = await work.client.call('taxonomy.last', {}).catch(() => ({ last: null }));
    setLast(found.last);
  }, [work]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the list may be one of these
  useEffect(() => {
    void look();
  }, [look, entries]);
  if (last === null) return null;
  const words = wordsOf(last.operation);
  return (
    <Button look="quiet" onPress={() => void undoLast(work).then(look)}>
      {t('taxonomy.undoLast', { what: t(words.key, { ...words.facts }), count: last.files })}
    </Button>
  );
}
