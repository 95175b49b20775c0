// Owns: the settings of images, with an example of what they come to.
// Must not know: how images are stored.
import { useTranslation } from 'react-i18next';
import { fillFolder, fillName, type TemplateValues, unknownVariables } from '#core/images/template.ts';
import { Select, Switch } from '../ui/field.tsx';
import { NumberField } from './number-field.tsx';
import type { SubjectProps } from './settings-dialog.tsx';
import { TextSetting } from './text-setting.tsx';

const megabyte = 1024 * 1024;

export function ImageSettings({ settings, change }: SubjectProps) {
  const { t } = useTranslation();
  const example: TemplateValues = {
    categories: [t('settings.images.exampleCategory')],
    slug: t('settings.images.exampleSlug'),
    date: '2024-10-03',
    name: 'IMG_2041',
    n: 1,
    hash: '5f1c9ad27e40b3c8',
  };
  const extension = settings.imageConvert ? 'webp' : 'jpg';
  const hint = (folder: string, name: string, template: string) => {
    const unknown = unknownVariables(template);
    if (unknown.length > 0) return t('settings.images.unknown', { name: `{${unknown.join('}, {')}}` });
    const path = [
      fillFolder(folder, example, settings.slugStyle),
      fillName(name, example, settings.slugStyle),
    ];
    return <code>{`${path.filter(Boolean).join('/')}.${extension}`}</code>;
  };
  return (
    <>
      <TextSetting
        label={t('settings.images.folder')}
        value={settings.imageFolder}
        hint={(typed) => hint(typed, settings.imageName, typed)}
        onChange={(imageFolder) => change({ imageFolder })}
      />
      <TextSetting
        label={t('settings.images.name')}
        value={settings.imageName}
        hint={(typed) => hint(settings.imageFolder, typed, typed)}
        onChange={(imageName) => change({ imageName })}
      />
      <p className="hint">{t('settings.images.variables')}</p>
      <Select
        label={t('settings.images.markup')}
        value={settings.imageMarkup}
        options={[
          { value: 'auto', label: t('settings.images.auto') },
          { value: 'markdown', label: 'Markdown', note: '![…](…)' },
          { value: 'html', label: 'HTML', note: '<img …>' },
          { value: 'center', label: t('settings.images.center'), note: '<center><img …></center>' },
        ]}
        onChange={(imageMarkup) => change({ imageMarkup })}
      />
      <Switch
        label={t('settings.images.convert')}
        hint={t('settings.images.convertHint')}
        value={settings.imageConvert}
        onChange={(imageConvert) => change({ imageConvert })}
      />
      {settings.imageConvert ? (
        <div className="form-row">
          <NumberField
            label={t('settings.images.width')}
            value={settings.imageMaxWidth}
            min={200}
            max={10_000}
            onChange={(imageMaxWidth) => change({ imageMaxWidth })}
          />
          <NumberField
            label={t('settings.images.quality')}
            value={settings.imageQuality}
            min={30}
            max={100}
            onChange={(imageQuality) => change({ imageQuality })}
          />
        </div>
      ) : null}
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
