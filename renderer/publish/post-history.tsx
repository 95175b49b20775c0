// Owns: where and when one post was published: its commits in a place, with the address it had.
// Must not know: how the commits are found.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import type { PublishedOnWire } from '#contract/publish-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { RepositoryIcon } from '../ui/icons.ts';
import { EmptyState } from '../ui/message.tsx';
import { Address } from './addresses.tsx';
import { CommitList } from './commit-list.tsx';

interface Found extends CallResult<'publish.history'> {
  readonly name: string;
  readonly target: string | null;
}

export interface PostHistoryProps {
  readonly path: RelPath;
  readonly onClose: () => void;
}

export function PostHistory({ path, onClose }: PostHistoryProps) {
  const { t } = useTranslation();
  const work = useWork();
  const title = usePart((state) => state.entries.find((entry) => entry.path === path)?.title ?? path);
  const [found, setFound] = useState<readonly Found[] | null>(null);

  useEffect(() => {
    const { client } = work;
    const ask = async (): Promise<readonly Found[]> => {
      const { places } = await client.call('publish.places', {});
      const all = await Promise.all(
        places.map(async ({ target, name }): Promise<Found> => {
          const history = await client.call('publish.history', { target, post: path });
          return { ...history, target, name };
        }),
      );
      return all.filter(({ commits }) => commits.length > 0);
    };
    void work.attempt(ask).then((list) => setFound(list ?? []));
  }, [work, path]);

  const side = (commit: PublishedOnWire) => (
    <span className={commit.pushed ? 'step-badge badge-add' : 'step-badge'}>
      {t(commit.pushed ? 'publishing.isPushed' : 'publishing.notPushed')}
    </span>
  );
  const below = (commit: PublishedOnWire) =>
    commit.change === 'D' ? (
      <span className="hint">{t('publishing.wasRemoved')}</span>
    ) : commit.url === null ? null : (
      <Address url={commit.url} />
    );
  return (
    <Dialog
      title={t('publishing.historyOf', { title })}
      onClose={onClose}
      size="medium"
      footer={
        <Button look="primary" onPress={onClose}>
          {t('actions.done')}
        </Button>
      }
    >
      {found === null ? (
        <p className="waiting" role="status">
          {t('publishing.looking')}
        </p>
      ) : found.length === 0 ? (
        <EmptyState icon={RepositoryIcon} title={t('publishing.neverTitle')}>
          {t('publishing.never')}
        </EmptyState>
      ) : (
        found.map((place) => (
          <section key={place.target ?? ''} className="publish-part">
            <h3>{place.name}</h3>
            <CommitList name={place.name} commits={place.commits} side={side} below={below} />
          </section>
        ))
      )}
    </Dialog>
  );
}
