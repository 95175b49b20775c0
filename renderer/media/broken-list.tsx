// Owns: the references that lead nowhere, each with its place, what it may have meant, and the way to mend it.
// Must not know: how a reference is mended. Only what is in sight is drawn.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaBroken } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { openAt } from '../check/open-at.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';

export interface BrokenListProps {
  readonly broken: readonly MediaBroken[];
  readonly onMend: (one: MediaBroken, to: RelPath) => void;
  readonly onChoose: (one: MediaBroken) => void;
  readonly onMendCases: () => void;
  /** How many differ from a file only in the case or form of their letters. */
  readonly cases: number;
}

const HEIGHT = 64;

export function BrokenList({ broken, onMend, onChoose, onMendCases, cases }: BrokenListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: broken.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
  });
  return (
    <div className="broken">
      {cases === 0 ? null : (
        <div className="broken-cases">
          <span>{t('media.cases', { count: cases })}</span>
          <Button look="primary" onPress={onMendCases}>
            {t('media.do.mendCases', { count: cases })}
          </Button>
        </div>
      )}
      <div className="broken-scroll" ref={scroller}>
        <ul
          style={{ height: virtual.getTotalSize(), position: 'relative' }}
          aria-label={t('media.filter.broken')}
        >
          {virtual.getVirtualItems().map((row) => {
            const one = broken[row.index];
            if (one === undefined) return null;
            return (
              <li
                key={row.key}
                className="broken-row"
                style={{ transform: `translateY(${row.start}px)`, height: HEIGHT }}
              >
                <BrokenRow one={one} onMend={onMend} onChoose={onChoose} />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

type RowProps = Pick<BrokenListProps, 'onMend' | 'onChoose'> & { readonly one: MediaBroken };

function BrokenRow({ one, onMend, onChoose }: RowProps) {
  const { t } = useTranslation();
  const work = useWork();
  const { post, line, path, other, near } = one;
  const title = usePart((state) => state.entries.find((entry) => entry.path === post)?.title ?? post);
  const [first] = near;
  return (
    <>
      <button
        type="button"
        className="broken-words"
        title={post}
        onClick={() => void openAt(work, post, line)}
      >
        <span className="broken-path">{path}</span>
        <span className="broken-post">
          {title} · {t('media.line', { line })}
          {other === null ? null : <span className="broken-case"> · {t('media.wrongCase')}</span>}
        </span>
      </button>
      {first === undefined ? null : (
        <Button onPress={() => onMend(one, first)}>
          <span className="broken-near" title={first}>
            {t('media.do.mend', { path: first.slice(first.lastIndexOf('/') + 1) })}
          </span>
        </Button>
      )}
      <Button look="quiet" onPress={() => onChoose(one)}>
        {t('media.do.choose')}
      </Button>
    </>
  );
}
