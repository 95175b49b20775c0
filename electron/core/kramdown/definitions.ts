// Owns: the definitions of all parts taken together, and which of them changed.
// Must not know: how parts are kept or resolved.

import type { KramdownOptions } from './options.ts';
import { type Definitions, mergeLists } from './parse/ial.ts';
import { normalizeLinkId } from './parse/link-id.ts';
import type { Abbreviation, FootnoteDefinition, LinkDefinition } from './parse/state.ts';
import type { StoredPart } from './stored-part.ts';
import { type AttributeList, node } from './tree.ts';

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

/** Everything whose change touches any text: attribute definitions, abbreviations, options. */
export function keyOf(definitions: DefinitionSet, last: KramdownOptions, base: KramdownOptions): string {
  const { alds, abbreviations } = definitions;
  const options = last === base ? '' : JSON.stringify(last);
  if (alds.size === 0 && abbreviations.length === 0) return options;
  return JSON.stringify([
    [...alds],
    abbreviations.map((entry) => [entry.text, entry.node.extra, entry.node.ial]),
    options,
  ]);
}

export interface ChangedIds {
  readonly links: ReadonlySet<string>;
  readonly footnotes: ReadonlySet<string>;
}

function linkKey(definition: LinkDefinition | undefined): string {
  return definition === undefined
    ? ''
    : JSON.stringify([definition.url, definition.title, definition.node.ial]);
}

export function changedIds(before: DefinitionSet, after: DefinitionSet): ChangedIds | null {
  const links = new Set<string>();
  const footnotes = new Set<string>();
  for (const [id, definition] of before.links) {
    const now = after.links.get(id);
    if (now !== definition && linkKey(now) !== linkKey(definition)) links.add(id);
  }
  for (const id of after.links.keys()) if (!before.links.has(id)) links.add(id);
  for (const name of before.footnotes.keys()) if (!after.footnotes.has(name)) footnotes.add(name);
  for (const name of after.footnotes.keys()) if (!before.footnotes.has(name)) footnotes.add(name);
  return links.size === 0 && footnotes.size === 0 ? null : { links, footnotes };
}

export function dependsOn(part: StoredPart, changed: ChangedIds): boolean {
  for (const id of part.links?.keys() ?? []) if (changed.links.has(id)) return true;
  for (const name of part.footnotes?.keys() ?? []) if (changed.footnotes.has(name)) return true;
  return false;
}
