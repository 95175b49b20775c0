// Owns: the table of all keys, from the one table of commands.
// Must not know: what a command does.
import { useTranslation } from 'react-i18next';
import { commandList, menuPlaces } from '#contract/commands.ts';
import { shownKeys } from '../commands.ts';
import { usePart } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const state = usePart((whole) => whole);
  return (
    <Dialog title={t('commands.shortcuts')} onClose={onClose} size="medium">
      <div className="shortcuts">
        {menuPlaces.map((place) => {
          const lines = commandList.filter(
            (command) => command.menu === place && shownKeys(state, command.id) !== undefined,
          );
          if (lines.length === 0) return null;
          return (
            <section key={place}>
              <h3 className="shelf-head">{t(`commands.menus.${place}`)}</h3>
              <dl>
                {lines.map((command) => (
                  <div key={command.id} className="shortcut">
                    <dt>{t(`commands.${command.id}`)}</dt>
                    <dd>
                      <kbd>{shownKeys(state, command.id)}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
