// Owns: the preview of a change of many posts: every post with its lines, addresses and what is left alone; and the word to go.
// Must not know: where the wish came from, or how it is carried out.
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaxonomyPlanOnWire } from '#contract/taxonomy-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import type { Words } from '../state/model.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.ts';
import { Banner, EmptyState } from '../ui/message.tsx';
import { applyPlan, wordsOfRefusal } from './change-work.ts';
import { FileDiff } from './file-diff.tsx';
import { FileList } from './file-list.tsx';
import { wordsOf } from './operation-words.ts';
import { Progress } from './progress.tsx';

export interface PlanStageProps {
  readonly operation: Operation;
  /** Posts that were chosen in the list; null where there is no choice between them and all. */
  readonly chosen: readonly RelPath[] | null;
  /** Only the chosen ones can be meant. */
  readonly onlyChosen?: boolean;
  readonly onBack: (() => void) | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function PlanStage({
  operation,
  chosen,
  onlyChosen = false,
  onBack,
  onClose,
  onDone,
}: PlanStageProps) {
  const { t } = useTranslation();
  const work = useWork();
  const [scope, setScope] = useState<'all' | 'chosen'>(onlyChosen ? 'chosen' : 'all');
  const [redirect, setRedirect] = useState(false);
  const [plan, setPlan] = useState<TaxonomyPlanOnWire | null>(null);
  const [skip, setSkip] = useState<ReadonlySet<RelPath>>(new Set());
  const [shown, setShown] = useState<RelPath | null>(null);
  const [words, setWords] = useState<Words | null>(null);
  const [busy, setBusy] = useState(false);

  const make = useCallback(async (): Promise<void> => {
    try {
      const posts = scope === 'chosen' ? [...(chosen ?? [])] : null;
      const made = await work.client.call('taxonomy.plan', { operation, posts, redirect });
      setPlan(made);
      setShown(
        (before) => made.files.find(({ path }) => path === before)?.path ?? made.files[0]?.path ?? null,
      );
    } catch (failure) {
      setWords(wordsOfRefusal(failure, false));
    }
  }, [work, operation, scope, chosen, redirect]);

  useEffect(() => {
    void make();
  }, [make]);

  const apply = async (ready: TaxonomyPlanOnWire): Promise<void> => {
    setBusy(true);
    setWords(null);
    try {
      await applyPlan(work, ready.planId, [...skip], operation);
      onDone();
    } catch (failure) {
      // Nothing was written; what changed meanwhile is in the plan made anew.
      setWords(wordsOfRefusal(failure, false));
      await make();
    } finally {
      setBusy(false);
    }
  };

  const title = wordsOf(operation);
  const heading = t(title.key, { ...title.facts });
  if (plan === null) {
    return (
      <Dialog title={heading} onClose={onClose} size="large">
        {words === null ? (
          <p className="waiting" role="status">
            {t('taxonomy.planning')}
          </p>
        ) : (
          <Banner tone="error">{t(words.key, { ...words.facts })}</Banner>
        )}
      </Dialog>
    );
  }
  const { files, refused } = plan;
  const going = files.filter(({ path }) => !skip.has(path)).length;
  const addresses = files.filter(({ urlBefore, urlAfter }) => urlBefore !== urlAfter);
  const clashes = files.filter(({ clash }) => clash).length;
  const file = files.find(({ path }) => path === shown) ?? null;
  return (
    <Dialog
      title={heading}
      onClose={onClose}
      size="large"
      closable={!busy}
      footer={
        <>
          {onBack === null ? null : (
            <Button look="quiet" onPress={onBack} isDisabled={busy}>
              {t('taxonomy.back')}
            </Button>
          )}
          <span className="foot-gap" />
          {busy ? <Progress /> : null}
          <Button onPress={onClose} isDisabled={busy}>
            {t('actions.cancel')}
          </Button>
          <Button look="primary" isDisabled={busy || going === 0} onPress={() => void apply(plan)}>
            {busy ? t('taxonomy.working') : t('taxonomy.change', { count: going })}
          </Button>
        </>
      }
    >
      {words === null ? null : <Banner tone="error">{t(words.key, { ...words.facts })}</Banner>}
      {clashes === 0 ? null : <Banner tone="warning">{t('taxonomy.clashes', { count: clashes })}</Banner>}
      <Choices>
        {onlyChosen || chosen === null || chosen.length < 2 ? null : (
          <Select
            label={t('taxonomy.which')}
            value={scope}
            options={[
              { value: 'all', label: t('taxonomy.allPosts') },
              { value: 'chosen', label: t('taxonomy.chosenPosts', { count: chosen.length }) },
            ]}
            onChange={setScope}
          />
        )}
        <p className="plan-sum" role="status">
          {summary(t, files.length, refused.length, addresses.length)}
        </p>
        {addresses.length === 0 && !redirect ? null : (
          <Switch
            label={t('taxonomy.redirect')}
            value={redirect}
            onChange={setRedirect}
            hint={t('taxonomy.redirectHint')}
          />
        )}
      </Choices>
      {files.length + refused.length === 0 ? (
        <EmptyState icon={CheckIcon} title={t('taxonomy.nothingTitle')}>
          {t('taxonomy.nothing')}
        </EmptyState>
      ) : (
        <div className="review">
          <FileList plan={plan} skip={skip} onSkip={setSkip} shown={shown} onShow={setShown} />
          <FileDiff planId={plan.planId} file={file} />
        </div>
      )}
    </Dialog>
  );
}

function Choices({ children }: { readonly children: ReactNode }) {
  return <div className="plan-choices">{children}</div>;
}

type Translate = ReturnType<typeof useTranslation>['t'];

function summary(t: Translate, files: number, refused: number, addresses: number): string {
  return [
    t('taxonomy.sum.files', { count: files }),
    ...(addresses === 0 ? [] : [t('taxonomy.sum.addresses', { count: addresses })]),
    ...(refused === 0 ? [] : [t('taxonomy.sum.refused', { count: refused })]),
  ].join(' · ');
}
