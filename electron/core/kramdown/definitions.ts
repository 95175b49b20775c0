// Owns: the definitions of all parts taken together, and which of them changed.
// Must not know: how parts are kept or resolved.

import type { KramdownOptions } from './options.ts';
import { type Definitions, mergeLists } from './parse/ial.ts';
import { normalizeLinkId } from './parse/link-id.ts';
import type { Abbreviation, FootnoteDefinition, LinkDefinition } from './parse/state.ts';
import type { StoredPart } from './stored-part.ts';
import { type AttributeList, type Node, node } from './tree.ts';

export interface DefinitionSet {
  readonly links: ReadonlyMap<string, LinkDefinition>;
  readonly footnotes: Map<string, FootnoteDefinition>;
  readonly alds: Definitions;
  readonly abbreviations: readonly Abbreviation[];
}

/** Of several with one name the last counts; attribute definitions of one name add up. */
export function collect(parts: readonly StoredPart[], options: KramdownOptions): DefinitionSet {
  const links = new Map<string, LinkDefinition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const alds = new Map<string, AttributeList>();
  const abbreviations = new Map<string, Abbreviation>();
  for (const [id, { url, title }] of Object.entries(options.linkDefs)) {
    links.set(normalizeLinkId(id), { url, title, node: node('eob', 'link', 0) });
  }
  for (const { parsed } of parts) {
    const { part } = parsed;
    for (const { id, definition } of part.links) links.set(id, definition);
    for (const definition of part.footnotes) footnotes.set(definition.name, definition);
    for (const entry of part.abbreviations) abbreviations.set(entry.text, entry);
    for (const { name, list } of part.alds) alds.set(name, mergeLists(alds.get(name) ?? null, list));
  }
  return { links, footnotes, alds, abbreviations: [...abbreviations.values()] };
}

/** What is defined in another way than before, and so may be shown in another way where it is named. */
export interface ChangedDefinitions {
  readonly links: ReadonlySet<string>;
  readonly footnotes: ReadonlySet<string>;
  /** Abbreviations and names of attribute lists. They stand in the text as they are. */
  readonly words: ReadonlySet<string>;
}

function linkKey(definition: LinkDefinition | undefined): string {
  return definition === undefined
    ? ''
    : JSON.stringify([definition.url, definition.title, definition.node.ial]);
}

/** null: nothing is. */
export function changedDefinitions(before: DefinitionSet, after: DefinitionSet): ChangedDefinitions | null {
  const links = new Set<string>();
  const footnotes = new Set<string>();
  const lists = changedLists(before.alds, after.alds);
  const names = (of: Node): boolean => of.ial?.refs.some((ref) => lists.has(ref)) === true;
  for (const [id, definition] of before.links) {
    const now = after.links.get(id);
    if (now !== definition && linkKey(now) !== linkKey(definition)) links.add(id);
    if (lists.size > 0 && names(definition.node)) links.add(id);
  }
  for (const id of after.links.keys()) if (!before.links.has(id)) links.add(id);
  for (const name of before.footnotes.keys()) if (!after.footnotes.has(name)) footnotes.add(name);
  for (const name of after.footnotes.keys()) if (!before.footnotes.has(name)) footnotes.add(name);
  const words = new Set([
    ...lists,
    ...changedAbbreviations(before.abbreviations, after.abbreviations, names),
  ]);
  return links.size === 0 && footnotes.size === 0 && words.size === 0 ? null : { links, footnotes, words };
}

/** Names of the lists that give other attributes than before, themselves or by lists that they name. */
function changedLists(before: Definitions, after: Definitions): Set<string> {
  const changed = new Set<string>();
  if (before === after || (before.size === 0 && after.size === 0)) return changed;
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name))) changed.add(name);
  }
  for (let size = -1; size !== changed.size; ) {
    size = changed.size;
    if (size === 0) break;
    for (const [name, { refs }] of after) if (refs.some((ref) => changed.has(ref))) changed.add(name);
  }
  return changed;
}

function changedAbbreviations(
  before: readonly Abbreviation[],
  after: readonly Abbreviation[],
  named: (node: Node) => boolean,
): Set<string> {
  // Of two that differ only in their blanks the last may count.
  if (before.length > 0 && reordered(before, after))
    return new Set([...before, ...after].map(({ text }) => text));
  const changed = new Set<string>();
  const key = ({ node: own }: Abbreviation): string => JSON.stringify([own.extra, own.ial]);
  const old = new Map(before.map((entry) => [entry.text, key(entry)]));
  for (const entry of after) {
    if (old.get(entry.text) !== key(entry) || named(entry.node)) changed.add(entry.text);
    old.delete(entry.text);
  }
  for (const text of old.keys()) changed.add(text);
  return changed;
}

function reordered(before: readonly Abbreviation[], after: readonly Abbreviation[]): boolean {
  const places = new Map(before.map(({ text }, at) => [text, at]));
  let last = -1;
  for (const { text } of after) {
    const at = places.get(text) ?? last;
    if (at < last) return true;
    last = at;
  }
  return false;
}

/** Does what is shown of the part hang on links or footnotes of these? */
export function dependsOn(part: StoredPart, changed: ChangedDefinitions): boolean {
  for (const id of part.links?.keys() ?? []) if (changed.links.has(id)) return true;
  for (const name of part.footnotes?.keys() ?? []) if (changed.footnotes.has(name)) return true;
  return false;
}
