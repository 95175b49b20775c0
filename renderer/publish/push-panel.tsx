// Owns: the state of a branch and its remote in one sentence, what can be done about it, and what waits to be pushed.
// Must not know: how a fetch or push is made. The same panel ends an export and heads the view of publishing.
import { useTranslation } from 'react-i18next';
import { problemWords } from '../locales/problem-words.ts';
import { Button } from '../ui/button.tsx';
import { when } from '../ui/dates.ts';
import { FetchIcon, ForwardIcon, PushIcon } from '../ui/icons.ts';
import { Addresses } from './addresses.tsx';
import { CommitList } from './commit-list.tsx';
import { EndNote, FailureNote } from './outcome.tsx';
import { Running } from './running.tsx';
import type { Publish } from './use-publish.ts';

export function PushPanel({ publish }: { readonly publish: Publish }) {
  const { t, i18n } = useTranslation();
  const { state, busy, failure, ended } = publish;
  if (state === null) {
    return failure === null ? (
      <p className="waiting" role="status">
        {t('publishing.looking')}
      </p>
    ) : (
      <FailureNote failure={failure} />
    );
  }
  const { situation, destination, can, pending, pendingCount, incoming, fetched } = state;
  const to = destination === null ? '' : `${destination.remote}/${destination.branch}`;
  // What went wrong may be just what is true now: that is said once.
  const known = failure?.problem.code === situation.code;
  return (
    <section className="push-panel" aria-label={t('publishing.panel')}>
      <div className={`situation situation-${situation.severity}`}>
        <p className="situation-words" role="status">
          {problemWords(t, situation)}
        </p>
        {destination === null || fetched === null ? null : (
          <p className="hint">{t('publishing.asked', { when: when(fetched, i18n.language) })}</p>
        )}
        {busy === null ? (
          <div className="situation-actions">
            {can.push ? (
              <Button look="primary" icon={PushIcon} onPress={publish.push}>
                {t('publishing.pushTo', { to })}
              </Button>
            ) : null}
            {can.forward ? (
              <Button look="primary" icon={ForwardIcon} onPress={publish.forward}>
                {t('publishing.forward', { count: state.behind ?? 0 })}
              </Button>
            ) : null}
            {situation.code === 'publish-choose-remote'
              ? state.remotes.map(({ name, url }) => (
                  <Button key={name} onPress={() => publish.chooseRemote(name)}>
                    {`${name} (${url})`}
                  </Button>
                ))
              : null}
            {can.fetch ? (
              <Button icon={FetchIcon} onPress={publish.fetch}>
                {t('publishing.fetch', { remote: destination?.remote ?? '' })}
              </Button>
            ) : null}
          </div>
        ) : (
          <Running act={busy} far={publish.far} onStop={publish.stop} />
        )}
      </div>
      {failure === null || known ? null : <FailureNote failure={failure} />}
      {ended === null ? null : <EndNote ended={ended} />}
      {pending.length === 0 ? null : (
        <div className="publish-part">
          <h3>{t('publishing.pending', { count: pendingCount })}</h3>
          <CommitList name={t('publishing.pending', { count: pendingCount })} commits={pending} />
          {pendingCount > pending.length ? (
            <p className="hint">{t('publishing.more', { count: pendingCount - pending.length })}</p>
          ) : null}
          <Addresses posts={state.posts} />
        </div>
      )}
      {incoming.length === 0 ? null : (
        <div className="publish-part">
          <h3>{t('publishing.incoming', { count: state.behind ?? incoming.length })}</h3>
          <CommitList name={t('publishing.incoming', { count: incoming.length })} commits={incoming} />
        </div>
      )}
    </section>
  );
}
