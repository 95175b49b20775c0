// Owns: finding a journal's configuration on disk and reading it into a site's values.
// Must not know: posts, the wire.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '#core/problem.ts';

export interface ConfigFile {
  /** Null where there is none. */
  readonly name: string | null;
  readonly text: string | null;
  readonly format: 'yaml' | 'toml';
  /** Folder that the build writes, read without a parser: enough to not look into it. */
  readonly destination: string;
  readonly problems: readonly Problem[];
}

export const CONFIG_NAMES = ['_config.yml', '_config.yaml', '_config.toml'] as const;
const MAX_CONFIG = 4 << 20;

/** Reads the first configuration file that Jekyll would take. A file that cannot be read is a problem, not an error. */
export function readConfigFile(root: string): ConfigFile {
  for (const name of CONFIG_NAMES) {
    const format = name.endsWith('.toml') ? 'toml' : 'yaml';
    const file = join(root, name);
    try {
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats === undefined) continue;
      if (!stats.isFile() || stats.size > MAX_CONFIG) return unreadable(name, format);
      const text = readFileSync(file, 'utf8');
      return { name, text, format, destination: destinationIn(text), problems: [] };
    } catch {
      return unreadable(name, format);
    }
  }
  return { name: null, text: null, format: 'yaml', destination: '_site', problems: [] };
}

function unreadable(name: string, format: ConfigFile['format']): ConfigFile {
  const message = `${name} cannot be read; Jekyll's defaults are assumed.`;
  const problem: Problem = { code: 'config-unreadable', severity: 'error', message, detail: { name } };
  return { name, text: '', format, destination: '_site', problems: [problem] };
}

function destinationIn(text: string): string {
  const found = /^destination[ \t]*[:=][ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?$/mu
    .exec(text)?.[1]
    ?.trim();
  return found === undefined ? '_site' : found.replace(/^\.\/|\/+$/gu, '');
}
