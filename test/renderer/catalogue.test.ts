// Tests that the page's words are whole: both languages say the same things, and whatever the page asks for is there.
// Must not know: what a sentence is used for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCodes } from '#contract/errors.ts';
import { catalogue, pickLanguage } from '../../renderer/locales/catalogue.ts';

const renderer = join(import.meta.dirname, '../../renderer');
type Words = { readonly [key: string]: string | Words };

/** `a.b_one` and `a.b_other` are one sentence in two numbers. */
function sentences(words: Words, above = ''): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(words)) {
    const name = `${above}${key}`;
    if (typeof value !== 'string') {
      for (const [inner, texts] of sentences(value, `${name}.`)) found.set(inner, texts);
      continue;
    }
    const base = name.replace(/_(one|other)$/, '');
    found.set(base, [...(found.get(base) ?? []), value]);
  }
  return found;
}

const facts = (texts: readonly string[]): readonly string[] =>
  [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))),
  ].sort();

const spaces = Object.keys(catalogue.en);

test.each(spaces)('%s: both languages have the same sentences with the same facts', (space) => {
  const en = sentences(catalogue.en[space] ?? {});
  const ko = sentences(catalogue.ko[space] ?? {});
  expect([...ko.keys()].sort()).toEqual([...en.keys()].sort());
  for (const [key, texts] of en) {
    // A number that decides between two sentences need not be said in each.
    const without = (list: readonly string[]) => list.filter((fact) => fact !== 'count');
    expect([key, without(facts(ko.get(key) ?? []))]).toEqual([key, without(facts(texts))]);
  }
});

test('no sentence stands in two files', () => {
  const seen = spaces.flatMap((space) => [...sentences(catalogue.en[space] ?? {}).keys()]);
  expect(seen.filter((key, at) => seen.indexOf(key) !== at)).toEqual([]);
});

test('every key that the page names is there', () => {
  const known = new Set(spaces.flatMap((space) => [...sentences(catalogue.en[space] ?? {}).keys()]));
  const groups = new Set(
    [...known].flatMap((key) => key.split('.').map((_, at, all) => all.slice(0, at).join('.'))),
  );
  const missing: string[] = [];
  for (const file of readdirSync(renderer, { recursive: true, encoding: 'utf8' })) {
    // The open post names its keys in its own way and tests them there.
    if (!/\.tsx?$/.test(file) || /^(post|editor|form|preview)\//.test(file)) continue;
    const source = readFileSync(join(renderer, file), 'utf8');
    // `t('a.b')`, `t(yes ? 'a.b' : 'a.c')`, and `key: 'a.b'`, which a notice or an error is given.
    const asked = [...source.matchAll(/\bt\(([^()]*)/g), ...source.matchAll(/\bkey:([^,}]*)/g)];
    for (const [, argument = ''] of asked) {
      for (const [, key = ''] of argument.matchAll(/'([a-z][\w-]*\.[\w.-]+)'/g)) {
        if (!known.has(key)) missing.push(key);
      }
    }
    // `group.${code}` must at least name a group.
    for (const [, group = ''] of source.matchAll(/(?:\bt\([^()]*|key: )`([a-z][\w.-]*)\.\$\{/g)) {
      if (!groups.has(group)) missing.push(`${group}.*`);
    }
  }
  expect(missing).toEqual([]);
});

test('every failure that a call can have has its sentence', () => {
  const known = sentences(catalogue.en.common ?? {});
  expect(errorCodes.filter((code) => !known.has(`errors.${code}`))).toEqual([]);
});

test('the language follows the setting, else the system', () => {
  expect(pickLanguage('system', 'ko-KR')).toBe('ko');
  expect(pickLanguage('system', 'de-DE')).toBe('en');
  expect(pickLanguage('en', 'ko-KR')).toBe('en');
});
