// Owns: what stands here when the host does not let this page in: its start link was used up or is too old.
// Must not know: why.
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../ui/icons.ts';
import { EmptyState } from '../ui/message.tsx';

export function Refused() {
  const { t } = useTranslation();
  return (
    <main className="start">
      <EmptyState icon={WarningIcon} title={t('start.refusedTitle')}>
        {t('start.refused')}
      </EmptyState>
    </main>
  );
}
