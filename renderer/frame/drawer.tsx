// Owns: a pane that lies over the others where there is no room beside them.
// Must not know: what the pane shows.
import type { ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useStore } from '../state/store.ts';

export interface DrawerProps {
  readonly pane: 'library' | 'posts';
  readonly children: ReactNode;
}

export function Drawer({ pane, children }: DrawerProps) {
  const { t } = useTranslation();
  const store = useStore();
  return (
    <ModalOverlay
      className="veil drawer-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) store.dispatch({ type: 'drawer', drawer: null });
      }}
    >
      <Modal className={`drawer drawer-${pane}`}>
        <Dialog className="drawer-body" aria-label={t(pane === 'library' ? 'library.name' : 'posts.name')}>
          <nav className="nav" aria-label={t('library.name')}>
            {children}
          </nav>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
