// Owns: what can be done with the chosen categories or tags, as buttons in a row.
// Must not know: how names are chosen, or what follows.
import { Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Operation } from '#core/taxonomy/types.ts';
import { Button } from '../ui/button.tsx';
import type { NameItem } from './items.ts';
import type { Question } from './taxonomy-dialog.tsx';

export interface NameActionsProps {
  readonly kind: NameItem['kind'];
  readonly items: readonly NameItem[];
  /** Null: these cannot be taken out together. */
  readonly deletion: Operation | null;
  readonly onAsk: (question: Question) => void;
  readonly onPlan: (operation: Operation) => void;
}

export function NameActions({ kind, items, deletion, onAsk, onPlan }: NameActionsProps) {
  const { t } = useTranslation();
  const one = items.length !== 1;
  const ask = (question: Question, disabled: boolean) => (
    <Button onPress={() => onAsk(question)} isDisabled={disabled}>
      {t(`taxonomy.do.${question}.${kind}`)}
    </Button>
  );
  return (
    <div className="names-foot">
      <p className="names-chosen" role="status">
        {t(`taxonomy.chosen.${kind}`, { count: items.length })}
      </p>
      <Toolbar className="names-actions" aria-label={t('taxonomy.actions')}>
        {ask('rename', one)}
        {ask('merge', items.length < 2)}
        {kind === 'tag' ? ask('split', one) : ask('nest', one)}
        {ask('move', one)}
        <Button
          look="danger"
          isDisabled={deletion === null}
          onPress={() => {
            if (deletion !== null) onPlan(deletion);
          }}
        >
          {t('taxonomy.do.delete')}
        </Button>
      </Toolbar>
    </div>
  );
}
