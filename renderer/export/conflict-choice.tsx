// Owns: the decision about a file that both sides changed: leave it, take mine, or keep theirs.
// Must not know: how any of them is carried out.
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { Button } from '../ui/button.tsx';
import { type Choices, choose } from './choices.ts';

/** What must not be written over, whatever a person says. */
const BLOCKED = new Set(['symlink', 'not-a-file', 'nested-repository', 'unreadable']);
/** Both sides have a text of the post. */
const BOTH = new Set(['target-newer', 'target-edited', 'target-different']);

interface ConflictChoiceProps {
  readonly step: PlanStep;
  readonly choices: Choices;
  readonly busy: boolean;
  readonly onChoices: (choices: Choices) => void;
  readonly onTake: (path: RelPath) => void;
}

export function ConflictChoice({ step, choices, busy, onChoices, onTake }: ConflictChoiceProps) {
  const { t } = useTranslation();
  const { path, reason, kind, source } = step;
  const mine = choices.overwrite.has(path);
  const both = kind === 'post' && source !== null && BOTH.has(reason);
  const mineIs = source === null ? 'delete' : reason === 'target-removed' ? 'restore' : 'mine';
  return (
    <div className="conflict">
      <p className="conflict-words">
        {t(`export.conflict.${BLOCKED.has(reason) ? 'blocked' : mine ? mineIs : both ? 'both' : 'left'}`)}
      </p>
      {BLOCKED.has(reason) ? null : (
        <fieldset className="conflict-choice" aria-label={t('export.conflict.name')}>
          <Button
            look={mine ? 'quiet' : 'plain'}
            aria-pressed={!mine}
            isDisabled={busy}
            onPress={() => onChoices(choose(choices, 'overwrite', [path], false))}
          >
            {t('export.conflict.skip')}
          </Button>
          <Button
            look={mine ? 'danger' : 'quiet'}
            aria-pressed={mine}
            isDisabled={busy}
            onPress={() => onChoices(choose(choices, 'overwrite', [path], true))}
          >
            {t(source === null ? 'export.conflict.takeDelete' : 'export.conflict.takeMine')}
          </Button>
          {both ? (
            <Button look="quiet" isDisabled={busy} onPress={() => onTake(path)}>
              {t('export.conflict.keepTheirs')}
            </Button>
          ) : null}
        </fieldset>
      )}
    </div>
  );
}
