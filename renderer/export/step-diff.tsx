// Owns: the two sides of one step, seen beside each other.
// Must not know: how they are read.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import type { PlanStep } from '#contract/values.ts';
import type { Problem } from '#core/problem.ts';
import { problemLine } from '../locales/problem-words.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { DiffView } from '../ui/diff-view.tsx';

export interface StepDiffProps {
  readonly planId: string;
  readonly step: PlanStep | null;
  readonly problems: readonly Problem[];
}

type Sides = CallResult<'export.diff'>;

export function StepDiff({ planId, step, problems }: StepDiffProps) {
  const { t } = useTranslation();
  const work = useWork();
  const mediaBase = usePart((state) => state.info.mediaBase);
  const [sides, setSides] = useState<{ readonly path: string; readonly sides: Sides } | null>(null);
  const path = step === null || step.binary ? null : step.path;

  useEffect(() => {
    if (path === null) return;
    let current = true;
    void work
      .attempt(() => work.client.call('export.diff', { planId, path }))
      .then((read) => {
        if (current && read !== null) setSides({ path, sides: read });
      });
    return () => {
      current = false;
    };
  }, [work, planId, path]);

  if (step === null) return <div className="step-diff step-diff-none">{t('export.chooseStep')}</div>;
  if (step.binary) {
    return (
      <figure className="step-diff step-image">
        {step.source !== null && step.kind === 'image' ? (
          <img src={mediaBase + step.source.split('/').map(encodeURIComponent).join('/')} alt={step.path} />
        ) : null}
        <figcaption>{step.path}</figcaption>
        <StepProblems problems={problems} />
      </figure>
    );
  }
  return (
    <div className="step-diff">
      <p className="step-path">{step.path}</p>
      <StepProblems problems={problems} />
      {sides?.path === step.path ? (
        <DiffView
          before={sides.sides.before}
          after={sides.sides.after}
          beforeName={t(sides.sides.after === null ? 'export.removed' : 'export.inTarget')}
          afterName={t(sides.sides.before === null ? 'export.added' : 'export.inJournal')}
        />
      ) : null}
    </div>
  );
}

function StepProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <ul className="step-problems">
      {problems.map((problem) => (
        <li
          key={`${problem.code} ${problem.line ?? 0} ${problem.message}`}
          className={`tone-${problem.severity}`}
        >
          {problemLine(t, problem)}
        </li>
      ))}
    </ul>
  );
}
