// Owns: choosing an image of the journal for a reference that leads nowhere.
// Must not know: how the reference is mended.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaBroken } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { type Item, visible } from './model.ts';
import { Thumb } from './thumb.tsx';

export interface ChooseDialogProps {
  readonly broken: MediaBroken;
  readonly items: readonly Item[];
  readonly onClose: () => void;
  readonly onChoose: (to: RelPath) => void;
}

/** More than these are better found by typing. */
const MOST = 60;

export function ChooseDialog({ broken, items, onClose, onChoose }: ChooseDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const offers = useMemo(() => {
    const near = new Set<string>(broken.near);
    const found = visible(items, { filter: 'all', order: 'date', typed, heavy: 0 });
    const rank = (item: Item): number => (near.has(item.image.path) ? 0 : 1);
    return [...found].sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
  }, [items, typed, broken]);
  return (
    <Dialog title={t('media.choose.title')} onClose={onClose} size="medium">
      <p className="lead">
        <code>{broken.path}</code>
      </p>
      <TextField label={t('media.search')} value={typed} onChange={setTyped} autoFocus />
      <ul className="choose-images" aria-label={t('media.choose.list')}>
        {offers.map(({ image, name, folder }) => (
          <li key={image.path}>
            <button
              type="button"
              className="choose-image"
              title={image.path}
              onClick={() => onChoose(image.path)}
            >
              <span className="choose-picture">
                <Thumb image={image} alt="" />
              </span>
              <span className="tile-name">{name}</span>
              <span className="choose-folder">{folder}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
