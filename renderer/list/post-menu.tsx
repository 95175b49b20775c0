// Owns: the context menu of the chosen posts.
// Must not know: how a command is done.
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#contract/commands.ts';
import { canRun, runCommand, shownKeys } from '../commands.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { type Item, PointMenu } from '../ui/menu.tsx';

export interface PostMenuProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

export function PostMenu({ at, onClose }: PostMenuProps) {
  const { t } = useTranslation();
  const work = useWork();
  const state = usePart((whole) => whole);
  const item = (id: CommandId): Item => ({
    id,
    label: t(`commands.${id}`),
    keys: id === 'trashPost' ? t('keys.delete') : shownKeys(state, id),
    disabled: !canRun(state, id),
    danger: id === 'trashPost',
    run: () => void runCommand(work, id),
  });
  const [first] = state.chosen;
  const open: Item = {
    id: 'open',
    label: t('posts.open'),
    keys: 'Enter',
    disabled: state.chosen.size !== 1,
    run: () => {
      if (first !== undefined) void work.openPost(first);
    },
  };
  return (
    <PointMenu
      label={t('posts.menu', { count: state.chosen.size })}
      at={at}
      onClose={onClose}
      sections={[
        { id: 'open', items: [open] },
        {
          id: 'file',
          items: [
            item('renamePost'),
            item('movePost'),
            item('editKey'),
            item('postHistory'),
            item(canRun(state, 'publishPost') ? 'publishPost' : 'unpublishPost'),
            ...(state.info.canReveal ? [item('revealPost')] : []),
          ],
        },
        { id: 'trash', items: [item('trashPost')] },
      ]}
    />
  );
}
