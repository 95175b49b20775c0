// Owns: the small card beside pictures that were just inserted: name, alternative text, width, format; one at a time.
// Must not know: how files are changed or references written.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../keys.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Checkbox, Select, TextField } from '../ui/field.tsx';
import { type Choice, firstChoice } from './apply-card.ts';
import type { InsertedImage } from './card-field.ts';
import type { CardShown, Cards } from './cards.ts';
import { sizeWords } from './sizes.ts';
import './images.css';

export interface ImageCardProps {
  readonly cards: Cards;
  /** Address to show a path of the journal. */
  readonly mediaUrl: (path: string) => string;
  readonly users: (path: string) => Promise<number>;
  readonly apply: (choices: ReadonlyMap<number, Choice>, images: readonly InsertedImage[]) => Promise<void>;
}

export function ImageCard(props: ImageCardProps) {
  const shown = useSyncExternalStore(props.cards.subscribe, props.cards.get);
  if (shown === null) return null;
  return createPortal(<Card key={shown.images[0]?.id} {...props} shown={shown} />, shown.host);
}

function Card({ cards, mediaUrl, users, apply, shown }: ImageCardProps & { readonly shown: CardShown }) {
  const { t, i18n } = useTranslation('images');
  const { images, at } = shown;
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(new Map());
  const [used, setUsed] = useState<ReadonlyMap<number, number>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const image = images[at];

  const accept = (): void => {
    if (busy) return;
    if (choices.size === 0) {
      cards.close();
      return;
    }
    setBusy(true);
    setFailure(null);
    apply(choices, images).catch((error: unknown) => {
      setFailure(error instanceof Error ? error.message : String(error));
      setBusy(false);
    });
  };
  useEffect(() => {
    cards.onAccept(accept);
    cards.drawn();
    return () => cards.onAccept(null);
  });

  // A picture that was there before may be shown elsewhere: its file is not ours to change.
  const path = image?.stored.reused === true ? image.stored.path : null;
  const id = image?.id;
  useEffect(() => {
    if (path === null || id === undefined) return;
    users(path).then(
      (count) => setUsed((before) => new Map(before).set(id, count)),
      () => undefined,
    );
  }, [path, id, users]);

  if (image === undefined) return null;
  const choice = choices.get(image.id) ?? firstChoice(image);
  const change = (facts: Partial<Choice>): void =>
    setChoices((before) => new Map(before).set(image.id, { ...choice, ...facts }));
  const onKey = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      cards.close();
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      accept();
    }
  };
  const { stored, file } = image;
  const extension = stored.path.slice(stored.path.lastIndexOf('.') + 1);
  const cameAs = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase().replace('jpeg', 'jpg') ?? '';
  const fixed = stored.reused;
  const formats = !fixed && stored.converted && extension === 'webp' && cameAs !== 'webp';
  return (
    <fieldset className="image-card-body" aria-label={t('card.name')} onKeyDown={onKey}>
      <header className="image-card-head">
        <img src={mediaUrl(stored.path)} alt="" />
        <div>
          <p className="image-card-path" title={stored.path}>
            {stored.path}
          </p>
          <p className="hint">
            {sizeWords(stored, i18n.language)}
            {file.size > stored.size * 1.1
              ? ` · ${t('card.saved', { percent: Math.round(100 - (100 * stored.size) / file.size) })}`
              : ''}
          </p>
        </div>
        {images.length < 2 ? null : (
          <div className="image-card-steps">
            <IconButton
              icon={ChevronLeft}
              label={t('card.before')}
              isDisabled={at === 0}
              onPress={() => cards.turn(at - 1)}
            />
            <span className="hint">{t('card.of', { at: at + 1, count: images.length })}</span>
            <IconButton
              icon={ChevronRight}
              label={t('card.next')}
              isDisabled={at === images.length - 1}
              onPress={() => cards.turn(at + 1)}
            />
          </div>
        )}
      </header>
      {fixed ? (
        <p className="image-card-note">{t('card.reused', { count: used.get(image.id) ?? 0 })}</p>
      ) : null}
      <div className="image-card-fields">
        <TextField
          label={t('card.alt')}
          value={choice.alt}
          placeholder={t('card.altHint')}
          onChange={(alt) => change({ alt })}
        />
        {fixed ? null : (
          <TextField label={t('card.file')} value={choice.name} mono onChange={(name) => change({ name })} />
        )}
        {choice.width === null ? null : (
          <TextField
            label={t('card.width')}
            value={choice.width}
            placeholder="60%"
            onChange={(width) => change({ width })}
          />
        )}
        {formats ? (
          <Select
            label={t('card.format')}
            value={choice.format ?? 'webp'}
            options={[
              { value: 'webp', label: 'WebP' },
              { value: 'original', label: t('card.original', { kind: cameAs.toUpperCase() }) },
            ]}
            onChange={(format) => change({ format: format === 'webp' ? null : format })}
          />
        ) : null}
      </div>
      {choice.format === 'original' ? (
        <Checkbox
          label={t('card.private')}
          value={choice.private}
          onChange={(on) => change({ private: on })}
        />
      ) : null}
      {failure === null ? null : (
        <p className="error" role="alert">
          {failure}
        </p>
      )}
      <footer className="image-card-foot">
        <span className="hint">{t('card.keys')}</span>
        <Button look="quiet" onPress={() => cards.close()}>
          {t('card.keep')}
        </Button>
        <Button look="primary" isDisabled={busy} onPress={accept}>
          {t('card.accept')}
        </Button>
      </footer>
    </fieldset>
  );
}
