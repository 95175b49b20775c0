// Owns: numbers as a person reads them, by language.
// Must not know: what is counted.

const formats = new Map<string, Intl.NumberFormat>();

/** `12345` as `12,345`. */
export function shownNumber(value: number, language: string): string {
  let format = formats.get(language);
  if (format === undefined) {
    format = new Intl.NumberFormat(language);
    formats.set(language, format);
  }
  return format.format(value);
}
