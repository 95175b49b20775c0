// Owns: the review of a plan: what is chosen, the steps, one of them looked at, the commit, and the word to go.
// Must not know: how a plan is made or carried out.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportPlan } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { problemWords } from '../locales/problem-words.ts';
import { usePart } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Switch, TextField } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.ts';
import { Banner, EmptyState } from '../ui/message.tsx';
import { type Choices, decide, groupSteps, mustType } from './choices.ts';
import { ConflictChoice } from './conflict-choice.tsx';
import type { Decision, Scope } from './export-dialog.tsx';
import { LossList } from './loss-list.tsx';
import { PlanBar } from './plan-bar.tsx';
import { type Look, StepDiff } from './step-diff.tsx';
import { StepList } from './step-list.tsx';
import { planProblems } from './step-problems.ts';
import type { StepFilter } from './step-rows.ts';
import { messageFor } from './suggest.ts';

export interface PlanStageProps {
  readonly plan: ExportPlan;
  readonly scope: Scope;
  readonly onScope: (scope: Scope) => void;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
  readonly notice: string | null;
  readonly busy: boolean;
  readonly onApply: (decision: Decision) => void;
  /** The target's copy of a post becomes the journal's. */
  readonly onTake: (path: RelPath) => void;
  /** Back to how the target is written to. */
  readonly onSettings: () => void;
  readonly onOtherTarget: () => void;
  readonly onClose: () => void;
}

export function PlanStage(props: PlanStageProps) {
  const { plan, choices, onChoices, notice, busy, onApply, onTake, onOtherTarget, onClose } = props;
  const { t } = useTranslation();
  const list = usePart((state) => state.entries);
  const entries = useMemo(() => new Map(list.map((entry) => [entry.path, entry])), [list]);
  const canCommit = plan.target.git && plan.target.problems.every((problem) => problem.severity !== 'error');
  const [commit, setCommit] = useState(canCommit);
  // It follows what is chosen until the person writes another.
  const [written, setWritten] = useState<string | null>(null);
  const suggested = useMemo(() => messageFor(plan, choices), [plan, choices]);
  const message = written ?? suggested;
  const [filter, setFilter] = useState<StepFilter>({ text: '', category: null });
  const [look, setLook] = useState<Look>('source');
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState<RelPath | null>(() => firstOf(plan));
  const { bySteps, others } = useMemo(() => planProblems(plan), [plan]);
  const { count, deletions, ...decision } = useMemo(() => decide(plan, choices), [plan, choices]);
  // Files that are there already but that git has not got yet are a commit's work, not an export's.
  const uncommitted = plan.steps.filter((step) => step.reason === 'uncommitted').length;
  const nothing = plan.steps.every((step) => step.action === 'keep') && uncommitted === 0;
  const step = plan.steps.find((one) => one.path === shown) ?? null;
  const own = step?.kind === 'post' && step.source !== null ? entries.get(step.source) : undefined;
  // What counts here is where the post will be in the target, and whether it will.
  const there = plan.there.posts.find(({ path }) => path === step?.path);
  const entry = own && there ? { ...own, url: there.url, appears: there.appears } : own;
  const all = count + (commit ? uncommitted : 0);
  const asked = mustType(deletions);
  const ready =
    all > 0 && !busy && !(commit && message.trim() === '') && (!asked || typed.trim() === String(deletions));

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
          {deletions === 0 ? null : (
            <span className="foot-deletions">{t('export.deletions', { count: deletions })}</span>
          )}
          <Button onPress={onClose} isDisabled={busy}>
            {t(nothing ? 'actions.close' : 'actions.cancel')}
          </Button>
          {nothing ? null : (
            <Button
              look={asked ? 'danger' : 'primary'}
              isDisabled={!ready}
              onPress={() => onApply({ ...decision, commit: commit ? { message: message.trim() } : null })}
            >
              {busy ? t('export.working') : t(commit ? 'export.doCommit' : 'export.do', { count: all })}
            </Button>
          )}
        </>
      }
    >
      {notice === null ? null : <Banner tone="error">{notice}</Banner>}
      {[...plan.target.problems, ...others].map((problem) => (
        <Banner
          key={`${problem.code} ${problem.message}`}
          tone={problem.severity === 'info' ? 'info' : 'warning'}
        >
          {problemWords(t, problem)}
        </Banner>
      ))}
      <LossList plan={plan} onSettings={props.onSettings} />
      <PlanBar {...props} entries={entries} filter={filter} onFilter={setFilter} />
      {nothing ? (
        <EmptyState icon={CheckIcon} title={t('export.nothingTitle')}>
          {t('export.nothing', { name: plan.target.name, count: plan.steps.length })}
        </EmptyState>
      ) : (
        <div className="review">
          <StepList
            steps={plan.steps}
            entries={entries}
            filter={filter}
            choices={choices}
            onChoices={onChoices}
            shown={shown}
            onShow={setShown}
            problems={bySteps}
          />
          <StepDiff
            planId={plan.planId}
            step={step}
            entry={entry}
            problems={step === null ? [] : (bySteps.get(step.path) ?? [])}
            look={look}
            onLook={setLook}
          >
            {step?.action === 'conflict' ? (
              <ConflictChoice
                step={step}
                choices={choices}
                busy={busy}
                onChoices={onChoices}
                onTake={onTake}
              />
            ) : null}
          </StepDiff>
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
            <TextField label={t('export.message')} value={message} onChange={setWritten} lines={3} />
          ) : null}
        </div>
      )}
      {asked ? (
        <div className="confirm-deletions">
          <TextField
            label={t('export.typeDeletions', { count: deletions })}
            value={typed}
            onChange={setTyped}
            placeholder={String(deletions)}
          />
        </div>
      ) : null}
    </Dialog>
  );
}

/** What a person sees first: the first post that something happens to, in the order of the list. */
function firstOf(plan: ExportPlan): RelPath | null {
  const steps = groupSteps(plan.steps).flatMap((group) => group.steps);
  return steps.find((step) => step.action !== 'keep' && !step.binary)?.path ?? null;
}
