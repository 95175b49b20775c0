// Owns: the settings, by subject; each change counts at once.
// Must not know: where they are kept.
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#contract/values.ts';
import { slugOf } from '#core/slug.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch } from '../ui/field.tsx';
import { ImageSettings } from './image-settings.tsx';
import { NumberField } from './number-field.tsx';

export type Change = (change: Partial<Settings>) => void;

const subjects = ['general', 'writing', 'images'] as const;
type Subject = (typeof subjects)[number];

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWork();
  const settings = usePart((state) => state.settings);
  const [subject, setSubject] = useState<Subject>('general');
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
      <div className="settings">
        <div
          className="settings-subjects"
          role="tablist"
          aria-label={t('settings.title')}
          aria-orientation="vertical"
        >
          {subjects.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`subject-${one}`}
              aria-selected={one === subject}
              aria-controls="subject"
              className="shelf"
              onClick={() => setSubject(one)}
            >
              <span className="shelf-name">{t(`settings.${one}.title`)}</span>
            </button>
          ))}
        </div>
        <div
          className="settings-page form"
          role="tabpanel"
          id="subject"
          aria-labelledby={`subject-${subject}`}
        >
          {subject === 'general' ? <General settings={settings} change={change} /> : null}
          {subject === 'writing' ? <Writing settings={settings} change={change} /> : null}
          {subject === 'images' ? <ImageSettings settings={settings} change={change} /> : null}
        </div>
      </div>
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
