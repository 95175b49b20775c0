// Owns: putting the native menu up, and replacing it when the language changes.
// Must not know: what is in it.
import { Menu } from 'electron';
import type { CommandId } from '#contract/commands.ts';
import { type MenuLanguage, menuTemplate } from './menu-template.ts';

/** Puts the menu up, or replaces it in another language. */
export function setMenu(language: MenuLanguage, choose: (command: CommandId) => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(language, process.platform === 'darwin', choose)),
  );
}
