// Owns: the settings of what is made of an image's file: size, quality, the original, the limit.
// Must not know: where it is stored, or how it is referred to.
import { useTranslation } from 'react-i18next';
import { Select, Switch } from '../ui/field.tsx';
import { NumberField } from './number-field.tsx';
import type { SubjectProps } from './settings-dialog.tsx';

const megabyte = 1024 * 1024;

export function ImageFileSettings({ settings, change }: SubjectProps) {
  const { t } = useTranslation();
  return (
    <>
      {settings.imageConvert ? (
        <>
          <div className="form-row">
            <NumberField
              label={t('settings.images.width')}
              value={settings.imageMaxWidth}
              min={200}
              max={10_000}
              onChange={(imageMaxWidth) => change({ imageMaxWidth })}
            />
            <NumberField
              label={t('settings.height')}
              value={settings.imageMaxHeight}
              min={200}
              max={20_000}
              onChange={(imageMaxHeight) => change({ imageMaxHeight })}
            />
          </div>
          <NumberField
            label={t('settings.images.quality')}
            value={settings.imageQuality}
            min={30}
            max={100}
            onChange={(imageQuality) => change({ imageQuality })}
          />
        </>
      ) : null}
      <Select
        label={t('settings.original')}
        value={settings.imageOriginal}
        options={[
          { value: 'drop', label: t('settings.drop') },
          { value: 'beside', label: t('settings.beside') },
          { value: 'instead', label: t('settings.instead') },
        ]}
        hint={settings.imageOriginal === 'beside' ? t('settings.besideHint') : undefined}
        onChange={(imageOriginal) => change({ imageOriginal })}
      />
      {settings.imageOriginal === 'drop' ? null : (
        <Switch
          label={t('settings.private')}
          hint={t('settings.privateHint')}
          value={settings.imagePrivate}
          onChange={(imagePrivate) => change({ imagePrivate })}
        />
      )}
      <NumberField
        label={t('settings.images.limit')}
        value={Math.max(1, Math.round(settings.imageLimit / megabyte))}
        min={1}
        max={50}
        onChange={(limit) => change({ imageLimit: limit * megabyte })}
      />
    </>
  );
}
