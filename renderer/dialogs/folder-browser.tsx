// Owns: walking through the folders that the host shows, where there is no native chooser.
// Must not know: what the folder is chosen for.
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import type { FolderChoice } from '#contract/values.ts';
import { useWork } from '../state/work-context.ts';
import { ChevronRightIcon, FolderIcon, RepositoryIcon } from '../ui/icons.ts';

type Listing = CallResult<'folder.list'>;

export interface FolderBrowserProps {
  /** Told of each folder that is entered: the one that would be taken. */
  readonly onHere: (folder: FolderChoice) => void;
}

export function FolderBrowser({ onHere }: FolderBrowserProps) {
  const { t } = useTranslation();
  const work = useWork();
  const [listing, setListing] = useState<Listing | null>(null);

  const enter = useCallback(
    async (parent: string | null): Promise<void> => {
      const next = await work.attempt(() => work.client.call('folder.list', { parent }));
      if (next === null) return;
      setListing(next);
      onHere(next.here);
    },
    [work, onHere],
  );

  useEffect(() => void enter(null), [enter]);

  if (listing === null) return <div className="folders" aria-busy="true" />;
  return (
    <div className="folders">
      <nav className="trail" aria-label={t('folder.trail')}>
        {listing.trail.map((folder, at) => (
          <span key={folder.id} className="trail-step">
            {at === 0 ? null : <ChevronRightIcon size={12} aria-hidden />}
            <button
              type="button"
              className="trail-button"
              aria-current={at === listing.trail.length - 1}
              onClick={() => void enter(folder.id)}
            >
              {folder.name}
            </button>
          </span>
        ))}
      </nav>
      {listing.children.length === 0 ? <p className="shelf-none">{t('folder.none')}</p> : null}
      <ul className="folder-list" aria-label={t('folder.children')}>
        {listing.children.map((folder) => {
          const known = folder.kind !== 'folder';
          const Picture = known ? RepositoryIcon : FolderIcon;
          return (
            <li key={folder.id}>
              <button type="button" className="shelf" onClick={() => void enter(folder.id)}>
                <Picture size={16} aria-hidden />
                <span className="shelf-name">{folder.name}</span>
                {known ? <span className="count">{t(`folder.kind.${folder.kind}`)}</span> : null}
                <ChevronRightIcon size={14} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
