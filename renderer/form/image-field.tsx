// Owns: the field of a picture: a thumbnail, the address as written, a picker of the journal's pictures, and a place to drop one.
// Must not know: where pictures are stored.
import { Image as ImageIcon, ImagePlus } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Field } from '#core/frontmatter/index.ts';
import { useForm } from './context.ts';
import { useDraft } from './use-draft.ts';

export function ImageField({ field, wide }: { readonly field: Field; readonly wide: boolean }) {
  const { t } = useTranslation('post');
  const form = useForm();
  const [open, setOpen] = useState(false);
  const [over, setOver] = useState(false);
  const [note, setNote] = useState<string | null>(null);
  const value = typeof field.value === 'string' ? field.value : '';
  const disabled = form.disabled || field.readOnly !== null;
  const set = (text: string, typing: { readonly fresh: boolean } | null): void =>
    form.change(field.key, { op: 'set', key: field.key, value: text, as: 'text' }, typing);
  const draft = useDraft({ value, onText: (text, fresh) => set(text, { fresh }) });

  const store = async (file: File): Promise<void> => {
    setNote(t('images.storing', { name: file.name }));
    try {
      const { url } = await form.storeImage(file);
      set(url, null);
      draft.show(url);
      setNote(null);
      setOpen(false);
    } catch (error) {
      setNote(error instanceof Error ? error.message : String(error));
    }
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (!file || disabled) return;
    event.preventDefault();
    event.stopPropagation();
    void store(file);
  };
  const dropArea = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop,
  };

  return (
    <span className={over ? 'form-image form-image-over' : 'form-image'} {...dropArea}>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button
          className="form-thumb"
          aria-label={t('form.pickImage', { key: field.key })}
          isDisabled={disabled}
        >
          <Thumb url={value === '' ? null : form.imageUrl(value)} />
        </Button>
        <Popover className="popover form-picker" placement="bottom start">
          <Dialog aria-label={t('form.pickImage', { key: field.key })}>
            <Picker
              onPick={(url) => {
                set(url, null);
                draft.show(url);
                setOpen(false);
              }}
              onFile={(file) => void store(file)}
              note={note}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
      <input
        {...draft.input}
        className={wide ? 'form-input' : 'form-input form-image-path'}
        type="text"
        aria-label={field.key}
        placeholder={field.key}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
      />
      {note === null || open ? null : <span className="form-refusal">{note}</span>}
    </span>
  );
}

function Thumb({ url }: { readonly url: string | null }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (url === null || url === broken) return <ImageIcon size={14} aria-hidden />;
  return <img src={url} alt="" onError={() => setBroken(url)} />;
}

interface PickerProps {
  readonly onPick: (url: string) => void;
  readonly onFile: (file: File) => void;
  readonly note: string | null;
}

/** As many thumbnails as a person looks through; more are found by typing. */
const MOST = 60;

function Picker({ onPick, onFile, note }: PickerProps) {
  const { t } = useTranslation('post');
  const form = useForm();
  const file = useRef<HTMLInputElement>(null);
  const [images, setImages] = useState<Awaited<ReturnType<typeof form.images>>>([]);
  const [wanted, setWanted] = useState('');

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once each time the picker opens
  useEffect(() => {
    let dropped = false;
    form.images().then(
      (found) => !dropped && setImages(found),
      () => undefined,
    );
    return () => {
      dropped = true;
    };
  }, []);

  const shown = images
    .filter((image) =>
      image.path.normalize('NFC').toLowerCase().includes(wanted.normalize('NFC').toLowerCase()),
    )
    .slice(0, MOST);
  return (
    <div className="picker">
      <div className="picker-head">
        <input
          className="input"
          type="search"
          aria-label={t('form.findImage')}
          placeholder={t('form.findImage')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button className="button button-plain" onPress={() => file.current?.click()}>
          <ImagePlus size={14} aria-hidden />
          <span>{t('form.fromDisk')}</span>
        </Button>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? [];
            if (chosen) onFile(chosen);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {note === null ? null : <p className="form-refusal">{note}</p>}
      {shown.length === 0 ? <p className="picker-none">{t('form.noImages')}</p> : null}
      <div className="picker-grid">
        {shown.map((image) => (
          <button
            type="button"
            key={image.path}
            className="picker-item"
            title={image.path}
            onClick={() => onPick(image.url)}
          >
            <img src={form.imageUrl(image.url) ?? ''} alt={image.path} loading="lazy" />
            <span>{image.path.split('/').at(-1)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
