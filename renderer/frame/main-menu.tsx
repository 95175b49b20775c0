// Owns: the page's own menu: every command of the shared table in its place.
// Must not know: how a command is done.
import { useTranslation } from 'react-i18next';
import { commandList, menuPlaces } from '#contract/commands.ts';
import { canRun, isOn, runCommand, shownKeys } from '../commands.ts';
import type { State } from '../state/model.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { IconButton } from '../ui/button.tsx';
import { MenuIcon } from '../ui/icons.ts';
import { DropMenu, type Section } from '../ui/menu.tsx';

export function MainMenu() {
  const { t } = useTranslation();
  const work = useWork();
  const state = usePart((whole) => whole);
  const sections: Section[] = menuPlaces.map((place) => ({
    id: place,
    title: t(`commands.menus.${place}`),
    items: commandList
      .filter((command) => command.menu === place)
      .map((command) => ({
        id: command.id,
        label: t(`commands.${command.id}`),
        keys: shownKeys(state, command.id),
        disabled: !canRun(state, command.id),
        on: onOf(state, command),
        run: () => void runCommand(work, command.id),
      })),
  }));
  return (
    <DropMenu
      label={t('actions.menu')}
      sections={sections}
      trigger={<IconButton icon={MenuIcon} label={t('actions.menu')} />}
    />
  );
}

function onOf(state: State, command: (typeof commandList)[number]): boolean {
  return command.toggle === true && isOn(state, command.id);
}
