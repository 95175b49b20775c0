// Owns: the last commits of a place, and the ways back: the last export, or one commit.
// Must not know: how anything is taken back.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublishState, RecentCommit } from '#contract/publish-calls.ts';
import { Button } from '../ui/button.tsx';
import { when } from '../ui/dates.ts';
import { UndoIcon } from '../ui/icons.ts';
import { CommitList } from './commit-list.tsx';
import type { Publish } from './use-publish.ts';

export interface RecentPartProps {
  readonly state: PublishState;
  readonly publish: Publish;
}

export function LastExport({ state, publish }: RecentPartProps) {
  const { t, i18n } = useTranslation();
  const { last } = state;
  if (last === null) return null;
  return (
    <div className="last-export">
      <p>
        {t('publishing.last', { count: last.files, when: when(last.when, i18n.language) })}{' '}
        <span className="hint">
          {t(last.commit === null ? 'publishing.undoPlain' : 'publishing.undoCommit')}
        </span>
      </p>
      <Button icon={UndoIcon} isDisabled={publish.busy !== null} onPress={publish.undo}>
        {t('publishing.undo')}
      </Button>
    </div>
  );
}

export function RecentPart({ state, publish }: RecentPartProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<string | null>(null);
  if (state.recent.length === 0) return null;
  const side = (commit: RecentCommit) => (
    <span className="commit-side">
      <span className={commit.pushed ? 'step-badge badge-add' : 'step-badge'}>
        {t(commit.pushed ? 'publishing.isPushed' : 'publishing.notPushed')}
      </span>
      {commit.ours && asked !== commit.id ? (
        <Button look="quiet" isDisabled={publish.busy !== null} onPress={() => setAsked(commit.id)}>
          {t('publishing.revert')}
        </Button>
      ) : null}
    </span>
  );
  const below = (commit: RecentCommit) =>
    asked === commit.id ? (
      <span className="commit-ask">
        <span>{t(state.inPlace ? 'publishing.revertHere' : 'publishing.revertThere')}</span>
        <span className="situation-actions">
          <Button
            onPress={() => {
              setAsked(null);
              publish.revert(commit.id);
            }}
          >
            {t('publishing.revertDo')}
          </Button>
          <Button look="quiet" onPress={() => setAsked(null)}>
            {t('actions.cancel')}
          </Button>
        </span>
      </span>
    ) : null;
  return (
    <section className="publish-part">
      <h3>{t('publishing.recent')}</h3>
      <CommitList name={t('publishing.recent')} commits={state.recent} side={side} below={below} />
    </section>
  );
}
