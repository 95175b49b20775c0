// Owns: the page's own menu: every command of the shared table in its place.
// Must not know: how a command is done.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { commandList, menuPlaces } from '#contract/commands.ts';
import { canRun, isOn, runCommand, shownKeys } from '../commands.ts';
import type { Work } from '../state/work.ts';
import { useWork } from '../state/work-context.ts';
import { IconButton } from '../ui/button.tsx';
import { MenuIcon } from '../ui/icons.ts';
import { DropMenu, type Section, type SubMenu } from '../ui/menu.tsx';

export function MainMenu() {
  const { t } = useTranslation();
  const work = useWork();
  const menusNow = (): readonly SubMenu[] => menus(work, t);
  return (
    <DropMenu
      label={t('actions.menu')}
      menus={menusNow}
      trigger={<IconButton icon={MenuIcon} label={t('actions.menu')} />}
    />
  );
}

/** The menus as they are when they are opened. */
function menus(work: Work, t: TFunction): readonly SubMenu[] {
  const state = work.store.get();
  return menuPlaces.map((place) => {
    const here = commandList.filter((command) => command.menu === place);
    const groups = [...new Set(here.map((command) => command.group))].sort((a, b) => a - b);
    const sections: Section[] = groups.map((group) => ({
      id: String(group),
      items: here
        .filter((command) => command.group === group)
        .map((command) => ({
          id: command.id,
          label: t(`commands.${command.id}`),
          keys: shownKeys(state, command.id),
          disabled: !canRun(state, command.id),
          on: command.toggle === true && isOn(state, command.id),
          run: () => void runCommand(work, command.id),
        })),
    }));
    return { id: place, label: t(`commands.menus.${place}`), sections };
  });
}
