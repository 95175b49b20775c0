// Owns: reading the front matter of one text, whatever its container and language.
// Must not know: how anything is changed, or what a generator does with the values.

import { type Container, findContainer } from './container.ts';
import { invisibleProblems } from './invisible.ts';
import { readJsonBlock } from './json/read.ts';
import { placeProblem, type RawProblem } from './problems.ts';
import { readTomlBlock } from './toml/read.ts';
import type { Entry, FrontMatter, FrontMatterProblem, ReadOptions, Reason } from './types.ts';
import { type BlockReading, readYamlBlock } from './yaml/read.ts';

/**
 * Reads the front matter of `text`. Never throws and never loses an entry: a value that cannot be read is given as its raw
 * text with `shape: 'unreadable'`, and a problem says where and why. Words are read as the generator reads them: YAML 1.1
 * for Jekyll and plain folders (Psych), YAML 1.2 elsewhere.
 */
export function readFrontMatter(text: string, options: ReadOptions = {}): FrontMatter {
  const found = findContainer(text, options.generator);
  if (found.kind !== 'found') {
    const problems: RawProblem[] =
      found.kind === 'unclosed' ? [{ code: 'unclosed-block', ...found.opener }] : [];
    const placed = problems.map((problem) => placeProblem(text, problem));
    const unclosed: Reason = {
      code: 'unclosed-block',
      message: 'the front matter is opened but never closed',
      line: 1,
    };
    return {
      format: null,
      block: null,
      content: null,
      bodyFrom: found.bodyFrom,
      entries: [],
      problems: placed,
      data: Object.freeze(Object.create(null)),
      readOnly: found.kind === 'unclosed' ? unclosed : null,
    };
  }
  const { container } = found;
  const format = jsonBetweenDashes(text, container) ? 'json' : container.format;
  const reading = readBlock(text, container, format, options);
  const problems = placed(text, [...reading.problems, ...invisibleProblems(text, container.content)]);
  const error = problems.find((problem) => problem.severity === 'error');
  const broken: Reason | null =
    error === undefined ? null : { code: 'broken', message: error.message, line: error.line };
  return {
    format,
    block: container.block,
    content: container.content,
    bodyFrom: container.bodyFrom,
    entries: reading.entries,
    problems,
    data: gather(reading.entries, reading.extra),
    readOnly: reading.readOnly ?? broken,
  };
}

// A file that is no post at all may have a problem in each of a million lines.
const MOST_PROBLEMS = 200;

/** In the order of the text; of too many the errors stay. */
function placed(text: string, raw: readonly RawProblem[]): readonly FrontMatterProblem[] {
  const isWarning = (problem: RawProblem): number => (problem.severity === 'warning' ? 1 : 0);
  return [...raw]
    .sort((a, b) => isWarning(a) - isWarning(b) || a.from - b.from)
    .slice(0, MOST_PROBLEMS)
    .sort((a, b) => a.from - b.from)
    .map((problem) => placeProblem(text, problem));
}

function readBlock(text: string, container: Container, format: string, options: ReadOptions): BlockReading {
  if (format === 'toml') return readTomlBlock(text, container.content);
  if (format === 'json') return readJsonBlock(text, container.content);
  const generator = options.generator ?? 'plain';
  const words = generator === 'jekyll' || generator === 'plain' ? 'psych' : 'core';
  return readYamlBlock(text, container.content, words);
}

function jsonBetweenDashes(text: string, container: Container): boolean {
  if (container.format !== 'yaml') return false;
  const { from, to } = container.content;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 123) {
      try {
        JSON.parse(text.slice(i, to));
        return true;
      } catch {
        return false;
      }
    }
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return false;
  }
  return false;
}

function gather(
  entries: readonly Entry[],
  extra: Readonly<Record<string, unknown>> | null,
): Readonly<Record<string, unknown>> {
  const data: Record<string, unknown> = Object.create(null);
  for (const entry of entries) {
    // TOML's dotted keys and table headers are entries, but not keys of the data.
    if (extra !== null && !(entry.key in extra)) continue;
    if (entry.key === '<<' && typeof entry.value === 'object') {
      // Own keys win over merged ones, wherever the merge stands.
      for (const [key, value] of Object.entries(entry.value ?? {})) if (!(key in data)) data[key] = value;
    } else data[entry.key] = entry.value;
  }
  if (extra !== null) for (const [key, value] of Object.entries(extra)) if (!(key in data)) data[key] = value;
  return data;
}
