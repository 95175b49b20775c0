// Owns: the report before a change of images, with every changed line, and the word to go.
// Must not know: which change it is beyond its words, or how it is carried out.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import type { MediaChange, MediaDone, MediaPlan } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Words } from '../state/model.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { DiffView } from '../ui/diff-view.tsx';
import { CheckIcon } from '../ui/icons.ts';
import { Banner, EmptyState } from '../ui/message.tsx';
import { PlanList } from './plan-list.tsx';
import { Progress } from './progress.tsx';
import { shownBytes } from './units.ts';
import { applyPlan, planChange, wordsOfRefusal } from './work.ts';

export interface PlanDialogProps {
  readonly change: MediaChange;
  readonly onBack: (() => void) | null;
  readonly onClose: () => void;
  readonly onDone: (done: MediaDone) => void;
}

export function PlanDialog({ change, onBack, onClose, onDone }: PlanDialogProps) {
  const { t, i18n } = useTranslation();
  const work = useWork();
  const [plan, setPlan] = useState<MediaPlan | null>(null);
  const [shown, setShown] = useState<RelPath | null>(null);
  const [words, setWords] = useState<Words | null>(null);
  const [busy, setBusy] = useState(false);
  const planning = useRef(true);

  const make = useCallback(async (): Promise<void> => {
    planning.current = true;
    try {
      const made = await planChange(work, change);
      setPlan(made);
      setShown(
        (before) => made.posts.find(({ path }) => path === before)?.path ?? made.posts[0]?.path ?? null,
      );
    } catch (failure) {
      setWords(wordsOfRefusal(failure, false));
    } finally {
      planning.current = false;
    }
  }, [work, change]);

  useEffect(() => {
    void make();
    return () => {
      if (planning.current) void work.client.call('media.cancel', {});
    };
  }, [make, work]);

  const apply = async (ready: MediaPlan): Promise<void> => {
    setBusy(true);
    setWords(null);
    try {
      onDone(await applyPlan(work, ready.planId));
    } catch (failure) {
      // Nothing was written; what changed meanwhile is in the plan made anew.
      setWords(wordsOfRefusal(failure, false));
      setBusy(false);
      await make();
    }
  };

  const size =
    change.op === 'move'
      ? change.files.length
      : change.op === 'mend'
        ? change.mends.length
        : change.paths.length;
  const title = t(`media.plan.title.${change.op}`, { count: size });
  if (plan === null) {
    return (
      <Dialog title={title} onClose={onClose} size="large">
        {words === null ? (
          <div className="media-planning">
            <p role="status">
              {t(change.op === 'convert' ? 'media.plan.converting' : 'media.plan.planning')}
            </p>
            <Progress />
            <Button onPress={onClose}>{t('actions.cancel')}</Button>
          </div>
        ) : (
          <Banner tone="error">{t(words.key, { ...words.facts })}</Banner>
        )}
      </Dialog>
    );
  }
  const nothing = plan.images.length + plan.posts.length === 0;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      size="large"
      closable={!busy}
      footer={
        <>
          {onBack === null ? null : (
            <Button look="quiet" onPress={onBack} isDisabled={busy}>
              {t('actions.back')}
            </Button>
          )}
          <span className="foot-gap" />
          {busy ? <Progress /> : null}
          <Button onPress={onClose} isDisabled={busy}>
            {t('actions.cancel')}
          </Button>
          <Button
            look={plan.op === 'trash' ? 'danger' : 'primary'}
            isDisabled={busy || nothing}
            onPress={() => void apply(plan)}
          >
            {busy ? t('media.plan.working') : t(`media.plan.go.${plan.op}`, { count: plan.images.length })}
          </Button>
        </>
      }
    >
      {words === null ? null : <Banner tone="error">{t(words.key, { ...words.facts })}</Banner>}
      <p className="plan-sum" role="status">
        {summary(t, plan, i18n.language)}
      </p>
      {nothing && plan.left.length === 0 ? (
        <EmptyState icon={CheckIcon} title={t('media.plan.nothing')} />
      ) : (
        <div className={plan.posts.length === 0 ? 'review review-single' : 'review'}>
          <PlanList plan={plan} shown={shown} onShow={setShown} />
          {shown === null ? null : <PostDiff planId={plan.planId} path={shown} />}
        </div>
      )}
    </Dialog>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

function summary(t: Translate, { op, images, posts, left }: MediaPlan, language: string): string {
  const references = posts.reduce((sum, post) => sum + post.references, 0);
  const broken = new Set(images.flatMap(({ users }) => users)).size;
  const saved = images.reduce((sum, { before, after }) => sum + before - after, 0);
  return [
    ...(images.length === 0 ? [] : [t('media.plan.sum.images', { count: images.length })]),
    ...(op === 'trash' ? [] : [t('media.plan.sum.references', { count: references })]),
    ...(posts.length === 0 ? [] : [t('media.plan.sum.posts', { count: posts.length })]),
    ...(broken === 0 ? [] : [t('media.plan.sum.broken', { count: broken })]),
    ...(saved <= 0 ? [] : [t('media.plan.sum.saved', { size: shownBytes(saved, language) })]),
    ...(left.length === 0 ? [] : [t('media.plan.sum.left', { count: left.length })]),
  ].join(' · ');
}

type Sides = CallResult<'media.diff'>;

/** One post of a plan, before and after beside each other. */
function PostDiff({ planId, path }: { readonly planId: string; readonly path: RelPath }) {
  const { t } = useTranslation();
  const work = useWork();
  const [sides, setSides] = useState<{ readonly of: string; readonly sides: Sides } | null>(null);
  const of = `${planId} ${path}`;
  useEffect(() => {
    let current = true;
    void work
      .attempt(() => work.client.call('media.diff', { planId, path }))
      .then((read) => {
        if (current && read !== null) setSides({ of: `${planId} ${path}`, sides: read });
      });
    return () => {
      current = false;
    };
  }, [work, planId, path]);
  return (
    <div className="step-diff">
      <dl className="plan-facts">
        <dt>{t('media.plan.file')}</dt>
        <dd>{path}</dd>
      </dl>
      {sides?.of === of ? (
        <DiffView
          before={sides.sides.before}
          after={sides.sides.after}
          beforeName={t('media.plan.before')}
          afterName={t('media.plan.after')}
        />
      ) : null}
    </div>
  );
}
