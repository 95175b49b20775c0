// Owns: where the fixture pairs of test/cases/kramdown and the oracle are.
// Must not know: how they are rendered or compared.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Profile } from '#core/kramdown/index.ts';

export interface CaseMeta {
  readonly profile?: Profile;
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface CaseFile {
  /** `construct/name`. */
  readonly name: string;
  readonly md: string;
  readonly html: string;
  readonly json: string;
}

const root = (): string => join(process.cwd(), 'test/cases/kramdown');

/** All pairs, by name. */
export function caseFiles(): CaseFile[] {
  const folders = readdirSync(root(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .flatMap(({ name: construct }) =>
      readdirSync(join(root(), construct))
        .filter((name) => name.endsWith('.md'))
        .map((name): CaseFile => {
          const base = join(root(), construct, name.slice(0, -3));
          return {
            name: `${construct}/${name.slice(0, -3)}`,
            md: `${base}.md`,
            html: `${base}.html`,
            json: `${base}.json`,
          };
        }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The script that renders with the true kramdown; it need not be there. */
export function oraclePath(): string {
  return process.env.KRAMDOWN_ORACLE ?? resolve(process.cwd(), '../shared/tools/kramdown-oracle.rb');
}
