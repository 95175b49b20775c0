// Owns: reading what git says while it works on a remote: how far it is.
// Must not know: how git is run. Text in, values out.

export interface Far {
  /** What is being done, in git's words, e.g. `Writing objects`. */
  readonly what: string;
  /** 0 to 100; null where git does not count. */
  readonly percent: number | null;
}

/** The last step that a piece of stderr tells of; null where it tells of none. */
export function farIn(text: string): Far | null {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  for (const line of lines.reverse()) {
    const [, what, percent] = /^(?:remote: )?([A-Z][A-Za-z ]{2,40}):\s+(?:(\d{1,3})%)?/.exec(line) ?? [];
    if (what !== undefined) return { what, percent: percent === undefined ? null : Number(percent) };
  }
  return null;
}

/** Lines worth showing to a person: without progress that was overwritten, and without blank ends. */
export function plainOutput(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.split('\r').findLast((part) => part.trim() !== '') ?? '').trimEnd())
    .filter((line) => !/^(?:remote: )?[A-Z][A-Za-z ]+:\s+\d{1,3}% \(/.test(line))
    .filter((line) => !/^hint: /.test(line))
    .join('\n')
    .trim();
}
