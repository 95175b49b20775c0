// Owns: the grid of images: drawn only where it is seen, moved through by keyboard, chosen one or many.
// Must not know: how a tile looks, or what is done with what is chosen.
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { RelPath } from '#core/journal/entry.ts';
import { isComposing } from '../keys.ts';
import { type FactsOf, type Item, rangeOf } from './model.ts';
import { Tile, type TileHandlers } from './tile.tsx';

export interface GridProps {
  readonly items: readonly Item[];
  readonly facts: FactsOf;
  readonly heavy: number;
  readonly chosen: ReadonlySet<RelPath>;
  /** Keys that the view has for what is chosen; true where it took one. */
  readonly onKey: (event: KeyboardEvent, paths: readonly RelPath[]) => boolean;
  readonly onChoose: (paths: ReadonlySet<RelPath>) => void;
  readonly onOpen: (path: RelPath) => void;
}

const WIDTH = 168;
const HEIGHT = 208;
const GAP = 8;

export function Grid({ items, facts, heavy, chosen, onKey, onChoose, onOpen }: GridProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(4);
  const [active, setActive] = useState<RelPath | null>(null);
  const anchor = useRef<RelPath | null>(null);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const measure = (): void => setColumns(Math.max(1, Math.floor((box.clientWidth - GAP) / (WIDTH + GAP))));
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, []);

  const rows = Math.ceil(items.length / columns);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT + GAP,
    overscan: 3,
    paddingStart: GAP,
    paddingEnd: GAP,
  });

  const places = useMemo(() => new Map(items.map(({ image }, at) => [image.path, at])), [items]);

  // Where rows are cut anew, the image that the person is at stays in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another number of columns scrolls
  useEffect(() => {
    const at = active === null ? undefined : places.get(active);
    if (at !== undefined) virtual.scrollToIndex(Math.floor(at / columns), { align: 'auto' });
  }, [columns]);
  const entry = active !== null && places.has(active) ? active : (items[0]?.image.path ?? null);

  // Where the focused image went away, its place is taken by the one that stands there now.
  const lost = useRef<number | null>(null);
  useEffect(() => {
    if (active === null || places.has(active)) return;
    const next = items[Math.min(lost.current ?? 0, items.length - 1)];
    const held = document.activeElement === document.body || document.activeElement === null;
    setActive(next?.image.path ?? null);
    if (held && next !== undefined) focus(next.image.path);
  });

  const focus = (path: RelPath): void => {
    setActive(path);
    const at = places.get(path);
    if (at === undefined) return;
    lost.current = at;
    virtual.scrollToIndex(Math.floor(at / columns), { align: 'auto' });
    const find = (): HTMLElement | null | undefined =>
      scroller.current?.querySelector<HTMLElement>(`[data-image="${CSS.escape(path)}"]`);
    const drawn = find();
    if (drawn) drawn.focus({ preventScroll: true });
    // The row is drawn only after the scroll.
    else
      window.requestAnimationFrame(() =>
        window.requestAnimationFrame(() => find()?.focus({ preventScroll: true })),
      );
  };

  const goBy = (from: RelPath, by: number, extend: boolean): void => {
    const at = places.get(from) ?? 0;
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))]?.image.path;
    if (next === undefined) return;
    if (extend) onChoose(new Set(rangeOf(items, anchor.current ?? from, next)));
    else {
      anchor.current = next;
      onChoose(new Set([next]));
    }
    focus(next);
  };

  const toggle = (path: RelPath): void => {
    anchor.current = path;
    const next = new Set(chosen);
    if (!next.delete(path)) next.add(path);
    onChoose(next);
  };

  const onKeyDown = (event: KeyboardEvent, path: RelPath): void => {
    if (isComposing(event.nativeEvent) || event.altKey) return;
    const page = columns * Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (HEIGHT + GAP)));
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      PageDown: page,
      PageUp: -page,
      Home: -items.length,
      End: items.length,
    };
    const step = steps[event.key];
    if (step !== undefined) goBy(path, step, event.shiftKey);
    else if (event.key === ' ') toggle(path);
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey))
      onChoose(new Set(items.map(({ image }) => image.path)));
    else if (!onKey(event, chosen.has(path) ? [...chosen] : [path])) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: MouseEvent, path: RelPath): void => {
    setActive(path);
    lost.current = places.get(path) ?? null;
    if (event.shiftKey) onChoose(new Set(rangeOf(items, anchor.current ?? path, path)));
    else if (event.ctrlKey || event.metaKey) toggle(path);
    else {
      anchor.current = path;
      onChoose(new Set([path]));
    }
  };

  // Tiles are drawn anew only when they change themselves: they get the same handlers through every scroll.
  const latest = useRef<TileHandlers>(null);
  latest.current = { onClick, onKeyDown, onDoubleClick: onOpen };
  const handlers = useMemo<TileHandlers>(
    () => ({
      onClick: (event, path) => latest.current?.onClick(event, path),
      onKeyDown: (event, path) => latest.current?.onKeyDown(event, path),
      onDoubleClick: (path) => latest.current?.onDoubleClick(path),
    }),
    [],
  );

  return (
    <div className="media-scroll" ref={scroller}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((row) => (
          <ul
            key={row.key}
            className="tile-row"
            aria-label={t('media.row', { row: row.index + 1, rows })}
            style={{
              transform: `translateY(${row.start}px)`,
              gridTemplateColumns: `repeat(${columns}, 1fr)`,
            }}
          >
            {items.slice(row.index * columns, (row.index + 1) * columns).map((item) => (
              <Tile
                key={item.image.path}
                item={item}
                facts={facts.get(item.image.path)}
                isChosen={chosen.has(item.image.path)}
                isEntry={item.image.path === entry}
                heavy={item.image.size >= heavy}
                handlers={handlers}
              />
            ))}
          </ul>
        ))}
      </div>
    </div>
  );
}
