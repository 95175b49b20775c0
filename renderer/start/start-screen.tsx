// Owns: what there is before a journal is open: open a folder, try the sample, or go on with a recent one.
// Must not know: how a journal is opened.
import { useTranslation } from 'react-i18next';
import { runCommand, shownKeys } from '../commands.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { FolderIcon, FolderOpenIcon, RepositoryIcon, SampleIcon, SettingsIcon } from '../ui/icons.ts';
import { Logo } from './logo.tsx';

export function StartScreen() {
  const { t } = useTranslation();
  const work = useWork();
  const recent = usePart((state) => state.recent);
  const settingsKeys = usePart((state) => shownKeys(state, 'settings'));
  return (
    <main className="start">
      <div className="start-corner">
        <IconButton
          icon={SettingsIcon}
          label={t('commands.settings')}
          keys={settingsKeys}
          onPress={() => runCommand(work, 'settings')}
        />
      </div>
      <div className="start-sheet">
        <Logo size={56} />
        <h1 className="start-title">Galley</h1>
        <p className="start-words">{t('start.words')}</p>
        <div className="start-actions">
          <Button look="primary" icon={FolderOpenIcon} onPress={() => runCommand(work, 'openFolder')}>
            {t('start.open')}
          </Button>
          <Button icon={SampleIcon} onPress={() => runCommand(work, 'openSample')}>
            {t('start.sample')}
          </Button>
        </div>
        <p className="start-note">{t('start.note')}</p>
        {recent.length === 0 ? null : (
          <section className="start-recent" aria-labelledby="recent">
            <h2 id="recent" className="shelf-head">
              {t('start.recent')}
            </h2>
            <ul>
              {recent.slice(0, 6).map((folder) => {
                const Picture =
                  folder.kind === 'repository' || folder.kind === 'jekyll' ? RepositoryIcon : FolderIcon;
                return (
                  <li key={folder.id}>
                    <button type="button" className="shelf" onClick={() => void work.openFolder(folder)}>
                      <Picture size={16} aria-hidden />
                      <span className="shelf-name">{folder.name}</span>
                      <span className="count">{t(`folder.kind.${folder.kind}`)}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}
