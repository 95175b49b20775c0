// Owns: telling which video an embed shows.
// Must not know: how a card for it looks.

export interface Embed {
  readonly service: 'YouTube' | 'Vimeo';
  readonly id: string;
  /** The page on which the video can be watched. */
  readonly url: string;
}

/** The video of an embed's address; null for any other frame. */
export function embedOf(src: string): Embed | null {
  const address = src.startsWith('//') ? `https:${src}` : src;
  const youtube =
    /^https?:\/\/(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:embed|v|shorts)\/|youtu\.be\/)([\w-]{6,20})/i.exec(
      address,
    );
  if (youtube?.[1]) {
    return { service: 'YouTube', id: youtube[1], url: `https://www.youtube.com/watch?v=${youtube[1]}` };
  }
  const vimeo = /^https?:\/\/(?:player\.)?vimeo\.com\/(?:video\/)?(\d{4,14})/i.exec(address);
  if (vimeo?.[1]) return { service: 'Vimeo', id: vimeo[1], url: `https://vimeo.com/${vimeo[1]}` };
  return null;
}
