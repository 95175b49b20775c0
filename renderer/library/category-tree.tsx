// Owns: the tree of categories, by mouse and by keyboard, and as a place to drop posts on.
// Must not know: what choosing a category changes.
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryNode } from '#core/journal/categories.ts';
import { isComposing } from '../keys.ts';
import { usePart, useStore } from '../state/store.ts';
import { Count } from '../ui/count.tsx';
import { ChevronRightIcon } from '../ui/icons.ts';
import { carryCategory, useDropTarget } from './drop.ts';

interface Line {
  readonly node: CategoryNode;
  readonly key: string;
  readonly level: number;
  readonly folded: boolean;
  /** 1-based place among its siblings, and their number. */
  readonly place: number;
  readonly siblings: number;
}

function linesOf(nodes: readonly CategoryNode[], folded: ReadonlySet<string>, level = 1): readonly Line[] {
  return nodes.flatMap((node, at) => {
    const key = JSON.stringify(node.path);
    const line = { node, key, level, folded: folded.has(key), place: at + 1, siblings: nodes.length };
    return line.folded ? [line] : [line, ...linesOf(node.children, folded, level + 1)];
  });
}

export function CategoryTree({ nodes }: { readonly nodes: readonly CategoryNode[] }) {
  const { t } = useTranslation();
  const store = useStore();
  const tree = useRef<HTMLDivElement>(null);
  const foldedKeys = usePart((state) => state.folded);
  const view = usePart((state) => state.view);
  const lines = linesOf(nodes, new Set(foldedKeys));
  const here = view.kind === 'category' ? JSON.stringify(view.path) : null;
  const entry = lines.some((line) => line.key === here) ? here : lines[0]?.key;

  const choose = (line: Line): void => {
    store.dispatch({ type: 'view', view: { kind: 'category', path: line.node.path } });
  };
  const fold = (line: Line, folded: boolean): void => store.dispatch({ type: 'fold', key: line.key, folded });
  const focus = (line: Line | undefined): void => {
    const at = line === undefined ? -1 : lines.indexOf(line);
    tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[at]?.focus();
  };

  const onKeyDown = (event: KeyboardEvent, line: Line): void => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = lines.indexOf(line);
    const opens = line.node.children.length > 0;
    switch (event.key) {
      case 'ArrowDown':
        focus(lines[at + 1]);
        break;
      case 'ArrowUp':
        focus(lines[at - 1]);
        break;
      case 'Home':
        focus(lines[0]);
        break;
      case 'End':
        focus(lines.at(-1));
        break;
      case 'ArrowRight':
        if (opens && line.folded) fold(line, false);
        else if (opens) focus(lines[at + 1]);
        break;
      case 'ArrowLeft':
        if (opens && !line.folded) fold(line, true);
        else focus(lines.slice(0, at).findLast((above) => above.level < line.level));
        break;
      case 'Enter':
      case ' ':
        choose(line);
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <div className="tree" role="tree" aria-label={t('library.categories')} ref={tree}>
      {lines.map((line) => (
        <TreeLine
          key={line.key}
          line={line}
          here={line.key === here}
          entry={line.key === entry}
          onChoose={() => choose(line)}
          onFold={() => fold(line, !line.folded)}
          onKeyDown={(event) => onKeyDown(event, line)}
        />
      ))}
    </div>
  );
}

interface TreeLineProps {
  readonly line: Line;
  readonly here: boolean;
  /** The one that Tab reaches. */
  readonly entry: boolean;
  readonly onChoose: () => void;
  readonly onFold: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function TreeLine({ line, here, entry, onChoose, onFold, onKeyDown }: TreeLineProps) {
  const { t } = useTranslation();
  const { node, level, folded } = line;
  const drop = useDropTarget(node.path);
  const opens = node.children.length > 0;
  return (
    <div
      role="treeitem"
      className="shelf tree-line"
      aria-description={t('library.postCount', { count: node.total })}
      aria-level={level}
      aria-posinset={line.place}
      aria-setsize={line.siblings}
      aria-selected={here}
      {...(opens ? { 'aria-expanded': !folded } : {})}
      tabIndex={entry ? 0 : -1}
      draggable
      onDragStart={(event) => carryCategory(event, node.path)}
      data-drop={drop.over || undefined}
      {...drop.handlers}
      style={{ paddingInlineStart: 4 + (level - 1) * 16 }}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      <span
        className="twist"
        aria-hidden="true"
        data-open={(opens && !folded) || undefined}
        onClick={(event) => {
          if (!opens) return;
          event.stopPropagation();
          onFold();
        }}
      >
        {opens ? <ChevronRightIcon size={14} aria-hidden /> : null}
      </span>
      <span className="shelf-name">{node.name}</span>
      <Count value={node.total} silent />
    </div>
  );
}
