// Owns: the steps of a plan as a list by action, drawn only where it is seen, moved through by keyboard.
// Must not know: what a step does, or how a row looks.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { type Choices, orphaned, type StepAction } from './choices.ts';
import { GroupRow, StepItem } from './step-row.tsx';
import { type Entries, type StepFilter, stepRows } from './step-rows.ts';

export interface StepListProps {
  readonly steps: readonly PlanStep[];
  readonly entries: Entries;
  readonly filter: StepFilter;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
  readonly shown: RelPath | null;
  readonly onShow: (path: RelPath) => void;
  readonly problems: ReadonlyMap<RelPath, readonly Problem[]>;
}

const heights = { group: 36, step: 48 } as const;

export function StepList(props: StepListProps) {
  const { steps, entries, filter, choices, onChoices, shown, onShow } = props;
  const { t } = useTranslation();
  const [folded, setFolded] = useState<ReadonlySet<StepAction>>(new Set(['keep']));
  const rows = useMemo(() => stepRows(steps, filter, entries, folded), [steps, filter, entries, folded]);
  const alone = useMemo(() => orphaned(steps, choices), [steps, choices]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heights[rows[at]?.kind ?? 'step'],
    overscan: 8,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice scrolls
  useEffect(() => {
    const at = rows.findIndex((row) => row.kind === 'step' && row.step.path === shown);
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [shown]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = rows.flatMap((row) => (row.kind === 'step' ? [row.step.path] : []));
    const next =
      list[Math.max(0, Math.min(list.length - 1, (shown === null ? -1 : list.indexOf(shown)) + by))];
    event.preventDefault();
    if (next === undefined) return;
    onShow(next);
    // The row may be drawn only after the scroll.
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(next)}"]`)?.focus();
    });
  };

  const fold = (action: StepAction): void => {
    const next = new Set(folded);
    if (!next.delete(action)) next.add(action);
    setFolded(next);
  };

  return (
    <section className="steps" ref={scroller} aria-label={t('export.steps')} onKeyDown={onKeyDown}>
      {rows.length === 0 ? <p className="steps-none">{t('export.noneFound')}</p> : null}
      <ul className="steps-sheet" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const style = { height: item.size, transform: `translateY(${item.start}px)` };
          return row.kind === 'group' ? (
            <li key={row.action} className="step-place" style={style}>
              <GroupRow
                row={row}
                choices={choices}
                alone={alone}
                onChoices={onChoices}
                onFold={() => fold(row.action)}
              />
            </li>
          ) : (
            <li
              key={row.step.path}
              className="step-place step"
              data-shown={row.step.path === shown || undefined}
              style={style}
            >
              <StepItem
                step={row.step}
                choices={choices}
                alone={alone}
                shown={row.step.path === shown}
                problems={props.problems.get(row.step.path) ?? none}
                onChoices={onChoices}
                onShow={onShow}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const none: readonly Problem[] = [];
