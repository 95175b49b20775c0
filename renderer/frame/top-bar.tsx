// Owns: the bar on top: the panes' switches, the journal's name, the way to everything, and the two main acts.
// Must not know: how a command is done.
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#contract/commands.ts';
import { isOn, runCommand, shownKeys } from '../commands.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button, type Icon, IconToggle } from '../ui/button.tsx';
import {
  ExportIcon,
  PanelIcon,
  PlusIcon,
  PostsIcon,
  PreviewIcon,
  SearchIcon,
  WriteIcon,
} from '../ui/icons.ts';
import { MainMenu } from './main-menu.tsx';

export function TopBar() {
  const { t } = useTranslation();
  const work = useWork();
  const keys = usePart((state) => shownKeys(state, 'quickOpen'));
  const journal = usePart((state) => state.journal?.name ?? '');
  return (
    <header className="bar top-bar" data-pane="bar">
      <div className="bar-part">
        <MainMenu />
        <Toggle id="toggleLibrary" icon={PanelIcon} />
        <Toggle id="togglePosts" icon={PostsIcon} />
        <h1 className="journal-name" title={journal}>
          {journal}
        </h1>
      </div>
      <Button
        look="quiet"
        icon={SearchIcon}
        aria-label={t('palette.find')}
        onPress={() => runCommand(work, 'quickOpen')}
      >
        <span className="wide-only">{t('palette.find')}</span>
        {keys === undefined ? null : <span className="key wide-only" data-silent={keys} />}
      </Button>
      <div className="bar-part bar-end">
        <div className="segment">
          <Toggle id="toggleEditor" icon={WriteIcon} />
          <Toggle id="togglePreview" icon={PreviewIcon} />
        </div>
        <Button icon={PlusIcon} onPress={() => runCommand(work, 'newPost')}>
          {t('actions.newPost')}
        </Button>
        <Button icon={ExportIcon} onPress={() => runCommand(work, 'export')}>
          {t('actions.export')}
        </Button>
      </div>
    </header>
  );
}

function Toggle({ id, icon }: { readonly id: CommandId; readonly icon: Icon }) {
  const { t } = useTranslation();
  const work = useWork();
  const keys = usePart((state) => shownKeys(state, id));
  const on = usePart((state) => isOn(state, id));
  return (
    <IconToggle
      icon={icon}
      label={t(`commands.${id}`)}
      keys={keys}
      isSelected={on}
      onChange={() => runCommand(work, id)}
    />
  );
}
