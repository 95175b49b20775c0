// Owns: what is done with a text that was saved from a crash: look, go on with it, or let it go.
// Must not know: how a post takes its saved text up again (it does that itself when it is opened).
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelPath } from '#core/journal/entry.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { when } from '../ui/dates.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DiffView } from '../ui/diff-view.tsx';

export interface RecoveryDialogProps {
  readonly path: RelPath;
  readonly onClose: () => void;
}

export function RecoveryDialog({ path, onClose }: RecoveryDialogProps) {
  const { t, i18n } = useTranslation();
  const work = useWork();
  const backup = usePart((state) => state.backups.find((one) => one.path === path));
  const title = usePart((state) => state.entries.find((one) => one.path === path)?.title ?? path);
  const [disk, setDisk] = useState<{ readonly text: string | null } | null>(null);

  useEffect(() => {
    work.client.call('post.read', { path }).then(
      (read) => setDisk({ text: read.text }),
      () => setDisk({ text: null }), // the file is gone
    );
  }, [work, path]);

  if (backup === undefined) return null;
  const open = async (): Promise<void> => {
    if (await work.openPost(path)) onClose();
  };
  const discard = async (): Promise<void> => {
    if ((await work.attempt(() => work.client.call('backup.drop', { path }))) === null) return;
    work.store.dispatch({ type: 'backup-gone', path });
    onClose();
  };
  return (
    <Dialog
      title={t('recovery.title')}
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button look="danger" onPress={() => void discard()}>
            {t('recovery.discard')}
          </Button>
          <span className="foot-gap" />
          <Button onPress={onClose}>{t('recovery.later')}</Button>
          <Button look="primary" onPress={() => void open()}>
            {t('recovery.open')}
          </Button>
        </>
      }
    >
      <p className="lead">{t('recovery.about', { title, when: when(backup.saved, i18n.language) })}</p>
      {disk === null ? null : (
        <DiffView
          before={disk.text}
          after={backup.text}
          beforeName={t('recovery.onDisk')}
          afterName={t('recovery.saved')}
        />
      )}
    </Dialog>
  );
}
