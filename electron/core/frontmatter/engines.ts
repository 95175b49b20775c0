// Owns: our readers in the shape that gray-matter asks for.
// Must not know: gray-matter itself, or files.

import { readJsonBlock } from './json/read.ts';
import { parseToml } from './toml/read.ts';
import { readYamlBlock } from './yaml/read.ts';

/** One engine of gray-matter. Nothing is ever written through it. */
export interface MatterEngine {
  readonly parse: (input: string) => object;
  readonly stringify: () => string;
}

/**
 * Engines for gray-matter's `engines` option: YAML as Jekyll's Psych reads it, TOML and JSON, dates as text. `parse` throws
 * an Error with line and reason where the generator would refuse the block. Languages that would run code always throw.
 */
export const matterEngines: Readonly<Record<string, MatterEngine>> = {
  yaml: engine(parseYaml),
  yml: engine(parseYaml),
  toml: engine(parseTomlText),
  json: engine(parseJson),
  javascript: engine(refuseCode),
  js: engine(refuseCode),
  coffee: engine(refuseCode),
  coffeescript: engine(refuseCode),
  cson: engine(refuseCode),
};

function engine(parse: (input: string) => object): MatterEngine {
  return {
    parse,
    stringify: () => {
      throw new Error('front matter is changed by patch(), never written anew');
    },
  };
}

function parseYaml(input: string): object {
  const reading = readYamlBlock(input, { from: 0, to: input.length }, 'psych');
  const problem = reading.problems.find((one) => one.severity !== 'warning');
  if (problem !== undefined) {
    const line = input.slice(0, problem.from).split('\n').length;
    throw new Error(`line ${line}: ${problem.code}`);
  }
  const data: Record<string, unknown> = Object.create(null);
  for (const entry of reading.entries) {
    if (entry.key !== '<<') data[entry.key] = entry.value;
    else for (const [key, value] of Object.entries(entry.value ?? {})) data[key] ??= value;
  }
  return { ...data, ...reading.extra };
}

function parseTomlText(input: string): object {
  const parsed = parseToml(input);
  if (!parsed.ok) throw new Error(`line ${parsed.line + 1}: ${parsed.reason}`);
  return { ...parsed.value };
}

function parseJson(input: string): object {
  const reading = readJsonBlock(input, { from: 0, to: input.length });
  if (reading.problems.length > 0) throw new Error('not a JSON object');
  return Object.fromEntries(reading.entries.map((entry) => [entry.key, entry.value]));
}

function refuseCode(): object {
  throw new Error('front matter in a programming language is not run');
}
