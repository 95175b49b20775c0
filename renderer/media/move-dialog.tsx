// Owns: what is asked to give an image another name or folder, or several images another folder.
// Must not know: how references follow, or how files are moved.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaChange } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { isRelPath } from '#core/journal/rel-path.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import type { Item } from './model.ts';

export interface MoveDialogProps {
  readonly items: readonly Item[];
  readonly onClose: () => void;
  readonly onPlan: (change: MediaChange) => void;
}

export function MoveDialog({ items, onClose, onPlan }: MoveDialogProps) {
  const { t } = useTranslation();
  const [first] = items;
  const single = items.length === 1 ? first : undefined;
  const dot = single?.name.lastIndexOf('.') ?? -1;
  const extension = single === undefined || dot < 0 ? '' : single.name.slice(dot);
  const [name, setName] = useState(single === undefined ? '' : single.name.slice(0, dot));
  const [folder, setFolder] = useState(first?.folder ?? '');

  const clean = folder
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/');
  const files = items.flatMap(({ image, name: own }) => {
    const file = single === undefined ? own : `${name.trim()}${extension}`;
    const to = (clean === '' ? file : `${clean}/${file}`).normalize('NFC');
    return to === image.path || !isRelPath(to) ? [] : [{ from: image.path, to: to as RelPath }]; // checked just before
  });
  const ready = files.length > 0 && (single === undefined || name.trim() !== '');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) onPlan({ op: 'move', files });
  };

  return (
    <Dialog
      title={
        single === undefined ? t('media.move.titleMany', { count: items.length }) : t('media.move.title')
      }
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="media-move" isDisabled={!ready}>
            {t('media.move.preview')}
          </Button>
        </>
      }
    >
      <form id="media-move" className="form" onSubmit={submit}>
        <p className="lead">{t('media.move.lead')}</p>
        {single === undefined ? null : (
          <TextField
            label={t('media.move.name')}
            value={name}
            onChange={setName}
            autoFocus
            mono
            hint={extension}
          />
        )}
        <TextField
          label={t('media.move.folder')}
          value={folder}
          onChange={setFolder}
          autoFocus={single === undefined}
          mono
          hint={t('media.move.folderHint')}
        />
      </form>
    </Dialog>
  );
}
