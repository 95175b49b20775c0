// The native menu as data: every command has its place and name, and the system's own items are there.
import { describe, expect, test } from 'vitest';
import { commandWords } from '#contract/command-words.ts';
import { commandList } from '#contract/commands.ts';
import { menuTemplate } from '../../electron/desktop/menu-template.ts';

type Item = ReturnType<typeof menuTemplate>[number];
const below = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? below(item.submenu) : [])]);
const menu = (
  language: 'en' | 'ko',
  mac: boolean,
  choose: (id: string) => void = () => {},
): readonly Item[] => below(menuTemplate(language, mac, choose));

describe.each([true, false])('menu, on a Mac: %s', (mac) => {
  test('has every command once, by its own name', () => {
    for (const language of ['en', 'ko'] as const) {
      const items = menu(language, mac);
      for (const { id } of commandList) {
        const found = items.filter((item) => item.id === id);
        expect(found, id).toHaveLength(1);
        expect(found[0]?.label).toBe(commandWords[language].commands[id]);
      }
    }
  });

  test('choosing an item tells its command, except where the system does it', () => {
    const chosen: string[] = [];
    const items = menu('en', mac, (id) => chosen.push(id)).filter(({ id }) =>
      commandList.some((c) => c.id === id),
    );
    for (const item of items) {
      if (item.role !== undefined) continue;
      // Electron passes the item, the window and the event, none of which the click needs.
      (item.click as () => void)();
    }
    const system = items.filter((item) => item.role !== undefined).map((item) => item.id);
    expect(system).toEqual(['post.undo', 'post.redo']);
    expect([...chosen].sort()).toEqual(
      commandList
        .map(({ id }) => id)
        .filter((id) => !system.includes(id))
        .sort(),
    );
  });

  test('shows keys without taking them from the page', () => {
    const save = menu('en', mac).find(({ id }) => id === 'post.save');
    expect(save).toMatchObject({ accelerator: 'CommandOrControl+S', registerAccelerator: false });
  });

  test('has the system’s items and no doubled lines', () => {
    const roles = menu('ko', mac).flatMap(({ role }) => (role === undefined ? [] : [role]));
    for (const role of [
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
      'zoomIn',
      'quit',
      'about',
    ] as const) {
      expect(roles, role).toContain(role);
    }
    expect(roles.includes('services')).toBe(mac);
    for (const top of menuTemplate('en', mac, () => {})) {
      const kinds = (Array.isArray(top.submenu) ? top.submenu : []).map(({ type }) => type ?? 'item');
      expect(kinds[0]).toBe('item');
      expect(kinds.at(-1)).toBe('item');
      expect(kinds.join(' ')).not.toContain('separator separator');
    }
  });
});
