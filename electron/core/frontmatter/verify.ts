// Owns: proving, after the fact, that a change did what was asked and nothing else.
// Must not know: how the edits came about.

import { applyEdits, type Edit } from '../text.ts';
import { nextLine } from './lines.ts';
import type { Expected } from './plan.ts';
import { readFrontMatter } from './read.ts';
import type { Entry, FrontMatter, ReadOptions } from './types.ts';
import { sameValue } from './values.ts';
import { loadYaml } from './yaml/load.ts';
import { isMap } from './yaml/read.ts';

/** The text after the edits with its reading, or null where anything is not as it must be. */
export function verifyEdits(
  text: string,
  before: FrontMatter,
  edits: readonly Edit[],
  expected: Expected,
  options: ReadOptions,
): { readonly text: string; readonly frontMatter: FrontMatter } | null {
  const changed = applyEdits(text, edits);
  const after = readFrontMatter(changed, options);
  const sound =
    after.format === before.format &&
    after.readOnly === null &&
    text.slice(0, before.content?.from) === changed.slice(0, after.content?.from) &&
    text.slice(before.content?.to) === changed.slice(after.content?.to) &&
    editsStayInside(text, before, edits, expected) &&
    othersUntouched(text, before, changed, after, expected) &&
    wantedIsThere(after, expected) &&
    (before.format !== 'yaml' || secondOpinion(text, before, changed, after, expected));
  return sound ? { text: changed, frontMatter: after } : null;
}

/** Every edit lies within the lines of the key that is changed, or (a new key) within the block. */
function editsStayInside(
  text: string,
  before: FrontMatter,
  edits: readonly Edit[],
  expected: Expected,
): boolean {
  const own = before.entries.filter((entry) => entry.key === expected.key);
  const content = before.content ?? { from: 0, to: 0 };
  return edits.every((edit) => {
    if (edit.from < content.from || edit.to > content.to) return false;
    // A new key replaces nothing; in JSON a removed one takes a neighbour's comma along.
    if (own.length === 0) return edit.from === edit.to;
    if (before.format === 'json' && expected.kind === 'gone') return true;
    return own.some((entry) => {
      return edit.from >= entry.from && edit.to <= nextLine(text, entry.to, text.length);
    });
  });
}

function othersUntouched(
  text: string,
  before: FrontMatter,
  changed: string,
  after: FrontMatter,
  expected: Expected,
): boolean {
  const newKey = expected.kind === 'renamed' ? expected.to : expected.key;
  const old = before.entries.filter((entry) => entry.key !== expected.key);
  const now = after.entries.filter((entry) => entry.key !== newKey);
  if (old.length !== now.length) return false;
  const raw = (source: string, entry: Entry): string => source.slice(entry.keyFrom, entry.to);
  return old.every((entry, index) => {
    const other = now[index];
    if (other === undefined || other.key !== entry.key) return false;
    return raw(text, entry) === raw(changed, other) && sameValue(entry.value, other.value);
  });
}

function wantedIsThere(after: FrontMatter, expected: Expected): boolean {
  const find = (key: string): Entry | undefined => after.entries.findLast((entry) => entry.key === key);
  const entry = find(expected.key);
  if (expected.kind === 'gone') return entry === undefined;
  if (expected.kind === 'renamed') return entry === undefined && find(expected.to) !== undefined;
  return entry !== undefined && sameValue(entry.value, expected.value);
}

/**
 * js-yaml reads the whole block with YAML 1.2 words, before and after: all other keys must be equal, and a text, switch,
 * number or nothing must be that for it, too. A block that it refused before proves nothing and is passed.
 */
function secondOpinion(
  text: string,
  before: FrontMatter,
  changed: string,
  after: FrontMatter,
  expected: Expected,
): boolean {
  const old = loadYaml(text.slice(before.content?.from, before.content?.to), 'core');
  if (!old.ok || !(isMap(old.value) || old.value === null || old.value === undefined)) return true;
  const now = loadYaml(changed.slice(after.content?.from, after.content?.to), 'core');
  if (!now.ok) return false;
  const oldMap = isMap(old.value) ? old.value : {};
  const nowMap = isMap(now.value) ? now.value : {};
  const newKey = expected.kind === 'renamed' ? expected.to : expected.key;
  const rest = (map: Readonly<Record<string, unknown>>, but: string): unknown =>
    Object.fromEntries(Object.entries(map).filter(([key]) => key !== but));
  if (!sameValue(rest(oldMap, expected.key), rest(nowMap, newKey))) return false;
  if (expected.kind === 'gone') return !Object.hasOwn(nowMap, expected.key);
  if (expected.kind === 'renamed') return sameValue(oldMap[expected.key], nowMap[expected.to]);
  const { value } = expected;
  // Items that stay keep their writing, even where the two versions of YAML read it differently.
  return typeof value === 'object' && value !== null ? true : sameValue(nowMap[expected.key], value);
}
