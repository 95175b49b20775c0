// Owns: the line above the steps: which posts a plan is of, what is ticked at once, what the list shows.
// Must not know: how a plan is made, or how steps are drawn.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePart } from '../state/store.ts';
import { Select, Switch, TextField } from '../ui/field.tsx';
import { type Pick, pick, pickOf } from './choices.ts';
import type { PlanStageProps } from './plan-stage.tsx';
import { categoriesOf, type Entries, type StepFilter } from './step-rows.ts';

interface PlanBarProps extends PlanStageProps {
  readonly entries: Entries;
  readonly filter: StepFilter;
  readonly onFilter: (filter: StepFilter) => void;
}

export function PlanBar({
  plan,
  scope,
  onScope,
  choices,
  onChoices,
  entries,
  filter,
  onFilter,
}: PlanBarProps) {
  const { t } = useTranslation();
  const chosen = usePart((state) => state.chosen);
  const picked = scope.posts ?? (chosen.size > 1 ? [...chosen] : null);
  const categories = useMemo(() => categoriesOf(plan.steps, entries), [plan, entries]);
  const ticked = useMemo(() => pickOf(choices, plan.steps), [choices, plan]);
  const empty = plan.steps.every(({ action }) => action === 'keep');
  return (
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
      {empty ? null : (
        <Select<Pick | 'own'>
          label={t('export.ticked')}
          value={ticked ?? 'own'}
          options={[
            { value: 'all', label: t('export.pick.all') },
            { value: 'known', label: t('export.pick.known') },
            { value: 'none', label: t('export.pick.none') },
            ...(ticked === null ? [{ value: 'own' as const, label: t('export.pick.own') }] : []),
          ]}
          onChange={(which) => {
            if (which !== 'own') onChoices(pick(choices, plan.steps, which));
          }}
        />
      )}
      {categories.length < 2 ? null : (
        <Select
          label={t('export.category')}
          value={filter.category ?? ''}
          options={[
            { value: '', label: t('export.allCategories') },
            ...categories.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(name) => onFilter({ ...filter, category: name === '' ? null : name })}
        />
      )}
      {empty ? null : (
        <TextField
          label={t('export.find')}
          value={filter.text}
          onChange={(text) => onFilter({ ...filter, text })}
          placeholder={t('export.findWhat')}
        />
      )}
      <Switch
        label={t('export.drafts')}
        value={scope.drafts}
        onChange={(drafts) => onScope({ ...scope, drafts })}
      />
    </div>
  );
}
