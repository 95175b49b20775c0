// Owns: the picker as a dialog over the open post.
// Must not know: what inserting an image means.
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { Picker, type PickerProps } from './picker.tsx';

export function PickerDialog({ onClose, ...props }: PickerProps & { readonly onClose: () => void }) {
  const { t } = useTranslation('images');
  return (
    <Dialog title={t('picker.title')} size="medium" onClose={onClose}>
      <Picker {...props} />
    </Dialog>
  );
}
