// Owns: choosing one of the journal's images: thumbnails, finding by typing, how often each is used, or a file of the disk.
// Must not know: what is done with the one that is chosen.
import { ImagePlus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { findImages, type LibraryImage } from './library.ts';
import { bytesWords } from './sizes.ts';
import './images.css';

export interface PickerProps {
  readonly load: () => Promise<readonly LibraryImage[]>;
  /** Address to show a path of the journal. */
  readonly imageUrl: (image: LibraryImage) => string;
  readonly onPick: (image: LibraryImage) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly many: boolean;
  readonly note?: string | null;
}

/** So many are drawn at once; more come as one scrolls. */
const STEP = 60;

export function Picker({ load, imageUrl, onPick, onFiles, many, note = null }: PickerProps) {
  const { t, i18n } = useTranslation('images');
  const file = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [images, setImages] = useState<readonly LibraryImage[] | null>(null);
  const [typed, setTyped] = useState('');
  const [room, setRoom] = useState(STEP);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once each time the picker opens
  useEffect(() => {
    let gone = false;
    load().then(
      (found) => !gone && setImages(found),
      () => !gone && setImages([]),
    );
    return () => {
      gone = true;
    };
  }, []);

  const found = useMemo(() => findImages(images ?? [], typed), [images, typed]);
  const shown = found.slice(0, room);

  const onKey = (event: KeyboardEvent): void => {
    const items = [...(grid.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement); // -1 where it is none of them
    const across = Math.max(
      1,
      Math.round((grid.current?.clientWidth ?? 0) / (items[0]?.offsetWidth || Infinity)),
    );
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    if (by === undefined || (here < 0 && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    items[here < 0 ? 0 : Math.min(items.length - 1, Math.max(0, here + by))]?.focus();
  };

  return (
    <fieldset className="picker" aria-label={t('picker.name')} onKeyDown={onKey}>
      <div className="picker-head">
        <input
          className="input"
          type="search"
          aria-label={t('picker.find')}
          placeholder={t('picker.find')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setRoom(STEP);
          }}
          // biome-ignore lint/a11y/noAutofocus: finding is what one comes here for
          autoFocus
        />
        <Button className="button button-plain" onPress={() => file.current?.click()}>
          <ImagePlus size={16} aria-hidden />
          <span>{t('picker.fromDisk')}</span>
        </Button>
        <input
          ref={file}
          type="file"
          accept="image/*"
          multiple={many}
          hidden
          data-image-file
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            if (files.length > 0) onFiles(files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {note === null ? null : <p className="form-refusal">{note}</p>}
      {images !== null && shown.length === 0 ? <p className="picker-none">{t('picker.none')}</p> : null}
      <div
        className="picker-grid"
        ref={grid}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          if (scrollTop + clientHeight > scrollHeight - 200 && room < found.length) setRoom(room + STEP);
        }}
      >
        {shown.map((image) => (
          <button
            type="button"
            key={image.path}
            className="picker-item"
            title={image.path}
            aria-label={t('picker.item', { path: image.path, count: image.users })}
            onClick={() => onPick(image)}
          >
            <img src={imageUrl(image)} alt="" loading="lazy" />
            <span className="picker-file">{image.path.slice(image.path.lastIndexOf('/') + 1)}</span>
            <span className="picker-facts">
              {image.users === 0 ? t('picker.unused') : t('picker.used', { count: image.users })}
              {' · '}
              {bytesWords(image.size, i18n.language)}
            </span>
          </button>
        ))}
      </div>
      {images === null ? null : <p className="hint">{t('picker.count', { count: found.length })}</p>}
    </fieldset>
  );
}
