// Owns: the settings of images, with an example of what they come to in this journal.
// Must not know: how images are stored.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import { chooseMarkup, writeMarkup } from '#core/images/markup.ts';
import { fillFolder, fillName, type TemplateValues, unknownVariables } from '#core/images/template.ts';
import { urlOfPath } from '#core/images/url.ts';
import '../images/images.css';
import { useWork } from '../state/work-context.ts';
import { Select, Switch } from '../ui/field.tsx';
import { ImageFileSettings } from './image-file-settings.tsx';
import type { SubjectProps } from './settings-dialog.tsx';
import { TextSetting } from './text-setting.tsx';

type Manner = CallResult<'image.manner'>;

/** What the settings are when nobody has changed them: the journal's own manner then comes first. */
const PLAIN_FOLDER = 'assets/img/{category}/{slug}';

export function ImageSettings({ settings, change }: SubjectProps) {
  const { t } = useTranslation();
  const manner = useManner();
  const [folder, setFolder] = useState(settings.imageFolder);
  const [name, setName] = useState(settings.imageName);
  useEffect(() => setFolder(settings.imageFolder), [settings.imageFolder]);
  useEffect(() => setName(settings.imageName), [settings.imageName]);

  const example: TemplateValues = {
    categories: manner?.example?.categories ?? [t('settings.images.exampleCategory')],
    slug: manner?.example?.slug ?? t('settings.images.exampleSlug'),
    date: manner?.example?.date ?? '2024-10-03',
    name: 'IMG_2041',
    n: 1,
    hash: '5f1c9ad27e40b3c8',
  };
  const learned = folder === PLAIN_FOLDER ? (manner?.folder ?? null) : null;
  const extension = settings.imageConvert && settings.imageOriginal !== 'instead' ? 'webp' : 'jpg';
  const path = [
    fillFolder(learned ?? folder, example, settings.slugStyle),
    `${fillName(name, example, settings.slugStyle)}.${extension}`,
  ]
    .filter(Boolean)
    .join('/');
  const form = chooseMarkup('', settings.imageMarkup, manner?.baseurl ?? '', manner?.markup ?? null);
  const mistake = (template: string) => {
    const unknown = unknownVariables(template);
    return unknown.length === 0
      ? undefined
      : t('settings.images.unknown', { name: `{${unknown.join('}, {')}}` });
  };
  return (
    <>
      <TextSetting
        label={t('settings.images.folder')}
        value={settings.imageFolder}
        hint={(typed) => mistake(typed)}
        onTyped={setFolder}
        onChange={(imageFolder) => change({ imageFolder })}
      />
      <TextSetting
        label={t('settings.images.name')}
        value={settings.imageName}
        hint={(typed) => mistake(typed)}
        onTyped={setName}
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
      <section className="image-example" aria-label={t('settings.example')} aria-live="polite">
        <p className="label">{t('settings.example')}</p>
        <code>{path}</code>
        <code>{writeMarkup(form, { url: urlOfPath(path), alt: form.alt ? '…' : '' })}</code>
        {learned === null ? null : (
          <p className="hint">
            {t('settings.learned')}: <code>{learned}</code>. {t('settings.learnedHint')}
          </p>
        )}
        <p className="hint">{t('settings.own')}</p>
      </section>
      <Select
        label={t('settings.hangul')}
        hint={t('settings.hangulHint')}
        value={settings.slugStyle}
        options={[
          { value: 'keep', label: t('settings.writing.slugKeep') },
          { value: 'romanise', label: t('settings.writing.slugRomanise') },
        ]}
        onChange={(slugStyle) => change({ slugStyle })}
      />
      <Switch
        label={t('settings.images.convert')}
        hint={t('settings.images.convertHint')}
        value={settings.imageConvert}
        onChange={(imageConvert) => change({ imageConvert })}
      />
      <ImageFileSettings settings={settings} change={change} />
    </>
  );
}

/** How the open journal's posts do it; null while that is not known, or where none is open. */
function useManner(): Manner | null {
  const { client } = useWork();
  const [manner, setManner] = useState<Manner | null>(null);
  useEffect(() => {
    let gone = false;
    client.call('image.manner', {}).then(
      (found) => !gone && setManner(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [client]);
  return manner;
}
