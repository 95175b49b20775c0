// One thing a person should know about a file: a closed code, where it is, and the facts to phrase it with.
// Knows nothing of languages on screen: the page phrases a code; `message` is the plain English of the command line.

export type Severity = 'error' | 'warning' | 'info';

export interface Problem {
  /** Stable identifier in kebab-case, e.g. `front-matter-invalid`. */
  readonly code: string;
  readonly severity: Severity;
  /** Plain English sentence. */
  readonly message: string;
  /** 1-based line in the file, where known. */
  readonly line?: number;
  /** 1-based column in UTF-16 units, where known. */
  readonly column?: number;
  /** Facts to phrase the message with in another language. */
  readonly detail?: Readonly<Record<string, string | number>>;
}
