// Owns: how far a running change is.
// Must not know: what is changed.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWork } from '../state/work-context.ts';
import { ChangeProgress, type Part } from '../ui/change-progress.tsx';

export function Progress() {
  const { t } = useTranslation();
  const work = useWork();
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => work.client.on('taxonomy.progress', setPart), [work]);
  const label = part === null ? t('taxonomy.checking') : t('taxonomy.written', { ...part });
  return <ChangeProgress part={part} label={label} />;
}
