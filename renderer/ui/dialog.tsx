// Owns: the frame of a dialog: veil, sheet, heading, and a row of buttons below.
// Must not know: what is asked.
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { CloseIcon } from './icons.ts';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: 'small' | 'medium' | 'large';
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** False while something runs that must not be cut off. */
  readonly closable?: boolean;
}

export function Dialog({ title, onClose, size = 'small', children, footer, closable = true }: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      className="veil"
      isOpen
      isDismissable={closable && size === 'small'}
      isKeyboardDismissDisabled={!closable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={`sheet sheet-${size}`}>
        <AriaDialog className="dialog">
          <header className="dialog-head">
            <Heading slot="title">{title}</Heading>
            <IconButton
              icon={CloseIcon}
              label={t('actions.close')}
              onPress={onClose}
              isDisabled={!closable}
            />
          </header>
          <div className="dialog-body">{children}</div>
          {footer === undefined ? null : <footer className="dialog-foot">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
