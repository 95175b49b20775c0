// Owns: a small or large picture of an image, and what stands there where none can be shown.
// Must not know: who uses the image.
import { memo, useState } from 'react';
import type { MediaImage } from '#contract/media-calls.ts';
import { usePart } from '../state/store.ts';
import { ImageIcon } from '../ui/icons.ts';

export interface ThumbProps {
  readonly image: MediaImage;
  /** The image itself instead of its small picture. */
  readonly whole?: boolean;
  readonly alt: string;
}

export const Thumb = memo(function Thumb({ image, whole = false, alt }: ThumbProps) {
  const base = usePart((state) => state.info.mediaBase);
  const path = image.path.split('/').map(encodeURIComponent).join('/');
  // Another state of the file is another address: what was shown before does not stay.
  const src = `${base}${whole ? '' : '.thumb/'}${path}?v=${Math.floor(image.modified)}-${image.size}`;
  const [broken, setBroken] = useState<string | null>(null);
  if (broken === src) {
    return (
      <span className="thumb-none">
        <ImageIcon size={28} aria-hidden />
      </span>
    );
  }
  return (
    <img
      className="thumb"
      src={src}
      alt={alt}
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setBroken(src)}
    />
  );
});
