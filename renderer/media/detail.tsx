// Owns: what is known of the chosen image, large: who uses it and where, its alternative texts, and what can be done with it.
// Must not know: how anything of that is done.
import { useTranslation } from 'react-i18next';
import type { MediaFacts, MediaUser } from '#contract/media-calls.ts';
import { openAt } from '../check/open-at.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { when } from '../ui/dates.ts';
import { CopyIcon, TrashIcon } from '../ui/icons.ts';
import type { Item } from './model.ts';
import { Thumb } from './thumb.tsx';
import { shownBytes, shownPixels } from './units.ts';
import { copyText, markupOf } from './work.ts';

export interface DetailProps {
  readonly item: Item;
  readonly facts: MediaFacts | undefined;
  readonly onMove: () => void;
  readonly onConvert: () => void;
  readonly onTrash: () => void;
}

export function Detail({ item, facts, onMove, onConvert, onTrash }: DetailProps) {
  const { t, i18n } = useTranslation();
  const work = useWork();
  const { image, name } = item;
  const { path, url, size, modified, users } = image;
  const pixels = shownPixels(facts);
  const about = [
    pixels,
    shownBytes(size, i18n.language),
    facts?.format == null ? null : facts.format.toUpperCase(),
    facts?.animated === true ? t('media.animated') : null,
  ];
  const alt = users.flatMap((user) => user.uses).find((use) => use.shows && use.alt)?.alt ?? '';
  return (
    <aside className="media-detail" data-pane="media-detail" aria-label={t('media.detail')}>
      <div className="media-large">
        <Thumb image={image} whole alt={alt === '' ? name : alt} />
      </div>
      <h3 className="media-name">{name}</h3>
      <p className="media-facts">{about.filter((part) => part !== null).join(' · ')}</p>
      <p className="media-facts">{t('media.changedAt', { when: when(modified, i18n.language) })}</p>
      {facts?.format === null ? <p className="media-facts tone-warning">{t('media.notAnImage')}</p> : null}
      <p className="media-path">
        <code>{path}</code>
      </p>
      <div className="media-acts">
        <Button onPress={onMove}>{t('media.do.move')}</Button>
        <Button onPress={onConvert}>{t('media.do.convert')}</Button>
        <Button look="danger" icon={TrashIcon} onPress={onTrash}>
          {t('media.do.trash')}
        </Button>
      </div>
      <div className="media-acts">
        <Button look="quiet" icon={CopyIcon} onPress={() => void copyText(work, url)}>
          {t('media.do.copyPath')}
        </Button>
        <Button
          look="quiet"
          icon={CopyIcon}
          onPress={() => void markupOf(work, url, alt).then((text) => copyText(work, text))}
        >
          {t('media.do.copyMarkup')}
        </Button>
      </div>
      <h4 className="media-head">{users.length === 0 ? t('media.noUse') : t('media.usedBy')}</h4>
      {users.length === 0 ? <p className="media-facts">{t('media.noUseWhy')}</p> : null}
      <ul className="media-users">
        {users.map((user) => (
          <User key={user.path} user={user} />
        ))}
      </ul>
    </aside>
  );
}

function User({ user }: { readonly user: MediaUser }) {
  const { t } = useTranslation();
  const work = useWork();
  const { path, uses, site } = user;
  const title = usePart((state) => state.entries.find((entry) => entry.path === path)?.title ?? path);
  return (
    <li className="media-user">
      <span className="media-user-title" title={path}>
        {title}
      </span>
      <ul>
        {uses.map(({ line, alt, shows }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several uses may stand in one line, and none has a name
          <li key={`${line} ${at}`}>
            {site ? (
              <span className="media-use">{t('media.siteUse', { line })}</span>
            ) : (
              <button type="button" className="media-use" onClick={() => void openAt(work, path, line)}>
                <span>{t('media.line', { line })}</span>{' '}
                <span className="media-alt">{altWords(t, alt, shows)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

type Translate = ReturnType<typeof useTranslation>['t'];

function altWords(t: Translate, alt: string | null, shows: boolean): string {
  if (!shows) return t('media.asLink');
  if (alt === null) return '';
  return alt.trim() === '' ? t('media.noAlt') : `“${alt}”`;
}

export interface ManyProps {
  readonly items: readonly Item[];
  readonly onMove: () => void;
  readonly onConvert: () => void;
  readonly onTrash: () => void;
  readonly onNone: () => void;
}

/** Several images are chosen: what they are together, and what can be done with all of them. */
export function ManyDetail({ items, onMove, onConvert, onTrash, onNone }: ManyProps) {
  const { t, i18n } = useTranslation();
  const bytes = items.reduce((sum, { image }) => sum + image.size, 0);
  const unused = items.filter(({ uses }) => uses === 0).length;
  return (
    <aside className="media-detail" data-pane="media-detail" aria-label={t('media.detail')}>
      <h3 className="media-name">{t('media.chosen', { count: items.length })}</h3>
      <p className="media-facts">
        {[
          shownBytes(bytes, i18n.language),
          ...(unused === 0 ? [] : [t('media.unusedOf', { count: unused })]),
        ].join(' · ')}
      </p>
      <div className="media-stack" aria-hidden="true">
        {items.slice(0, 9).map(({ image }) => (
          <Thumb key={image.path} image={image} alt="" />
        ))}
      </div>
      <div className="media-acts">
        <Button onPress={onMove}>{t('media.do.moveMany')}</Button>
        <Button onPress={onConvert}>{t('media.do.convert')}</Button>
        <Button look="danger" icon={TrashIcon} onPress={onTrash}>
          {t('media.do.trash')}
        </Button>
        <Button look="quiet" onPress={onNone}>
          {t('media.do.none')}
        </Button>
      </div>
    </aside>
  );
}

/** No image is chosen: what those that are shown are together. The panel stays, so that no image moves when one is chosen. */
export function NoDetail({ items }: { readonly items: readonly Item[] }) {
  const { t, i18n } = useTranslation();
  const bytes = (some: readonly Item[]): string =>
    shownBytes(
      some.reduce((sum, { image }) => sum + image.size, 0),
      i18n.language,
    );
  const unused = items.filter(({ uses }) => uses === 0);
  return (
    <aside className="media-detail media-detail-none" aria-label={t('media.detail')}>
      <p>{t('media.total', { count: items.length, size: bytes(items) })}</p>
      {unused.length === 0 ? null : (
        <p>{t('media.totalUnused', { count: unused.length, size: bytes(unused) })}</p>
      )}
      <p className="media-hint">{t('media.choose.hint')}</p>
    </aside>
  );
}
