// Owns: one step looked at closely: where it goes, what is to be known of it, and both sides as source or as page.
// Must not know: how sides are read or rendered, or what is decided about the step.
import { type ReactNode, useEffect, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import type { PlanStep } from '#contract/values.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { openAt } from '../check/open-at.ts';
import { problemLine } from '../locales/problem-words.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { DiffView } from '../ui/diff-view.tsx';
import { StepPage } from './step-page.tsx';

export type Look = 'source' | 'page';

export interface StepDiffProps {
  readonly planId: string;
  readonly step: PlanStep | null;
  /** The post as the journal's list has it; undefined for anything else. */
  readonly entry: PostEntry | undefined;
  readonly problems: readonly Problem[];
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** The decision that a conflict asks for. */
  readonly children?: ReactNode;
}

type Sides = CallResult<'export.diff'>;

export function StepDiff({ planId, step, entry, problems, look, onLook, children }: StepDiffProps) {
  const { t } = useTranslation();
  const sides = useSides(planId, step);
  if (step === null) return <div className="step-diff step-diff-none">{t('export.chooseStep')}</div>;
  const names = {
    before: t(step.source === null || sides?.after === null ? 'export.removed' : 'export.inTarget'),
    after: t(sides?.before === null ? 'export.added' : 'export.inJournal'),
  };
  const isPost = step.kind === 'post' && !step.binary;
  return (
    <div className="step-diff">
      <header className="step-facts">
        <div className="step-where">
          <p className="step-path" title={step.path}>
            {step.pair === null ? step.path : t('export.renamed', { from: step.pair, to: step.path })}
          </p>
          {entry === undefined ? null : <Place entry={entry} />}
        </div>
        {isPost ? (
          <ToggleButtonGroup
            className="step-looks"
            aria-label={t('export.look')}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[look]}
            onSelectionChange={(keys) => onLook(keys.has('page') ? 'page' : 'source')}
          >
            {(['source', 'page'] as const).map((id) => (
              <ToggleButton key={id} id={id} className="step-look">
                {t(`export.looks.${id}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        ) : null}
      </header>
      {children}
      <StepProblems step={step} problems={problems} />
      {step.binary ? (
        <Picture step={step} />
      ) : sides === null ? null : isPost && look === 'page' ? (
        <StepPage
          before={sides.before}
          after={sides.after}
          beforeName={names.before}
          afterName={names.after}
          post={step.source ?? step.path}
        />
      ) : (
        <DiffView
          before={sides.before}
          after={sides.after}
          beforeName={names.before}
          afterName={names.after}
        />
      )}
    </div>
  );
}

/** Both sides of the step, once they are read; null until then. */
function useSides(planId: string, step: PlanStep | null): Sides | null {
  const work = useWork();
  const [read, setRead] = useState<{ readonly key: string; readonly sides: Sides } | null>(null);
  const path = step === null || step.binary ? null : step.path;
  const key = `${planId} ${path}`;
  useEffect(() => {
    if (path === null) return;
    let current = true;
    void work
      .attempt(() => work.client.call('export.diff', { planId, path }))
      .then((sides) => {
        if (current && sides !== null) setRead({ key, sides });
      });
    return () => {
      current = false;
    };
  }, [work, planId, path, key]);
  return read?.key === key ? read.sides : null;
}

/** The address the post will have, and whether it will be there. */
function Place({ entry }: { readonly entry: PostEntry }) {
  const { t } = useTranslation();
  const { appears, url } = entry;
  return (
    <p className="step-address">
      {url === null ? null : <span className="step-url">{decoded(url)}</span>}
      <span className={appears.will ? 'appears-yes' : 'appears-no'}>
        {appears.will
          ? t('appears.yes')
          : t('appears.no', { why: t(`appears.why.${appears.why}`, { detail: appears.detail ?? '' }) })}
      </span>
    </p>
  );
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function Picture({ step }: { readonly step: PlanStep }) {
  const mediaBase = usePart((state) => state.info.mediaBase);
  return (
    <figure className="step-image">
      {step.source !== null && step.kind === 'image' ? (
        <img src={mediaBase + step.source.split('/').map(encodeURIComponent).join('/')} alt={step.path} />
      ) : null}
      <figcaption>{step.path}</figcaption>
    </figure>
  );
}

/** What the checks say of the post; choosing one goes to its line. */
function StepProblems({
  step,
  problems,
}: {
  readonly step: PlanStep;
  readonly problems: readonly Problem[];
}) {
  const { t } = useTranslation();
  const work = useWork();
  if (problems.length === 0) return null;
  const post = step.kind === 'post' ? step.source : null;
  return (
    <ul className="step-problems" aria-label={t('export.problems')}>
      {problems.map((problem) => {
        const words = problemLine(t, problem);
        const { line } = problem;
        return (
          <li
            key={`${problem.code} ${line ?? 0} ${problem.column ?? 0} ${problem.message}`}
            className={`tone-${problem.severity}`}
          >
            {post === null || line === undefined ? (
              words
            ) : (
              <button
                type="button"
                className="step-problem"
                title={t('export.openAt', { line })}
                onClick={() => void openAt(work, post, line)}
              >
                {words}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
