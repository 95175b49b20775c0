// Owns: sizes of files and pictures as a person reads them.
// Must not know: which file.

const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `1234567` as `1.2 MB`: thousands, as the systems' file managers count them now. */
export function shownBytes(bytes: number, language: string): string {
  let value = Math.max(0, bytes);
  let step = 0;
  while (value >= 1000 && step < steps.length - 1) {
    value /= 1000;
    step++;
  }
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: steps[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** `1200 × 800`; null where the size is not known. */
export function shownPixels(
  facts: { readonly width: number; readonly height: number } | undefined,
): string | null {
  return facts === undefined || facts.width === 0 ? null : `${facts.width} × ${facts.height}`;
}
