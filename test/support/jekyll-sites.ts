// Owns: asking the real Jekyll, where it is installed, what becomes of the sites of the matrix.
// Must not know: our own rules.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CaseSite } from '#test/cases/appears/sites.ts';

export interface BuiltPage {
  readonly url: string;
  readonly file: string;
  readonly date: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly title: string;
}

export interface BuiltSite {
  readonly name: string;
  /** Class of the error that stopped the build, else null. */
  readonly failed: string | null;
  readonly pages: Readonly<Record<string, BuiltPage>>;
}

/** True where `ruby` can load Jekyll 4. */
export function hasJekyll(): boolean {
  const asked = spawnSync('ruby', [
    '-e',
    'require "jekyll"; exit(Jekyll::VERSION.start_with?("4.") ? 0 : 1)',
  ]);
  return asked.status === 0;
}

/** Builds every site in one process. */
export function buildSites(sites: readonly CaseSite[]): readonly BuiltSite[] {
  const root = mkdtempSync(join(tmpdir(), 'galley-jekyll-'));
  try {
    const script = resolve('test/support/jekyll-sites.rb');
    const output = execFileSync('ruby', [script], {
      input: JSON.stringify({ root, sites }),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return JSON.parse(output) as readonly BuiltSite[]; // the script above prints exactly this
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
