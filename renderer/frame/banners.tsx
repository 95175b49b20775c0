// Owns: what stands across the page while something is not as it should be, and the texts saved from a crash.
// Must not know: how it is put right.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#core/problem.ts';
import { problemWords } from '../locales/problem-words.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { when } from '../ui/dates.ts';
import { CloseIcon } from '../ui/icons.ts';
import { Banner } from '../ui/message.tsx';

export function Banners() {
  const { t, i18n } = useTranslation();
  const work = useWork();
  const connection = usePart((state) => state.connection);
  const available = usePart((state) => state.available);
  const backups = usePart((state) => state.backups);
  const journal = usePart((state) => state.journal);
  const entries = usePart((state) => state.entries);
  const [backup] = backups;
  const title = entries.find((entry) => entry.path === backup?.path)?.title ?? backup?.path ?? '';
  return (
    <>
      {connection === 'open' ? null : <Banner tone="warning">{t('banners.away')}</Banner>}
      {available ? null : <Banner tone="warning">{t('banners.unavailable')}</Banner>}
      <JournalProblems key={journal?.id ?? ''} problems={journal?.problems ?? []} />
      {backup === undefined ? null : (
        <Banner
          tone="info"
          actions={
            <Button
              onPress={() =>
                work.store.dispatch({ type: 'dialog', dialog: { kind: 'recovery', path: backup.path } })
              }
            >
              {t('recovery.look')}
            </Button>
          }
        >
          {t('recovery.found', { count: backups.length, title, when: when(backup.saved, i18n.language) })}
        </Banner>
      )}
    </>
  );
}

/** Problems of the journal as a whole; what was read can be put away until it is opened again. */
function JournalProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  return problems
    .filter((problem) => !read.has(problem.code))
    .map((problem) => (
      <Banner
        key={problem.code}
        tone={problem.severity === 'info' ? 'info' : 'warning'}
        actions={
          <IconButton
            icon={CloseIcon}
            label={t('actions.close')}
            onPress={() => setRead(new Set([...read, problem.code]))}
          />
        }
      >
        {problemWords(t, problem)}
      </Banner>
    ));
}
