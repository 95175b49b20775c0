// Owns: the list of posts: drawn only where it is seen, moved through by keyboard, chosen one or many.
// Must not know: how a row looks, nor where posts come from.
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { runCommand } from '../commands.ts';
import { isComposing } from '../keys.ts';
import { carryPosts } from '../library/drop.ts';
import { visiblePosts, visibleRows } from '../state/list.ts';
import { usePart, useStore } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Count } from '../ui/count.tsx';
import { PostMenu } from './post-menu.tsx';
import { PostRow, type RowHandlers } from './post-row.tsx';
import { rangeOf } from './range.ts';

const heights = { group: 30, post: 54 } as const;

export function PostsList() {
  const { t } = useTranslation();
  const work = useWork();
  const store = useStore();
  const rows = usePart(visibleRows);
  const posts = usePart(visiblePosts);
  const open = usePart((state) => state.open);
  const chosen = usePart((state) => state.chosen);
  const group = usePart((state) => state.group);
  const filter = usePart((state) => state.filter);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<RelPath | null>(open);
  const anchor = useRef<RelPath | null>(open);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heights[rows[at]?.kind ?? 'post'],
    getItemKey: (at) => {
      const row = rows[at];
      return row?.kind === 'post' ? row.entry.path : `year ${row?.label ?? ''}`;
    },
    overscan: 8,
  });

  const current = useMemo(
    () => (active !== null && posts.some((post) => post.path === active) ? active : posts[0]?.path),
    [active, posts],
  );
  const rowAt = (path: RelPath): number =>
    rows.findIndex((row) => row.kind === 'post' && row.entry.path === path);

  // A post opened from elsewhere (palette, new, link) is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the open post scrolls
  useEffect(() => {
    if (open === null) return;
    setActive(open);
    const at = rowAt(open);
    if (at !== -1) virtual.scrollToIndex(at, { align: 'auto' });
  }, [open]);

  const focus = (path: RelPath): void => {
    setActive(path);
    virtual.scrollToIndex(rowAt(path), { align: 'auto' });
    const find = (): HTMLElement | null | undefined =>
      scroller.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    const drawn = find();
    if (drawn) drawn.focus();
    // The row is drawn only after the scroll.
    else window.requestAnimationFrame(() => find()?.focus());
  };

  const choose = (paths: readonly RelPath[]): void =>
    store.dispatch({ type: 'choose', paths: new Set(paths) });

  const moveBy = (from: RelPath, by: number, extend: boolean): void => {
    const at = posts.findIndex((post) => post.path === from);
    const next = posts[Math.max(0, Math.min(posts.length - 1, at + by))];
    if (next === undefined) return;
    if (extend) choose(rangeOf(posts, anchor.current ?? next.path, next.path));
    else anchor.current = next.path;
    focus(next.path);
  };

  const onKeyDown = (event: KeyboardEvent, path: RelPath): void => {
    if (isComposing(event.nativeEvent)) return;
    const mod = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / heights.post) - 1);
    if (event.key === 'ArrowDown') moveBy(path, 1, event.shiftKey);
    else if (event.key === 'ArrowUp') moveBy(path, -1, event.shiftKey);
    else if (event.key === 'PageDown') moveBy(path, page, event.shiftKey);
    else if (event.key === 'PageUp') moveBy(path, -page, event.shiftKey);
    else if (event.key === 'Home') moveBy(path, -posts.length, event.shiftKey);
    else if (event.key === 'End') moveBy(path, posts.length, event.shiftKey);
    else if (event.key === 'a' && mod) choose(posts.map((post) => post.path));
    else if (event.key === 'Enter' && !mod) void work.openPost(path);
    else if (event.key === ' ') toggle(path);
    else if (event.key === 'Delete' || (event.key === 'Backspace' && mod)) trash(path);
    else if (event.key === 'Escape' && chosen.size > 1) choose([path]);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) menuAtRow(event, path);
    else if (event.key === 'F2') forOne(path, () => runCommand(work, 'renamePost'));
    else {
      // What is typed on the list narrows it: the letter goes to the box that has the focus by then.
      if (!mod && event.key.length === 1) {
        const pane = event.currentTarget.closest('[data-pane]');
        pane?.querySelector<HTMLElement>('[data-filter-posts]')?.focus();
      }
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const toggle = (path: RelPath): void => {
    anchor.current = path;
    choose(chosen.has(path) ? [...chosen].filter((one) => one !== path) : [...chosen, path]);
  };

  /** Commands on a row mean the chosen posts if it is one of them, else the row alone. */
  const forOne = (path: RelPath, run: () => void): void => {
    if (!chosen.has(path)) choose([path]);
    run();
  };

  const trash = (path: RelPath): void => {
    const going = chosen.has(path) ? chosen : new Set([path]);
    const at = posts.findIndex((post) => post.path === path);
    const stays = (post: PostEntry): boolean => !going.has(post.path);
    const next = posts.slice(at).find(stays) ?? posts.slice(0, at).findLast(stays);
    forOne(path, () => runCommand(work, 'trashPost'));
    // The row goes away under the focus: its neighbour takes it.
    if (next !== undefined) focus(next.path);
  };

  const menuAtRow = (event: KeyboardEvent, path: RelPath): void => {
    const box = event.currentTarget.getBoundingClientRect();
    forOne(path, () => setMenu({ x: box.left + 24, y: box.top + 24 }));
  };

  const onClick = (event: MouseEvent, path: RelPath): void => {
    setActive(path);
    if (event.shiftKey) {
      choose(rangeOf(posts, anchor.current ?? path, path));
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      toggle(path);
      return;
    }
    anchor.current = path;
    choose([path]);
    void work.openPost(path);
  };

  // Rows are drawn anew only when they change themselves: they get the same handlers through every scroll.
  const latest = useRef<RowHandlers>(null);
  latest.current = {
    onClick,
    onKeyDown,
    onContextMenu(event, path) {
      event.preventDefault();
      setActive(path);
      forOne(path, () => setMenu({ x: event.clientX, y: event.clientY }));
    },
    onDragStart: (event, path) => carryPosts(event, chosen.has(path) ? [...chosen] : [path]),
  };
  const handlers = useMemo<RowHandlers>(
    () => ({
      onClick: (event, path) => latest.current?.onClick(event, path),
      onKeyDown: (event, path) => latest.current?.onKeyDown(event, path),
      onContextMenu: (event, path) => latest.current?.onContextMenu(event, path),
      onDragStart: (event, path) => latest.current?.onDragStart(event, path),
    }),
    [],
  );

  const items = virtual.getVirtualItems();
  const place = (item: VirtualItem): CSSProperties => ({
    height: item.size,
    transform: `translateY(${item.start}px)`,
  });
  return (
    <div className="posts-scroll" ref={scroller}>
      <div className="posts-sheet" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row?.kind !== 'group') return null;
          return (
            <div key={item.key} className="posts-group" style={place(item)}>
              <span>
                {row.label === ''
                  ? t(group === 'category' ? 'library.uncategorised' : 'posts.undated')
                  : row.label}
              </span>
              <Count value={row.count} />
            </div>
          );
        })}
        <ul aria-label={t('posts.name')}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row?.kind !== 'post') return null;
            const { entry } = row;
            return (
              <PostRow
                key={item.key}
                entry={entry}
                top={item.start}
                height={item.size}
                typed={filter}
                isOpen={entry.path === open}
                isChosen={chosen.has(entry.path)}
                many={chosen.size > 1}
                isEntry={entry.path === current}
                handlers={handlers}
              />
            );
          })}
        </ul>
      </div>
      {menu === null ? null : <PostMenu at={menu} onClose={() => setMenu(null)} />}
    </div>
  );
}
