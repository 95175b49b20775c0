// Owns: asking about images that only deleted posts used: which of them go to the trash.
// Must not know: how the trash works.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelPath } from '#core/journal/entry.ts';
import type { LeftImage } from '../state/model.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Checkbox } from '../ui/field.tsx';
import { bytesWords } from './sizes.ts';
import { bringBack, trashImages } from './trash-images.ts';
import './images.css';

export interface LeftDialogProps {
  readonly images: readonly LeftImage[];
  readonly onClose: () => void;
}

export function LeftDialog({ images: given, onClose }: LeftDialogProps) {
  const { t, i18n } = useTranslation('images');
  const work = useWork();
  const mediaBase = usePart((state) => state.info.mediaBase);
  const [images, setImages] = useState<readonly LeftImage[]>([]);
  const [kept, setKept] = useState<ReadonlySet<RelPath>>(new Set());

  useEffect(() => {
    let gone = false;
    // A post that came back, or another one, may use some of them by now.
    void work
      .attempt(() => work.client.call('image.users', { paths: given.slice(0, 1000).map(({ path }) => path) }))
      .then((found) => {
        const used = new Set(found?.images.filter(({ posts }) => posts.length > 0).map(({ path }) => path));
        if (!gone && found !== null) setImages(given.filter(({ path }) => !used.has(path)));
      });
    return () => {
      gone = true;
    };
  }, [work, given]);

  const chosen = images.map(({ path }) => path).filter((path) => !kept.has(path));
  const trash = async (): Promise<void> => {
    onClose();
    const id = await work.attempt(() => trashImages(work.client, chosen));
    if (id === null) return;
    work.tell(
      { key: 'notices.imagesTrashed', facts: { count: chosen.length } },
      { undo: () => void work.attempt(() => bringBack(work.client, id)) },
    );
  };

  return (
    <Dialog
      title={t('left.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('left.none')}</Button>
          <Button look="danger" isDisabled={chosen.length === 0} onPress={() => void trash()}>
            {t('left.do', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <p>{t('left.about')}</p>
      <ul className="left-images">
        {images.map(({ path, size }) => (
          <li key={path}>
            <Checkbox
              label={path}
              value={!kept.has(path)}
              onChange={(on) => {
                const next = new Set(kept);
                if (on) next.delete(path);
                else next.add(path);
                setKept(next);
              }}
            />
            <span className="hint">{bytesWords(size, i18n.language)}</span>
            <img src={mediaBase + path.split('/').map(encodeURIComponent).join('/')} alt="" loading="lazy" />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
