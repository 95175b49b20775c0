// Owns: the native menu: the commands of the contract's table in their places, with the system's own items around them.
// Must not know: what a command does; choosing one tells its id. Plain data, so that it needs no Electron to be looked at.
import type { MenuItemConstructorOptions as Item } from 'electron';
import { commandWords } from '#contract/command-words.ts';
import { type Command, type CommandId, commandList, type MenuPlace, menuPlaces } from '#contract/commands.ts';
import { menuWords } from './menu-words.ts';

export type MenuLanguage = 'en' | 'ko';

const separator: Item = { type: 'separator' };

/** Items that the system does better than the page: they work in every text field, not only in the editor. */
const roles: Partial<Record<CommandId, NonNullable<Item['role']>>> = {
  'post.undo': 'undo',
  'post.redo': 'redo',
};

const accelerator = ({ keys }: Command): string | undefined => keys[0]?.replace('Mod+', 'CommandOrControl+');

/** The menu as data. `mac` decides where About, Settings and Quit stand. */
export function menuTemplate(
  language: MenuLanguage,
  mac: boolean,
  choose: (command: CommandId) => void,
): Item[] {
  const words = commandWords[language];
  const own = menuWords[language];
  const item = (command: Command & { readonly id: CommandId }): Item => {
    const role = roles[command.id];
    const key = accelerator(command);
    return {
      id: command.id,
      label: words.commands[command.id],
      ...(key === undefined ? {} : { accelerator: key }),
      // The page hears the key first and acts on it; the menu only shows it.
      ...(role === undefined ? { registerAccelerator: false, click: () => choose(command.id) } : { role }),
    };
  };
  const commandsOf = (place: MenuPlace): Item[] => {
    const here = commandList.filter(({ menu, id }) => menu === place && !(mac && id === 'settings'));
    const groups = [...new Set(here.map(({ group }) => group))].sort((a, b) => a - b);
    return groups.flatMap((group, i) => [
      ...(i === 0 ? [] : [separator]),
      ...here.filter((command) => command.group === group).map(item),
    ]);
  };
  const extra: Partial<Record<MenuPlace, Item[]>> = {
    file: mac
      ? [separator, { role: 'close', label: own.close }]
      : [separator, { role: 'quit', label: own.quit }],
    edit: [
      separator,
      { role: 'cut', label: own.cut },
      { role: 'copy', label: own.copy },
      { role: 'paste', label: own.paste },
      { role: 'pasteAndMatchStyle', label: own.pastePlain },
      { role: 'selectAll', label: own.selectAll },
    ],
    view: [
      separator,
      { role: 'resetZoom', label: own.resetZoom },
      { role: 'zoomIn', label: own.zoomIn },
      { role: 'zoomOut', label: own.zoomOut },
      { role: 'togglefullscreen', label: own.fullScreen },
    ],
    ...(mac ? {} : { help: [separator, { role: 'about', label: own.about }] }),
  };
  const settings = commandList.find(({ id }) => id === 'settings');
  const appMenu: Item = {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: own.about },
      separator,
      ...(settings === undefined ? [] : [item(settings), separator]),
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit', label: own.quit },
    ],
  };
  return [
    ...(mac ? [appMenu] : []),
    ...menuPlaces.map(
      (place): Item => ({
        id: place,
        label: words.menus[place],
        submenu: [...commandsOf(place), ...(extra[place] ?? [])],
        ...(place === 'help' ? { role: 'help' as const } : {}),
      }),
    ),
  ];
}
