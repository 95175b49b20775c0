// Owns: reading YAML that is more than one plain or quoted text, by way of js-yaml with our own words.
// Must not know: entries, positions in a post, or how values are changed.

import { FAILSAFE_SCHEMA, load, type Schema, Type, YAMLException } from 'js-yaml';
import { readWord, type Words } from './words.ts';

export type Loaded =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

/** Unquoted words by the rules of `words`; dates stay text; tags are read as if they were not there. */
function schemaFor(words: Words): Schema {
  const word = new Type('tag:yaml.org,2002:word', {
    kind: 'scalar',
    resolve: (data: unknown) => typeof data !== 'string' || isWord(readWord(data, words).shape),
    // js-yaml hands an absent node over as null.
    construct: (data: unknown) => (typeof data === 'string' ? readWord(data, words).value : null),
  });
  const merge = new Type('tag:yaml.org,2002:merge', {
    kind: 'scalar',
    resolve: (data: unknown) => data === '<<',
  });
  const numbers = ['tag:yaml.org,2002:int', 'tag:yaml.org,2002:float', 'tag:yaml.org,2002:bool'].map(
    (tag) =>
      new Type(tag, { kind: 'scalar', construct: (data: unknown) => readWord(String(data), words).value }),
  );
  const tagged = (['scalar', 'sequence', 'mapping'] as const).flatMap((kind) => [
    new Type('!', { kind, multi: true, construct: (data: unknown) => data }),
    new Type('tag:', { kind, multi: true, construct: (data: unknown) => data }),
  ]);
  return FAILSAFE_SCHEMA.extend({ implicit: [word, merge], explicit: [...numbers, ...tagged] });
}

function isWord(shape: string): boolean {
  return shape !== 'text' && shape !== 'date';
}

const SCHEMAS: Readonly<Record<Words, Schema>> = { psych: schemaFor('psych'), core: schemaFor('core') };

const MOST_NODES = 20_000;

/** Gives what is left of `left` after counting the value's nodes, each as often as it is referred to; 0 is too many. */
function countNodes(value: unknown, left: number): number {
  let rest = left - 1;
  if (typeof value !== 'object' || value === null) return Math.max(rest, 0);
  for (const inner of Object.values(value)) {
    if (rest <= 0) return 0;
    rest = countNodes(inner, rest);
  }
  return Math.max(rest, 0);
}

function tooMuch(message: string): Loaded {
  return { ok: false, message, line: 0, column: 0 };
}

/** Reads YAML text. Equal keys: the last counts. `line` and `column` of an error count from 0. */
export function loadYaml(text: string, words: Words): Loaded {
  try {
    const value = load(text, { schema: SCHEMAS[words], json: true });
    // A few lines of aliases can stand for millions of values; nothing in a post needs that.
    if (text.includes('*') && countNodes(value, MOST_NODES) === 0)
      return tooMuch('aliases multiply without measure');
    return { ok: true, value };
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) return tooMuch('nested too deeply');
    if (!(error instanceof YAMLException)) throw error;
    return { ok: false, message: error.reason, line: error.mark?.line ?? 0, column: error.mark?.column ?? 0 };
  }
}
