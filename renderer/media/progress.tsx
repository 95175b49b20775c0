// Owns: how far running work on images is.
// Must not know: what the work is.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWork } from '../state/work-context.ts';
import { ChangeProgress, type Part } from '../ui/change-progress.tsx';

export function Progress() {
  const { t } = useTranslation();
  const work = useWork();
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => work.client.on('media.progress', setPart), [work]);
  const label = part === null ? t('media.plan.checking') : t('media.plan.part', { ...part });
  return <ChangeProgress part={part} label={label} />;
}
