// Owns: the settings, by subject; each change counts at once.
// Must not know: where they are kept.
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#contract/values.ts';
import { slugOf } from '#core/slug.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch } from '../ui/field.tsx';
import { ImageSettings } from './image-settings.tsx';
import { JournalSettings } from './journal-settings.tsx';
import { NumberField } from './number-field.tsx';

export type Change = (change: Partial<Settings>) => void;

const subjects = [{ id: 'general' }, { id: 'writing' }, { id: 'images' }, { id: 'journal' }] as const;

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWork();
  const settings = usePart((state) => state.settings);
  const open = usePart((state) => state.journal !== null);
  const change: Change = (part) => void work.setSettings(part);
  return (
    <Dialog
      title={t('settings.title')}
      onClose={onClose}
      size="medium"
      footer={
        <Button look="primary" onPress={onClose}>
          {t('actions.done')}
        </Button>
      }
    >
      <Tabs className="settings" orientation="vertical">
        <TabList
          className="settings-subjects"
          aria-label={t('settings.title')}
          items={subjects.filter(({ id }) => open || id !== 'journal')}
        >
          {({ id }) => (
            <Tab id={id} className="shelf">
              <span className="shelf-name">{t(`settings.${id}.title`)}</span>
            </Tab>
          )}
        </TabList>
        <TabPanel id="general" className="settings-page form">
          <General settings={settings} change={change} />
        </TabPanel>
        <TabPanel id="writing" className="settings-page form">
          <Writing settings={settings} change={change} />
        </TabPanel>
        <TabPanel id="images" className="settings-page form">
          <ImageSettings settings={settings} change={change} />
        </TabPanel>
        {open ? (
          <TabPanel id="journal" className="settings-page form">
            <JournalSettings />
          </TabPanel>
        ) : null}
      </Tabs>
    </Dialog>
  );
}

export interface SubjectProps {
  readonly settings: Settings;
  readonly change: Change;
}

function General({ settings, change }: SubjectProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('settings.general.language')}
        value={settings.language}
        options={[
          { value: 'system', label: t('settings.general.system') },
          { value: 'ko', label: '한국어' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(language) => change({ language })}
      />
      <Select
        label={t('settings.general.theme')}
        value={settings.theme}
        options={[
          { value: 'system', label: t('settings.general.system') },
          { value: 'light', label: t('settings.general.light') },
          { value: 'dark', label: t('settings.general.dark') },
        ]}
        onChange={(theme) => change({ theme })}
      />
      <Switch
        label={t('settings.general.paper')}
        hint={t('settings.general.paperHint')}
        value={settings.previewPaper}
        onChange={(previewPaper) => change({ previewPaper })}
      />
    </>
  );
}

function Writing({ settings, change }: SubjectProps): ReactNode {
  const { t } = useTranslation();
  const example = t('settings.writing.slugExample');
  return (
    <>
      <div className="form-row">
        <Select
          label={t('settings.writing.font')}
          value={settings.editorFont}
          options={[
            { value: 'mono', label: t('settings.writing.mono') },
            { value: 'reading', label: t('settings.writing.reading') },
          ]}
          onChange={(editorFont) => change({ editorFont })}
        />
        <NumberField
          label={t('settings.writing.size')}
          value={settings.editorSize}
          min={10}
          max={32}
          onChange={(editorSize) => change({ editorSize })}
        />
      </div>
      <Switch
        label={t('settings.writing.autosave')}
        hint={t('settings.writing.autosaveHint')}
        value={settings.autosave}
        onChange={(autosave) => change({ autosave })}
      />
      {settings.autosave ? (
        <NumberField
          label={t('settings.writing.delay')}
          value={settings.autosaveDelay}
          min={200}
          max={60_000}
          onChange={(autosaveDelay) => change({ autosaveDelay })}
        />
      ) : null}
      <Switch
        label={t('settings.writing.sync')}
        value={settings.syncScroll}
        onChange={(syncScroll) => change({ syncScroll })}
      />
      <Select
        label={t('settings.writing.slug')}
        value={settings.slugStyle}
        options={[
          { value: 'keep', label: t('settings.writing.slugKeep'), note: slugOf(example, 'keep') },
          { value: 'romanise', label: t('settings.writing.slugRomanise'), note: slugOf(example, 'romanise') },
        ]}
        onChange={(slugStyle) => change({ slugStyle })}
        hint={
          <>
            {example} → <code>{slugOf(example, settings.slugStyle)}</code>
          </>
        }
      />
    </>
  );
}
