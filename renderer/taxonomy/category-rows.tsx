// Owns: the tree of categories with counts and last use, chosen one or many, and dragged onto each other.
// Must not know: what is done with the chosen ones; a drop only gives a wish.
import {
  Button,
  Checkbox,
  Collection,
  type Key,
  Tree,
  TreeItem,
  TreeItemContent,
  useDragAndDrop,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { findTyped } from '#core/hangul.ts';
import type { CategoryNode } from '#core/journal/categories.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import { CheckIcon, ChevronRightIcon } from '../ui/icons.ts';
import { keyOf, nesting } from './items.ts';
import { LastUse } from './last-use.tsx';

export interface CategoryRowsProps {
  readonly nodes: readonly CategoryNode[];
  readonly filter: string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: 'all' | ReadonlySet<Key>) => void;
  readonly onPlan: (operation: Operation) => void;
}

/** Nodes that match, with what leads to them. */
function matching(nodes: readonly CategoryNode[], typed: string): readonly CategoryNode[] {
  if (typed === '') return nodes;
  return nodes.flatMap((node) => {
    if (findTyped(node.name, typed) !== null) return [node];
    const children = matching(node.children, typed);
    return children.length === 0 ? [] : [{ ...node, children }];
  });
}

function keysIn(nodes: readonly CategoryNode[]): readonly string[] {
  return nodes.flatMap((node) => [keyOf(node.path), ...keysIn(node.children)]);
}

/** Keys are paths as JSON, written by `keyOf` alone. */
const pathIn = (key: Key): readonly string[] => JSON.parse(String(key)) as readonly string[];

export function CategoryRows({ nodes, filter, selected, onSelect, onPlan }: CategoryRowsProps) {
  const { t } = useTranslation();
  const shown = matching(nodes, filter.trim());
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': pathIn(key).join(' > ') })),
    getDropOperation: (target) =>
      target.type === 'root' || target.dropPosition === 'on' ? 'move' : 'cancel',
    onMove: ({ keys, target }) => {
      const [dragged] = keys;
      const wish = dragged === undefined ? null : nesting(pathIn(dragged), pathIn(target.key));
      if (wish !== null && target.dropPosition === 'on') onPlan(wish);
    },
  });
  return (
    <Tree
      className="name-rows"
      aria-label={t('taxonomy.tab.categories')}
      selectionMode="multiple"
      selectedKeys={selected}
      onSelectionChange={onSelect}
      defaultExpandedKeys={keysIn(nodes)}
      items={shown.map((node) => ({ ...node, id: keyOf(node.path) }))}
      dragAndDropHooks={dragAndDropHooks}
      renderEmptyState={() => (
        <p className="shelf-none">{t(filter === '' ? 'library.noCategories' : 'taxonomy.noMatch')}</p>
      )}
    >
      {(node) => <CategoryRow node={node} />}
    </Tree>
  );
}

function CategoryRow({ node }: { readonly node: CategoryNode }) {
  const { t } = useTranslation();
  return (
    <TreeItem id={keyOf(node.path)} className="name-row" textValue={node.name}>
      <TreeItemContent>
        {({ level, hasChildItems, isExpanded }) => (
          <>
            <Checkbox slot="selection" className="checkbox name-check">
              <span className="checkbox-box" aria-hidden="true">
                <CheckIcon size={12} strokeWidth={3} aria-hidden />
              </span>
            </Checkbox>
            <span style={{ width: (level - 1) * 20, flex: 'none' }} />
            {hasChildItems ? (
              <Button slot="chevron" className="twist" data-open={isExpanded || undefined}>
                <ChevronRightIcon size={14} aria-hidden />
              </Button>
            ) : (
              <span className="twist" />
            )}
            <Button slot="drag" className="name-drag" aria-label={t('taxonomy.drag', { name: node.name })}>
              ⠿
            </Button>
            <span className="shelf-name">{node.name}</span>
            <LastUse moment={node.lastUsed} />
            <span className="name-count">{t('library.postCount', { count: node.total })}</span>
          </>
        )}
      </TreeItemContent>
      <Collection items={node.children.map((child) => ({ ...child, id: keyOf(child.path) }))}>
        {(child) => <CategoryRow node={child} />}
      </Collection>
    </TreeItem>
  );
}
