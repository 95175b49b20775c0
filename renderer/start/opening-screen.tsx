// Owns: what is shown while a journal is being read for the first time: what, and how far.
// Must not know: how it is read. A journal that opens at once shows nothing of this.
import { useEffect, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { usePart } from '../state/store.ts';

const patience = 300;

export function OpeningScreen() {
  const { t } = useTranslation();
  const progress = usePart((state) => state.progress);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), patience);
    return () => window.clearTimeout(timer);
  }, []);
  if (!late) return <main className="start" />;
  const share = progress === null || progress.total === 0 ? null : (100 * progress.done) / progress.total;
  return (
    <main className="start">
      <ProgressBar className="progress" value={share ?? 0} isIndeterminate={share === null}>
        <Label>
          {progress === null
            ? t('start.opening')
            : t('start.reading', { done: progress.done, total: progress.total })}
        </Label>
        <div className="progress-track">
          <div
            className="progress-fill"
            data-unknown={share === null || undefined}
            style={{ width: share === null ? '30%' : `${share}%` }}
          />
        </div>
      </ProgressBar>
    </main>
  );
}
