// Owns: the view of publishing: a place, what is true of it, what waits, what was done, and the ways on and back.
// Must not know: how any act is done.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceChoice } from '#contract/publish-calls.ts';
import { problemWords } from '../locales/problem-words.ts';
import { useStore } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ExportIcon, RepositoryIcon } from '../ui/icons.ts';
import { Banner, EmptyState } from '../ui/message.tsx';
import { IdentityForm } from './identity-form.tsx';
import { PlaceBar } from './place-bar.tsx';
import { PushPanel } from './push-panel.tsx';
import { LastExport, RecentPart } from './recent-part.tsx';
import { type Publish, usePublish } from './use-publish.ts';

export interface PublishViewProps {
  /** A place to begin with; undefined: the journal where it is a repository, else the last target. */
  readonly target?: string | null | undefined;
  readonly onClose: () => void;
}

export function PublishView({ target: first, onClose }: PublishViewProps) {
  const { t } = useTranslation();
  const work = useWork();
  const store = useStore();
  const [places, setPlaces] = useState<readonly PlaceChoice[] | null>(null);
  const [chosen, setChosen] = useState<string | null | undefined>(first);

  useEffect(() => {
    void work
      .attempt(() => work.client.call('publish.places', {}))
      .then((told) => setPlaces(told?.places ?? []));
  }, [work]);

  const target = chosen !== undefined ? chosen : places?.[0]?.target;
  const close = (
    <Button look="primary" onPress={onClose}>
      {t('actions.done')}
    </Button>
  );
  if (places === null || target === undefined) {
    return (
      <Dialog title={t('publishing.title')} onClose={onClose} size="medium" footer={close}>
        {places === null ? (
          <p className="waiting" role="status">
            {t('publishing.looking')}
          </p>
        ) : (
          <EmptyState
            icon={RepositoryIcon}
            title={t('publishing.noPlace')}
            actions={
              <Button
                icon={ExportIcon}
                onPress={() => store.dispatch({ type: 'dialog', dialog: { kind: 'export' } })}
              >
                {t('commands.export')}
              </Button>
            }
          >
            {t('publishing.noPlaceHint')}
          </EmptyState>
        )}
      </Dialog>
    );
  }
  return (
    <PlaceView
      key={target ?? ''}
      target={target}
      places={places}
      onTarget={setChosen}
      onClose={onClose}
      footer={close}
    />
  );
}

interface PlaceViewProps {
  readonly target: string | null;
  readonly places: readonly PlaceChoice[];
  readonly onTarget: (target: string | null) => void;
  readonly onClose: () => void;
  readonly footer: React.ReactNode;
}

function PlaceView({ target, places, onTarget, onClose, footer }: PlaceViewProps) {
  const { t } = useTranslation();
  const publish = usePublish(target);
  const { state, busy } = publish;
  return (
    <Dialog
      title={state === null ? t('publishing.title') : t('publishing.titleOf', { name: state.name })}
      onClose={onClose}
      size="large"
      closable={busy === null}
      footer={
        <>
          <span className="foot-note">{state === null ? '' : <WorkNote state={state} />}</span>
          {footer}
        </>
      }
    >
      <PlaceBar places={places} target={target} publish={publish} onTarget={onTarget} />
      <PushPanel publish={publish} />
      {state === null ? null : (
        <>
          <Problems publish={publish} />
          <LastExport state={state} publish={publish} />
          <RecentPart state={state} publish={publish} />
        </>
      )}
    </Dialog>
  );
}

function WorkNote({ state }: { readonly state: NonNullable<Publish['state']> }) {
  const { t } = useTranslation();
  const { staged, unstaged, untracked } = state.work;
  return staged + unstaged + untracked === 0 ? null : t('publishing.work', { staged, unstaged, untracked });
}

function Problems({ publish }: { readonly publish: Publish }) {
  const { t } = useTranslation();
  const problems = publish.state?.problems ?? [];
  const nameless = problems.some(({ code }) => code === 'git-identity');
  return (
    <>
      {problems
        .filter(({ code }) => code !== 'git-identity')
        .map((problem) => (
          <Banner key={problem.code} tone={problem.severity === 'info' ? 'info' : 'warning'}>
            {problemWords(t, problem)}
          </Banner>
        ))}
      {nameless ? <IdentityForm busy={publish.busy !== null} onDone={publish.setIdentity} /> : null}
    </>
  );
}
