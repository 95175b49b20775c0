// Owns: the steps of a plan by action, each with its reason and its tick or its choice.
// Must not know: what a step does.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { usePart } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/field.tsx';
import { ChevronRightIcon, ProblemIcon, WarningIcon } from '../ui/icons.ts';
import { type Choices, choose, groupSteps, isGoing, orphaned, type StepGroup } from './choices.ts';

export interface StepListProps {
  readonly steps: readonly PlanStep[];
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
  readonly shown: RelPath | null;
  readonly onShow: (path: RelPath) => void;
  readonly problems: ReadonlyMap<RelPath, readonly Problem[]>;
}

export function StepList(props: StepListProps) {
  return (
    <div className="steps">
      {groupSteps(props.steps).map((group) => (
        <Group key={group.action} group={group} {...props} />
      ))}
    </div>
  );
}

function Group({ group, ...props }: StepListProps & { readonly group: StepGroup }) {
  const { t } = useTranslation();
  const { action, steps } = group;
  const [open, setOpen] = useState(action !== 'keep');
  const alone = orphaned(props.steps, props.choices);
  const going = steps.filter((step) => isGoing(step, props.choices, alone)).length;
  const free = steps.filter((step) => !alone.has(step.path)).map((step) => step.path);
  const ticks = action !== 'keep' && action !== 'conflict';
  return (
    <section className={`step-group step-${action}`}>
      <header className="step-head">
        {ticks ? (
          <Checkbox
            name={t('export.allOf', { action: t(`export.action.${action}`) })}
            value={going === steps.length}
            some={going > 0 && going < steps.length}
            onChange={(on) => props.onChoices(choose(props.choices, 'skip', free, !on))}
          />
        ) : null}
        <button type="button" className="step-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span className="twist" data-open={open || undefined} aria-hidden="true">
            <ChevronRightIcon size={14} aria-hidden />
          </span>
          <span className={`step-badge badge-${action}`}>{t(`export.action.${action}`)}</span>
          <span className="count">{steps.length}</span>
        </button>
      </header>
      {open ? (
        <ul>
          {steps.map((step) => (
            <Step key={step.path} step={step} alone={alone.has(step.path)} {...props} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Step({
  step,
  alone,
  ...props
}: StepListProps & { readonly step: PlanStep; readonly alone: boolean }) {
  const { t, i18n } = useTranslation();
  const { choices, onChoices, shown, onShow } = props;
  const title = usePart(
    (state) => state.entries.find((entry) => step.kind === 'post' && entry.path === step.source)?.title,
  );
  const ticks = step.action !== 'keep' && step.action !== 'conflict';
  const file = step.path.slice(step.path.lastIndexOf('/') + 1);
  return (
    <li className="step" data-shown={step.path === shown || undefined}>
      {ticks ? (
        <Checkbox
          name={t('export.include', { path: step.path })}
          value={!choices.skip.has(step.path) && !alone}
          disabled={alone}
          onChange={(on) => onChoices(choose(choices, 'skip', [step.path], !on))}
        />
      ) : null}
      <button
        type="button"
        className="step-words"
        aria-current={step.path === shown}
        title={step.path}
        onClick={() => onShow(step.path)}
      >
        <span className="step-title">
          {title ?? file}
          <Trouble problems={props.problems.get(step.path) ?? []} />
        </span>
        <span className="step-about">
          {t(`export.reason.${step.reason}`, { defaultValue: step.reason })}
          {' · '}
          {title === undefined ? step.path.slice(0, -file.length - 1) : file}
          {step.kind === 'post' ? '' : ` · ${bytes(step.size, i18n.language)}`}
        </span>
      </button>
      {step.action === 'conflict' ? (
        <span className="step-choice">
          <Button
            look={choices.overwrite.has(step.path) ? 'quiet' : 'plain'}
            aria-pressed={!choices.overwrite.has(step.path)}
            onPress={() => onChoices(choose(choices, 'overwrite', [step.path], false))}
          >
            {t('export.keepTheirs')}
          </Button>
          <Button
            look={choices.overwrite.has(step.path) ? 'danger' : 'quiet'}
            aria-pressed={choices.overwrite.has(step.path)}
            onPress={() => onChoices(choose(choices, 'overwrite', [step.path], true))}
          >
            {t('export.overwrite')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

/** A mark for a step that a person should look at before it goes. */
function Trouble({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation();
  const worst = (['error', 'warning'] as const).find((severity) =>
    problems.some((problem) => problem.severity === severity),
  );
  if (worst === undefined) return null;
  const Picture = worst === 'error' ? ProblemIcon : WarningIcon;
  return (
    <span className={`step-trouble tone-${worst}`}>
      <Picture size={14} aria-label={t('status.problems', { count: problems.length })} />
    </span>
  );
}

function bytes(size: number, language: string): string {
  const unit = size < 1024 ? 'byte' : size < 1024 * 1024 ? 'kilobyte' : 'megabyte';
  const value = unit === 'byte' ? size : unit === 'kilobyte' ? size / 1024 : size / 1024 / 1024;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && unit !== 'byte' ? 1 : 0,
  }).format(value);
}
