// Owns: the way of an export: where to, what would happen, doing it, what happened.
// Must not know: how plans are made or carried out; nothing is written before the person says so.
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { ExportPlan, FolderChoice } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Words } from '../state/model.ts';
import { wordsOfFailure } from '../state/work.ts';
import { useWork } from '../state/work-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { type Choices, carryOver, noChoices } from './choices.ts';
import { PlanStage } from './plan-stage.tsx';
import { ResultStage } from './result-stage.tsx';
import { TargetStage } from './target-stage.tsx';

export type ExportResult = CallResult<'export.apply'>;

export interface Scope {
  /** null: all posts that are no drafts. */
  readonly posts: readonly RelPath[] | null;
  readonly drafts: boolean;
}

type Stage =
  | { readonly kind: 'target' }
  | { readonly kind: 'planning' }
  | { readonly kind: 'plan'; readonly plan: ExportPlan }
  | { readonly kind: 'done'; readonly plan: ExportPlan; readonly result: ExportResult };

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWork();
  const [stage, setStage] = useState<Stage>({ kind: 'target' });
  const [target, setTarget] = useState<FolderChoice | null>(null);
  const [scope, setScope] = useState<Scope>({ posts: null, drafts: false });
  const [choices, setChoices] = useState<Choices>(noChoices);
  const [words, setWords] = useState<Words | null>(null);
  const [busy, setBusy] = useState(false);

  const plan = useCallback(
    async (to: FolderChoice, which: Scope): Promise<void> => {
      setStage({ kind: 'planning' });
      try {
        const made = await work.client.call('export.plan', {
          target: to.id,
          posts: which.posts === null ? null : [...which.posts],
          drafts: which.drafts,
        });
        setChoices((before) => carryOver(before, made));
        setStage({ kind: 'plan', plan: made });
      } catch (failure) {
        setWords(wordsOfFailure(failure));
        setStage({ kind: 'target' });
      }
    },
    [work],
  );

  useEffect(() => {
    if (target !== null) void plan(target, scope);
  }, [target, scope, plan]);

  const apply = async (made: ExportPlan, decision: Decision): Promise<void> => {
    setBusy(true);
    setWords(null);
    try {
      const result = await work.client.call('export.apply', { planId: made.planId, ...decision });
      setStage({ kind: 'done', plan: made, result });
    } catch (failure) {
      setWords(wordsOfFailure(failure));
      // Something changed since: nothing was written, and the plan is made anew.
      if (failure instanceof CallError && failure.code === 'stale' && target !== null)
        await plan(target, scope);
    } finally {
      setBusy(false);
    }
  };

  /** The plan is made anew: what was a conflict is no difference any more. */
  const take = async (made: ExportPlan, path: RelPath): Promise<void> => {
    setBusy(true);
    setWords(null);
    try {
      await work.client.call('export.take', { planId: made.planId, path });
      work.tell({ key: 'export.conflict.taken' });
      if (target !== null) await plan(target, scope);
    } catch (failure) {
      setWords(wordsOfFailure(failure));
      if (failure instanceof CallError && failure.code === 'stale' && target !== null)
        await plan(target, scope);
    } finally {
      setBusy(false);
    }
  };

  const notice = words === null ? null : t(words.key, { ...words.facts });
  if (stage.kind === 'plan') {
    return (
      <PlanStage
        key={stage.plan.planId}
        plan={stage.plan}
        scope={scope}
        onScope={setScope}
        choices={choices}
        onChoices={setChoices}
        notice={notice}
        busy={busy}
        onApply={(decision) => void apply(stage.plan, decision)}
        onTake={(path) => void take(stage.plan, path)}
        onOtherTarget={() => {
          setTarget(null);
          setWords(null);
          setStage({ kind: 'target' });
        }}
        onClose={onClose}
      />
    );
  }
  if (stage.kind === 'done') {
    return <ResultStage plan={stage.plan} result={stage.result} onClose={onClose} />;
  }
  if (stage.kind === 'planning') {
    return (
      <Dialog title={t('export.title')} onClose={onClose} size="large">
        <p className="waiting" role="status">
          {t('export.planning', { name: target?.name ?? '' })}
        </p>
      </Dialog>
    );
  }
  return (
    <TargetStage
      notice={notice}
      onTarget={(folder) => {
        setWords(null);
        setTarget(folder);
      }}
      onClose={onClose}
    />
  );
}

export interface Decision {
  readonly skip: RelPath[];
  readonly overwrite: RelPath[];
  readonly commit: { readonly message: string } | null;
}
