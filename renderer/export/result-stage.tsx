// Owns: what an export did, in a few words and in full on asking, and the way on from there: the push, or taking it back.
// Must not know: how any of it is done.
import { useTranslation } from 'react-i18next';
import type { ExportPlan } from '#contract/values.ts';
import { problemWords } from '../locales/problem-words.ts';
import { EndNote, FailureNote } from '../publish/outcome.tsx';
import { PushPanel } from '../publish/push-panel.tsx';
import { LastExport } from '../publish/recent-part.tsx';
import { type Publish, usePublish } from '../publish/use-publish.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DoneIcon } from '../ui/icons.ts';
import { Banner } from '../ui/message.tsx';
import type { ExportResult } from './export-dialog.tsx';

export interface ResultStageProps {
  readonly plan: ExportPlan;
  readonly result: ExportResult;
  readonly onClose: () => void;
}

/** How a taking back ended in a folder without a repository. */
function PlainEnd({ publish: { failure, ended } }: { readonly publish: Publish }) {
  return (
    <>
      {failure === null ? null : <FailureNote failure={failure} />}
      {ended === null ? null : <EndNote ended={ended} />}
    </>
  );
}

export function ResultStage({ plan, result, onClose }: ResultStageProps) {
  const { t } = useTranslation();
  const publish = usePublish(plan.target.id);
  const { written, deleted, commit, problems } = result;
  const { state, busy, ended } = publish;
  const undone = ended?.act === 'undo';
  return (
    <Dialog
      title={t('export.to', { name: plan.target.name })}
      onClose={onClose}
      size="medium"
      closable={busy === null}
      footer={
        <Button
          look={state?.can.push === true ? 'plain' : 'primary'}
          onPress={onClose}
          isDisabled={busy !== null}
        >
          {t('actions.done')}
        </Button>
      }
    >
      {problems.map((problem) => (
        <Banner key={`${problem.code} ${problem.message}`} tone="warning">
          {problemWords(t, problem)}
        </Banner>
      ))}
      {undone ? null : (
        <div className="result-head">
          <DoneIcon size={20} aria-hidden />
          <div>
            <p className="empty-title">{t('export.doneTitle', { count: written.length + deleted.length })}</p>
            <p className="lead">
              {commit === null
                ? t('export.doneFiles')
                : t('publishing.committed', { commit: commit.slice(0, 9) })}
            </p>
          </div>
        </div>
      )}
      {state === null || state.repository ? <PushPanel publish={publish} /> : <PlainEnd publish={publish} />}
      {state === null ? null : <LastExport state={state} publish={publish} />}
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
