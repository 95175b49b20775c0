// Owns: the review of a plan: steps by action, the difference of one, the commit, and the word to go.
// Must not know: how a plan is carried out.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportPlan } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { problemWords } from '../locales/problem-words.ts';
import { usePart } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch, TextField } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.ts';
import { Banner, EmptyState } from '../ui/message.tsx';
import { type Choices, decide } from './choices.ts';
import type { Decision, Scope } from './export-dialog.tsx';
import { StepDiff } from './step-diff.tsx';
import { StepList } from './step-list.tsx';
import { problemsByStep, stepOf } from './step-problems.ts';

export interface PlanStageProps {
  readonly plan: ExportPlan;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
  readonly notice: string | null;
  readonly busy: boolean;
  readonly onApply: (decision: Decision) => void;
  readonly onOtherTarget: () => void;
  readonly onClose: () => void;
}

export function PlanStage(props: PlanStageProps) {
  const { plan, scope, onScope, choices, onChoices, notice, busy, onApply, onOtherTarget, onClose } = props;
  const { t } = useTranslation();
  const chosen = usePart((state) => state.chosen);
  const canCommit = plan.target.git && plan.target.problems.every((problem) => problem.severity !== 'error');
  const [commit, setCommit] = useState(canCommit);
  const [message, setMessage] = useState(plan.message);
  const [shown, setShown] = useState<RelPath | null>(
    () => plan.steps.find((step) => step.action !== 'keep' && !step.binary)?.path ?? null,
  );
  const { count, ...decision } = decide(plan, choices);
  // Files that are there already but that git has not got yet are a commit's work, not an export's.
  const uncommitted = plan.steps.filter((step) => step.reason === 'uncommitted').length;
  const nothing = plan.steps.every((step) => step.action === 'keep') && uncommitted === 0;
  const step = plan.steps.find((one) => one.path === shown) ?? null;
  const problems = useMemo(() => problemsByStep(plan), [plan]);
  const picked = scope.posts ?? (chosen.size > 1 ? [...chosen] : null);
  const ready = count + (commit ? uncommitted : 0) > 0 && !busy && !(commit && message.trim() === '');

  return (
    <Dialog
      title={t('export.to', { name: plan.target.name })}
      onClose={onClose}
      size="large"
      closable={!busy}
      footer={
        <>
          <Button look="quiet" onPress={onOtherTarget} isDisabled={busy}>
            {t('export.otherTarget')}
          </Button>
          <span className="foot-gap" />
          <Button onPress={onClose} isDisabled={busy}>
            {t(nothing ? 'actions.close' : 'actions.cancel')}
          </Button>
          {nothing ? null : (
            <Button
              look="primary"
              isDisabled={!ready}
              onPress={() => onApply({ ...decision, commit: commit ? { message: message.trim() } : null })}
            >
              {busy
                ? t('export.working')
                : t(commit ? 'export.doCommit' : 'export.do', { count: count + (commit ? uncommitted : 0) })}
            </Button>
          )}
        </>
      }
    >
      {notice === null ? null : <Banner tone="error">{notice}</Banner>}
      {[
        ...plan.target.problems,
        ...plan.problems.filter((problem) => stepOf(plan, problem) === undefined),
      ].map((problem) => (
        <Banner
          key={`${problem.code} ${problem.message}`}
          tone={problem.severity === 'info' ? 'info' : 'warning'}
        >
          {problemWords(t, problem)}
        </Banner>
      ))}
      <div className="export-scope">
        {picked === null ? null : (
          <Select
            label={t('export.which')}
            value={scope.posts === null ? 'all' : 'chosen'}
            options={[
              { value: 'all', label: t('export.all') },
              { value: 'chosen', label: t('export.chosen', { count: picked.length }) },
            ]}
            onChange={(which) => onScope({ ...scope, posts: which === 'all' ? null : picked })}
          />
        )}
        <Switch
          label={t('export.drafts')}
          value={scope.drafts}
          onChange={(drafts) => onScope({ ...scope, drafts })}
        />
      </div>
      {nothing ? (
        <EmptyState icon={CheckIcon} title={t('export.nothingTitle')}>
          {t('export.nothing', { name: plan.target.name, count: plan.steps.length })}
        </EmptyState>
      ) : (
        <div className="review">
          <StepList
            steps={plan.steps}
            choices={choices}
            onChoices={onChoices}
            shown={shown}
            onShow={setShown}
            problems={problems}
          />
          <StepDiff
            planId={plan.planId}
            step={step}
            problems={step === null ? [] : (problems.get(step.path) ?? [])}
          />
        </div>
      )}
      {nothing || !plan.target.git ? null : (
        <div className="commit">
          <Switch
            label={
              plan.target.branch === null
                ? t('export.commit')
                : t('export.commitOn', { branch: plan.target.branch })
            }
            value={commit}
            onChange={(on) => setCommit(on && canCommit)}
            hint={t(canCommit ? 'export.noPush' : 'export.cannotCommit')}
          />
          {commit ? (
            <TextField label={t('export.message')} value={message} onChange={setMessage} lines={3} />
          ) : null}
        </div>
      )}
    </Dialog>
  );
}
