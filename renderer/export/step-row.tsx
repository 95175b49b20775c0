// Owns: one row of a plan: the head of a group with its tick, or a step with its tick, its reason and its troubles.
// Must not know: where the row stands.
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { Checkbox } from '../ui/field.tsx';
import { ChevronRightIcon, ProblemIcon, WarningIcon } from '../ui/icons.ts';
import { actionOf, type Choices, isGoing, tick } from './choices.ts';
import type { StepRow } from './step-rows.ts';

interface GroupRowProps {
  readonly row: Extract<StepRow, { kind: 'group' }>;
  readonly choices: Choices;
  readonly alone: ReadonlySet<RelPath>;
  readonly onChoices: (choices: Choices) => void;
  readonly onFold: () => void;
}

export function GroupRow({ row, choices, alone, onChoices, onFold }: GroupRowProps) {
  const { t } = useTranslation();
  const { action, steps, open } = row;
  const going = steps.filter((step) => isGoing(step, choices, alone)).length;
  const name = t(`export.action.${action}`);
  return (
    <div className="step-head">
      {action === 'keep' || action === 'conflict' ? null : (
        <Checkbox
          name={t('export.allOf', { action: name })}
          value={going === steps.length}
          some={going > 0 && going < steps.length}
          onChange={(on) => onChoices(tick(choices, steps, on))}
        />
      )}
      <button type="button" className="step-fold" aria-expanded={open} onClick={onFold}>
        <span className="twist" data-open={open || undefined} aria-hidden="true">
          <ChevronRightIcon size={14} aria-hidden />
        </span>
        <span className={`step-badge badge-${action}`}>{name}</span>
        <span className="count">
          {going === steps.length || action === 'keep'
            ? steps.length
            : t('export.ofAll', { going, count: steps.length })}
        </span>
      </button>
    </div>
  );
}

interface StepItemProps {
  readonly step: PlanStep;
  readonly choices: Choices;
  readonly alone: ReadonlySet<RelPath>;
  readonly shown: boolean;
  readonly problems: readonly Problem[];
  readonly onChoices: (choices: Choices) => void;
  readonly onShow: (path: RelPath) => void;
}

export function StepItem({ step, choices, alone, shown, problems, onChoices, onShow }: StepItemProps) {
  const { t, i18n } = useTranslation();
  const { title } = step;
  const file = step.path.slice(step.path.lastIndexOf('/') + 1);
  const above = step.path.slice(0, -file.length - 1);
  const orphan = alone.has(step.path);
  const mine = step.action === 'conflict' && choices.overwrite.has(step.path);
  const renamed = actionOf(step) === 'rename' && step.pair !== null;
  const why = mine
    ? t('export.mineTaken')
    : renamed
      ? t('export.was', { path: fileOf(step.pair ?? '') })
      : t(`export.reason.${step.reason}`, { defaultValue: step.reason });
  const about = [
    why,
    title === null ? above : file,
    ...(step.kind === 'post' ? [] : [bytes(step.size, i18n.language)]),
  ];
  return (
    <>
      {step.action === 'keep' || step.action === 'conflict' ? null : (
        <Checkbox
          name={t(step.action === 'delete' ? 'export.deleteOne' : 'export.include', { path: step.path })}
          value={isGoing(step, choices, alone)}
          disabled={orphan}
          onChange={(on) => onChoices(tick(choices, [step], on))}
        />
      )}
      <button
        type="button"
        className="step-words"
        aria-current={shown}
        title={step.path}
        data-step={step.path}
        onClick={() => onShow(step.path)}
      >
        <span className="step-title">
          {title ?? file}
          <Trouble problems={problems} />
        </span>
        <span className="step-about">{about.filter((part) => part !== '').join(' · ')}</span>
      </button>
    </>
  );
}

const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

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
