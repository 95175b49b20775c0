// Owns: what is asked to make images lighter: the format, the width, the quality.
// Must not know: how pictures are made.
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaChange } from '#contract/media-calls.ts';
import { usePart } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch, TextField } from '../ui/field.tsx';
import type { Item } from './model.ts';

export interface ConvertDialogProps {
  readonly items: readonly Item[];
  readonly onClose: () => void;
  readonly onPlan: (change: MediaChange) => void;
}

export function ConvertDialog({ items, onClose, onPlan }: ConvertDialogProps) {
  const { t } = useTranslation();
  const settings = usePart((state) => state.settings);
  const [format, setFormat] = useState<'webp' | 'same'>('webp');
  const [narrow, setNarrow] = useState(true);
  const [width, setWidth] = useState(String(settings.imageMaxWidth));
  const [quality, setQuality] = useState(String(settings.imageQuality));

  const maxWidth = narrow ? whole(width, 100, 20_000) : null;
  const level = whole(quality, 30, 100);
  const fine = level !== null && (!narrow || maxWidth !== null) && (format === 'webp' || narrow);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!fine || level === null) return;
    const paths = items.map(({ image }) => image.path);
    onPlan({ op: 'convert', paths, webp: format === 'webp', maxWidth, quality: level });
  };

  return (
    <Dialog
      title={t('media.convert.title', { count: items.length })}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="media-convert" isDisabled={!fine}>
            {t('media.convert.preview')}
          </Button>
        </>
      }
    >
      <form id="media-convert" className="form" onSubmit={submit}>
        <p className="lead">{t('media.convert.lead')}</p>
        <Select
          label={t('media.convert.format')}
          value={format}
          options={[
            { value: 'webp', label: 'WebP' },
            { value: 'same', label: t('media.convert.same') },
          ]}
          onChange={setFormat}
        />
        <Switch label={t('media.convert.narrow')} value={narrow} onChange={setNarrow} />
        {narrow ? (
          <TextField
            label={t('media.convert.width')}
            value={width}
            onChange={setWidth}
            type="number"
            error={maxWidth === null ? t('media.convert.between', { from: 100, to: 20_000 }) : null}
          />
        ) : null}
        <TextField
          label={t('media.convert.quality')}
          value={quality}
          onChange={setQuality}
          type="number"
          hint={t('media.convert.qualityHint')}
          error={level === null ? t('media.convert.between', { from: 30, to: 100 }) : null}
        />
      </form>
    </Dialog>
  );
}

function whole(text: string, from: number, to: number): number | null {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= from && value <= to ? value : null;
}
