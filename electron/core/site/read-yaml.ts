// Owns: reading a whole YAML file (configuration, data) into plain values, with YAML 1.1's words as Jekyll's reader has them.
// Must not know: what the values mean. Front matter has its own, lossless reader.
import { parseDocument } from 'yaml';
import type { Problem } from '../problem.ts';

export interface YamlRead {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Parses one YAML document: `yes`/`no`/`on`/`off` are booleans, dates stay text, merge keys work, of equal keys the last counts,
 * aliases are limited. Errors become problems with their line; what could be read is given all the same.
 */
export function readYaml(text: string): YamlRead {
  try {
    const document = parseDocument(text.replace(/^\uFEFF/u, ''), {
      version: '1.1',
      uniqueKeys: false,
      merge: true,
      logLevel: 'error',
      customTags: (tags) =>
        tags.filter((tag) => typeof tag === 'string' || !/timestamp|binary/u.test(tag.tag)),
    });
    const problems = document.errors.map((error): Problem => {
      const at = error.linePos?.[0];
      return {
        code: 'yaml-invalid',
        severity: 'error',
        message: error.message.split('\n')[0]?.replace(/ at line \d+.*$/u, '') ?? 'not valid YAML',
        ...(at === undefined ? {} : { line: at.line, column: at.col }),
      };
    });
    return { value: document.toJS({ maxAliasCount: 100 }), problems };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not valid YAML';
    return { value: null, problems: [{ code: 'yaml-invalid', severity: 'error', message }] };
  }
}
