// Owns: what is asked to put posts into another category.
// Must not know: how a post is moved.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelPath } from '#core/journal/entry.ts';
import { FollowImages } from '../images/follow-images.tsx';
import { shelfOf } from '../state/list.ts';
import { movePosts } from '../state/post-work.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { CategoryBox, readCategories, showCategories } from '../ui/category-box.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { allCategories } from './categories.ts';

export interface MoveDialogProps {
  readonly paths: readonly RelPath[];
  readonly onClose: () => void;
}

export function MoveDialog({ paths, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const work = useWork();
  const entries = usePart((state) => state.entries);
  const first = entries.find((entry) => entry.path === paths[0]);
  const [category, setCategory] = useState(showCategories(first?.categories ?? []));

  const [images, setImages] = useState(true);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onClose();
    void movePosts(work, paths, readCategories(category), images);
  };

  return (
    <Dialog
      title={t('move.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="move">
            {t('move.do')}
          </Button>
        </>
      }
    >
      <form id="move" className="form" onSubmit={submit}>
        <p className="lead">{t('move.what', { count: paths.length, title: first?.title ?? '' })}</p>
        <CategoryBox
          label={t('newPost.category')}
          hint={t('move.hint')}
          value={category}
          existing={allCategories(shelfOf(entries).tree)}
          onChange={setCategory}
          autoFocus
        />
        <FollowImages
          paths={paths}
          to={{ categories: [...readCategories(category)] }}
          value={images}
          onChange={setImages}
        />
      </form>
    </Dialog>
  );
}
