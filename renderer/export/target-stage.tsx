// Owns: choosing where an export goes: a place used before, or another folder.
// Must not know: what is done there.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderChoice } from '#contract/values.ts';
import { FolderBrowser } from '../dialogs/folder-browser.tsx';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FolderIcon, FolderOpenIcon, RepositoryIcon } from '../ui/icons.ts';
import { Banner } from '../ui/message.tsx';

export interface TargetStageProps {
  readonly notice: string | null;
  readonly onTarget: (target: FolderChoice) => void;
  readonly onClose: () => void;
}

export function TargetStage({ notice, onTarget, onClose }: TargetStageProps) {
  const { t } = useTranslation();
  const work = useWork();
  const native = usePart((state) => state.info.canPickFolder);
  const [targets, setTargets] = useState<readonly FolderChoice[] | null>(null);
  const [browsing, setBrowsing] = useState(false);
  const [here, setHere] = useState<FolderChoice | null>(null);

  useEffect(() => {
    void work
      .attempt(() => work.client.call('export.targets', {}))
      .then((list) => setTargets(list?.targets ?? []));
  }, [work]);

  const pick = async (): Promise<void> => {
    if (!native) {
      setBrowsing(true);
      return;
    }
    const picked = await work.attempt(() => work.client.call('folder.pick', { purpose: 'target' }));
    if (picked?.folder) onTarget(picked.folder);
  };

  return (
    <Dialog
      title={t('export.title')}
      onClose={onClose}
      size={browsing ? 'medium' : 'small'}
      footer={
        browsing ? (
          <>
            <span className="foot-note">{here === null ? '' : t(`folder.aboutTarget.${here.kind}`)}</span>
            <Button onPress={() => setBrowsing(false)}>{t('actions.back')}</Button>
            <Button look="primary" isDisabled={here === null} onPress={() => here !== null && onTarget(here)}>
              {t('export.exportTo', { name: here?.name ?? '' })}
            </Button>
          </>
        ) : (
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
        )
      }
    >
      {notice === null ? null : <Banner tone="error">{notice}</Banner>}
      <p className="lead">{t('export.where')}</p>
      {browsing ? (
        <FolderBrowser onHere={setHere} />
      ) : (
        <>
          <ul className="targets" aria-label={t('export.targets')}>
            {(targets ?? []).map((target) => (
              <li key={target.id}>
                <button type="button" className="shelf target" onClick={() => onTarget(target)}>
                  {target.kind === 'folder' || target.kind === 'plain' ? (
                    <FolderIcon size={16} aria-hidden />
                  ) : (
                    <RepositoryIcon size={16} aria-hidden />
                  )}
                  <span className="shelf-name">{target.name}</span>
                  <span className="count">{t(`folder.kind.${target.kind}`)}</span>
                </button>
              </li>
            ))}
          </ul>
          <Button icon={FolderOpenIcon} onPress={() => void pick()}>
            {t('export.otherFolder')}
          </Button>
        </>
      )}
    </Dialog>
  );
}
