// Owns: the field of a picture: a thumbnail, the address as written, a picker of the journal's pictures, and a place to drop one.
// Must not know: where pictures are stored.
import { Image as ImageIcon } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Field } from '#core/frontmatter/index.ts';
import { Cancelled, type Storing } from '../editor/image-drop.ts';
import { incomingOf, mayHoldPictures } from '../images/incoming.ts';
import { thumbUrl } from '../images/library.ts';
import { Picker } from '../images/picker.tsx';
import { useForm } from './context.ts';
import { useDraft } from './use-draft.ts';

/** Milliseconds after which a picture that is still being stored can be cancelled. */
const LATE = 300;

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

  const [late, setLate] = useState(false);
  const storing = useRef<Storing | null>(null);
  useEffect(() => () => storing.current?.cancel(), []);

  const take = (url: string): void => {
    set(url, null);
    draft.show(url);
    setOpen(false);
  };
  const store = async (file: File): Promise<void> => {
    // One field shows one picture: a later one takes the place of one that is still on its way.
    storing.current?.cancel();
    setNote(t('images.storing', { name: file.name }));
    const timer = setTimeout(() => setLate(true), LATE);
    const mine = form.storeImage(file, (stage) =>
      setNote(t(`place.${stage}`, { ns: 'images', name: file.name })),
    );
    storing.current = mine;
    try {
      const { url } = await mine.done;
      if (storing.current !== mine) return;
      take(url);
      setNote(null);
    } catch (error) {
      if (storing.current !== mine) return;
      setNote(error instanceof Cancelled ? null : error instanceof Error ? error.message : String(error));
    } finally {
      clearTimeout(timer);
      if (storing.current === mine) {
        storing.current = null;
        setLate(false);
      }
    }
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    if (disabled) return;
    const picture = incomingOf(event.dataTransfer, 'drop', form.mediaBase())?.find(
      ({ kind }) => kind !== 'text',
    );
    if (picture === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (picture.kind === 'file') void store(picture.file);
    else if (picture.kind === 'own') take(`/${picture.path}`);
    else if (picture.kind === 'remote') take(picture.url);
  };
  const dropArea = {
    onDragOver: (event: DragEvent) => {
      if (!mayHoldPictures(event.dataTransfer)) return;
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
              load={form.images}
              imageUrl={(image) => thumbUrl(form.mediaBase(), image)}
              many={false}
              onPick={({ url }) => take(url)}
              onFiles={([file]) => file && void store(file)}
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
      {note === null || open ? null : (
        <span className="form-refusal" role="status">
          {note}
        </span>
      )}
      {late ? (
        <Button className="form-link" onPress={() => storing.current?.cancel()}>
          {t('place.cancel', { ns: 'images' })}
        </Button>
      ) : null}
    </span>
  );
}

function Thumb({ url }: { readonly url: string | null }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (url === null || url === broken) return <ImageIcon size={14} aria-hidden />;
  return <img src={url} alt="" onError={() => setBroken(url)} />;
}
