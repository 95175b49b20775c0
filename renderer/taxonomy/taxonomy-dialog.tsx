// Owns: the way of a change of categories and tags: which names, what is asked, the preview.
// Must not know: how names are drawn or changes carried out.
import { useState } from 'react';
import type { Operation } from '#core/taxonomy/types.ts';
import { usePart } from '../state/store.ts';
import { AskStage } from './ask-stage.tsx';
import type { NameItem } from './items.ts';
import { NamesStage } from './names-stage.tsx';
import { PlanStage } from './plan-stage.tsx';

/** What is to be asked of the chosen names. */
export type Question = 'rename' | 'merge' | 'split' | 'move' | 'nest';

type Stage =
  | { readonly kind: 'names' }
  | { readonly kind: 'ask'; readonly question: Question; readonly items: readonly NameItem[] }
  | { readonly kind: 'plan'; readonly operation: Operation; readonly from: Stage | null };

export interface TaxonomyDialogProps {
  /** A wish that is clear already (a drop): its preview comes at once. */
  readonly wish: Operation | null;
  /** What is shown first. */
  readonly first: Tab;
  readonly onClose: () => void;
}

const names: Stage = { kind: 'names' };

export type Tab = 'categories' | 'tags' | 'similar';

export function TaxonomyDialog({ wish, first, onClose }: TaxonomyDialogProps) {
  const chosen = usePart((state) => state.chosen);
  const [tab, setTab] = useState<Tab>(first);
  const [stage, setStage] = useState<Stage>(
    wish === null ? names : { kind: 'plan', operation: wish, from: null },
  );
  switch (stage.kind) {
    case 'names':
      return (
        <NamesStage
          tab={tab}
          onTab={setTab}
          onAsk={(question, items) => setStage({ kind: 'ask', question, items })}
          onPlan={(operation) => setStage({ kind: 'plan', operation, from: names })}
          onClose={onClose}
        />
      );
    case 'ask':
      return (
        <AskStage
          question={stage.question}
          items={stage.items}
          onPlan={(operation) => setStage({ kind: 'plan', operation, from: stage })}
          onBack={() => setStage(names)}
          onClose={onClose}
        />
      );
    case 'plan': {
      const { from } = stage;
      return (
        <PlanStage
          operation={stage.operation}
          chosen={chosen.size > 1 ? [...chosen] : null}
          onBack={from === null ? null : () => setStage(from)}
          onClose={onClose}
          onDone={() => (wish === null ? setStage(names) : onClose())}
        />
      );
    }
  }
}
