// Owns: reading a whole YAML file (configuration, data) into plain values, with the words that Jekyll's reader has.
// Must not know: what the values mean. Front matter has its own, lossless reader.
import { loadYaml } from '../frontmatter/yaml/load.ts';
import type { Problem } from '../problem.ts';

export interface YamlRead {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Parses one YAML document: `yes`/`no`/`on`/`off` are booleans, dates stay text, merge keys work, of equal keys the last counts. An error
 * is a problem with its line, and the value is then null.
 */
export function readYaml(text: string): YamlRead {
  const loaded = loadYaml(text.replace(/^\uFEFF/u, ''), 'psych');
  if (loaded.ok) return { value: loaded.value ?? null, problems: [] };
  const problem: Problem = {
    code: 'yaml-invalid',
    severity: 'error',
    message: loaded.message,
    line: loaded.line + 1,
    column: loaded.column + 1,
  };
  return { value: null, problems: [problem] };
}
