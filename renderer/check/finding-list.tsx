// Owns: the rows of findings, drawn only where they are seen; choosing one goes to its line.
// Must not know: which findings there are.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckFinding } from '#contract/check-calls.ts';
import { problemWords } from '../locales/problem-words.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Count } from '../ui/count.tsx';
import { InfoIcon, ProblemIcon, WarningIcon } from '../ui/icons.ts';
import { openAt } from './open-at.ts';
import type { Row } from './rows.ts';

const pictures = { error: ProblemIcon, warning: WarningIcon, info: InfoIcon } as const;
const heights = { post: 36, finding: 34 } as const;

export interface FindingListProps {
  readonly rows: readonly Row[];
  readonly busy: boolean;
  readonly onFix: (finding: CheckFinding) => void;
}

export function FindingList({ rows, busy, onFix }: FindingListProps) {
  const { t } = useTranslation();
  const entries = usePart((state) => state.entries);
  const titles = useMemo(() => new Map(entries.map(({ path, title }) => [path, title])), [entries]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heights[rows[at]?.kind ?? 'finding'],
    overscan: 10,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className="check-list" ref={scroller} aria-label={t('check.list')} tabIndex={0}>
      <ul className="check-sheet" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const style = { height: item.size, transform: `translateY(${item.start}px)` };
          return row.kind === 'post' ? (
            <li key={item.key} className="check-post" style={style}>
              <b>{titles.get(row.path) ?? row.path}</b>
              <span className="check-path">{row.path}</span>
              <Count value={row.count} />
            </li>
          ) : (
            <li key={item.key} className="check-row" style={style}>
              <Finding finding={row.finding} busy={busy} onFix={onFix} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface FindingProps {
  readonly finding: CheckFinding;
  readonly busy: boolean;
  readonly onFix: (finding: CheckFinding) => void;
}

function Finding({ finding, busy, onFix }: FindingProps) {
  const { t } = useTranslation();
  const work = useWork();
  const { path, problem, fixable, rule } = finding;
  const Picture = pictures[problem.severity];
  const line = problem.line ?? 1;
  const words = problemWords(t, problem);
  return (
    <>
      <button
        type="button"
        className="check-finding"
        title={`${words}\n${problem.message} [${rule}]`}
        onClick={() => void openAt(work, path, line)}
      >
        <span className={`problem-picture tone-${problem.severity}`}>
          <Picture size={14} aria-label={t(`check.level.${problem.severity}`)} />
        </span>
        <span className="check-words">{words}</span>
        <span className="problem-line">{t('check.line', { line })}</span>
      </button>
      {fixable ? (
        <Button
          look="quiet"
          isDisabled={busy}
          aria-label={t('check.fixName', { words })}
          onPress={() => onFix(finding)}
        >
          {t('check.fix')}
        </Button>
      ) : null}
    </>
  );
}
