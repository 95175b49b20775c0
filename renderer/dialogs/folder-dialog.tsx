// Owns: choosing the folder of a journal inside the page.
// Must not know: how a journal is opened.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderChoice } from '#contract/values.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FolderBrowser } from './folder-browser.tsx';

export function FolderDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWork();
  const [here, setHere] = useState<FolderChoice | null>(null);
  return (
    <Dialog
      title={t('folder.title')}
      onClose={onClose}
      size="medium"
      footer={
        <>
          <span className="foot-note">{here === null ? '' : t(`folder.about.${here.kind}`)}</span>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={here === null}
            onPress={() => {
              onClose();
              if (here !== null) void work.openFolder(here);
            }}
          >
            {t('folder.open', { name: here?.name ?? '' })}
          </Button>
        </>
      }
    >
      <FolderBrowser onHere={setHere} />
    </Dialog>
  );
}
