// Owns: how a target is written to: its generator, its folders, and what they mean for one post and one picture.
// Must not know: how a generator is recognised, or how posts are translated.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetSiteOnWire } from '#contract/target-calls.ts';
import type { FolderChoice } from '#contract/values.ts';
import type { TargetSettings } from '#core/targets/types.ts';
import { problemWords } from '../locales/problem-words.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch, TextField } from '../ui/field.tsx';
import { Banner } from '../ui/message.tsx';
import { generatorOptions } from './generators.ts';

export interface TargetSetupProps {
  readonly folder: FolderChoice;
  readonly site: TargetSiteOnWire;
  readonly onPlan: (settings: TargetSettings) => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

export function TargetSetup({ folder, site: found, onPlan, onBack, onClose }: TargetSetupProps) {
  const { t } = useTranslation();
  const work = useWork();
  const [site, setSite] = useState(found);
  // What is typed counts at once; what the host says of it follows.
  const [settings, setSettings] = useState<TargetSettings>(found.settings);
  const asked = useRef(0);

  const ask = async (
    how: { settings: TargetSettings } | { generator: TargetSettings['generator'] },
  ): Promise<void> => {
    const turn = ++asked.current;
    const told = await work.attempt(() => work.client.call('export.site', { target: folder.id, ...how }));
    if (told === undefined || told === null || turn !== asked.current) return;
    setSite(told);
    if ('generator' in how) setSettings(told.settings);
  };
  const change = (part: Partial<TargetSettings>): void => {
    const next = { ...settings, ...part };
    setSettings(next);
    if (isFolder(next.content) && isFolder(next.images)) void ask({ settings: trimmed(next) });
  };

  const { generator } = settings;
  const jekyll = generator === 'jekyll';
  const wrong = (path: string): string | null => (isFolder(path) ? null : t('targets.notFolder'));
  const ready = isFolder(settings.content) && isFolder(settings.images);
  return (
    <Dialog
      title={t('targets.title', { name: folder.name })}
      onClose={onClose}
      size="medium"
      footer={
        <>
          <Button look="quiet" onPress={onBack}>
            {t('actions.back')}
          </Button>
          <span className="foot-gap" />
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" isDisabled={!ready} onPress={() => onPlan(trimmed(settings))}>
            {t('targets.plan')}
          </Button>
        </>
      }
    >
      <p className="lead">{t('targets.lead')}</p>
      {site.problems.map((problem) => (
        <Banner key={problem.code} tone={problem.severity === 'info' ? 'info' : 'warning'}>
          {problemWords(t, problem)}
        </Banner>
      ))}
      <div className="target-form">
        <Select
          label={t('targets.generator')}
          value={generator}
          options={generatorOptions(t)}
          onChange={(name) => void ask({ generator: name })}
          hint={recognised(site, t)}
        />
        {jekyll ? null : (
          <>
            <TextField
              label={t('targets.content')}
              value={settings.content}
              onChange={(content) => change({ content })}
              error={wrong(settings.content)}
              placeholder={t('targets.root')}
              mono
            />
            <Select
              label={t('targets.names')}
              value={settings.names}
              options={[
                { value: 'slug', label: t('targets.bySlug') },
                { value: 'date-slug', label: t('targets.byDate') },
              ]}
              onChange={(names) => change({ names })}
            />
            {generator === 'hugo' ? (
              <Select
                label={t('targets.format')}
                value={settings.format}
                options={[
                  { value: 'yaml', label: 'YAML (---)' },
                  { value: 'toml', label: 'TOML (+++)' },
                ]}
                onChange={(format) => change({ format })}
              />
            ) : null}
            <TextField
              label={t('targets.images')}
              value={settings.images}
              onChange={(images) => change({ images })}
              error={wrong(settings.images)}
              placeholder={t('targets.root')}
              mono
            />
            {site.canStandBeside ? (
              <Switch
                label={t(`targets.beside.${generator === 'hexo' ? 'asset' : 'bundle'}`)}
                value={settings.beside}
                onChange={(beside) => change({ beside })}
              />
            ) : null}
          </>
        )}
      </div>
      <Example site={site} />
    </Dialog>
  );
}

/** Where a post and a picture of the open journal would go, and how a reader would find them. */
function Example({ site }: { readonly site: TargetSiteOnWire }) {
  const { t } = useTranslation();
  const { post, url, image, imageUrl } = site.example;
  if (post === '') return null;
  return (
    <dl className="target-example" aria-label={t('targets.example')}>
      <dt>{t('targets.examplePost')}</dt>
      <dd>
        <code>{post}</code>
        {url === null ? null : <code className="target-url">{url}</code>}
      </dd>
      <dt>{t('targets.exampleImage')}</dt>
      <dd>
        <code>{image}</code>
        {imageUrl === null ? null : <code className="target-url">{imageUrl}</code>}
      </dd>
    </dl>
  );
}

function recognised(site: TargetSiteOnWire, t: ReturnType<typeof useTranslation>['t']): string {
  if (site.remembered) return t('targets.remembered');
  const name = t(`targets.name.${site.detected}`);
  return site.by === null ? t('targets.guessed', { name }) : t('targets.recognised', { name, by: site.by });
}

/** A folder below the target, or its root. */
function isFolder(path: string): boolean {
  const clean = tidy(path);
  return (
    clean === '' ||
    clean.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\\'))
  );
}

const tidy = (path: string): string => path.trim().replace(/^\/+|\/+$/g, '');

const trimmed = (settings: TargetSettings): TargetSettings => ({
  ...settings,
  content: tidy(settings.content),
  images: tidy(settings.images),
});
