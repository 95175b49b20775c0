// Owns: the way of an export: where to, what would happen, doing it, what happened.
// Must not know: how plans are made or carried out; nothing is written before the person says so.
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { TargetSiteOnWire } from '#contract/target-calls.ts';
import type { ExportPlan, FolderChoice } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { TargetSettings } from '#core/targets/types.ts';
import type { Words } from '../state/model.ts';
import { wordsOfFailure } from '../state/work.ts';
import { useWork } from '../state/work-context.ts';
import { Dialog } from '../ui/dialog.tsx';
import { type Choices, carryOver, noChoices } from './choices.ts';
import { PlanStage } from './plan-stage.tsx';
import { ResultStage } from './result-stage.tsx';
import { TargetSetup } from './target-setup.tsx';
import { TargetStage } from './target-stage.tsx';

export type ExportResult = CallResult<'export.apply'>;

export interface Scope {
  /** null: all posts that are no drafts. */
  readonly posts: readonly RelPath[] | null;
  readonly drafts: boolean;
  /** How the target is written to, where the person said so. */
  readonly settings?: TargetSettings;
}

type Stage =
  | { readonly kind: 'target' }
  | { readonly kind: 'setup'; readonly folder: FolderChoice; readonly site: TargetSiteOnWire }
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
          ...(which.settings === undefined ? {} : { settings: which.settings }),
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

  /** A Jekyll blog needs no questions; any other site is shown as it was understood. */
  const setUp = async (folder: FolderChoice, always: boolean): Promise<void> => {
    setWords(null);
    try {
      const site = await work.client.call('export.site', { target: folder.id });
      if (always || site.settings.generator !== 'jekyll') {
        setStage({ kind: 'setup', folder, site });
        return;
      }
      setScope(({ settings: _, ...which }) => which);
      setTarget(folder);
    } catch (failure) {
      setWords(wordsOfFailure(failure));
      setStage({ kind: 'target' });
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
        onSettings={() => {
          const folder = target;
          setTarget(null);
          if (folder !== null) void setUp(folder, true);
        }}
        onOtherTarget={() => {
          setTarget(null);
          setWords(null);
          setStage({ kind: 'target' });
        }}
        onClose={onClose}
      />
    );
  }
  if (stage.kind === 'setup') {
    return (
      <TargetSetup
        key={stage.folder.id}
        folder={stage.folder}
        site={stage.site}
        onPlan={(settings) => {
          setScope((which) => ({ ...which, settings }));
          setTarget(stage.folder);
        }}
        onBack={() => setStage({ kind: 'target' })}
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
  return <TargetStage notice={notice} onTarget={(folder) => void setUp(folder, false)} onClose={onClose} />;
}

export interface Decision {
  readonly skip: RelPath[];
  readonly overwrite: RelPath[];
  readonly commit: { readonly message: string } | null;
}
