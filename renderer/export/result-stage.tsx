// Owns: what an export did, in a few words and in full on asking.
// Must not know: how it was done.
import { useTranslation } from 'react-i18next';
import type { ExportPlan } from '#contract/values.ts';
import { problemWords } from '../locales/problem-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CheckIcon } from '../ui/icons.ts';
import { Banner, EmptyState } from '../ui/message.tsx';
import type { ExportResult } from './export-dialog.tsx';

export interface ResultStageProps {
  readonly plan: ExportPlan;
  readonly result: ExportResult;
  readonly onClose: () => void;
}

export function ResultStage({ plan, result, onClose }: ResultStageProps) {
  const { t } = useTranslation();
  const { written, deleted, commit, problems } = result;
  return (
    <Dialog
      title={t('export.to', { name: plan.target.name })}
      onClose={onClose}
      size="medium"
      footer={
        <Button look="primary" onPress={onClose} autoFocus>
          {t('actions.done')}
        </Button>
      }
    >
      {problems.map((problem) => (
        <Banner key={`${problem.code} ${problem.message}`} tone="warning">
          {problemWords(t, problem)}
        </Banner>
      ))}
      <EmptyState icon={CheckIcon} title={t('export.doneTitle', { count: written.length + deleted.length })}>
        {commit === null ? t('export.doneFiles') : t('export.doneCommit', { commit: commit.slice(0, 9) })}
      </EmptyState>
      <details className="done-list">
        <summary>{t('export.doneList')}</summary>
        <ul>
          {written.map((path) => (
            <li key={path}>{path}</li>
          ))}
          {deleted.map((path) => (
            <li key={path}>
              <s>{path}</s>
            </li>
          ))}
        </ul>
      </details>
    </Dialog>
  );
}
