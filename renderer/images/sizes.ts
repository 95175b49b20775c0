// Owns: how large a picture is, in words.
// Must not know: which picture.

/** `1,600 × 1,200 · 184 kB`; without the pixels where they are not known. */
export function sizeWords(
  { width, height, size }: { readonly width: number; readonly height: number; readonly size: number },
  language: string,
): string {
  const number = new Intl.NumberFormat(language);
  const pixels = width > 0 && height > 0 ? `${number.format(width)} × ${number.format(height)} · ` : '';
  return pixels + bytesWords(size, language);
}

export function bytesWords(size: number, language: string): string {
  const [value, unit] = size < 1_000_000 ? [size / 1000, 'kilobyte'] : [size / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
