// Owns: how far running work on images is.
// Must not know: what the work is.
import { useEffect, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useWork } from '../state/work-context.ts';

export function Progress() {
  const { t } = useTranslation();
  const work = useWork();
  const [part, setPart] = useState<{ readonly done: number; readonly total: number } | null>(null);
  useEffect(() => work.client.on('media.progress', setPart), [work]);
  return (
    <ProgressBar
      className="change-progress"
      isIndeterminate={part === null}
      value={part?.done ?? 0}
      maxValue={part?.total ?? 1}
    >
      {({ percentage }) => (
        <>
          <Label>{part === null ? t('media.plan.checking') : t('media.plan.part', { ...part })}</Label>
          <span className="change-progress-track" aria-hidden="true">
            <span style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
