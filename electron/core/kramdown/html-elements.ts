// Owns: what is known of HTML element names: content, place, void ones.
// Must not know: how tags are parsed or written.

import type { ContentModel } from './tree.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

// Content is blocks when Markdown is on inside.
const BLOCK_CONTENT = words(
  'address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header hgroup ' +
    'iframe li main map menu nav noscript object section summary td',
);
// Content is spans when Markdown is on inside.
const SPAN_CONTENT = words(
  'a abbr acronym b bdo big button caption cite del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q rb rbc ' +
    'rp rt rtc ruby select small span strong sub sup th tt',
);
// Known, with content that is never parsed.
const RAW_CONTENT = words(
  'script style math option textarea pre code kbd samp var colgroup embed head html link mark meta ol table tbody ' +
    'tfoot thead tr u ul',
);
// May begin a paragraph; every other name begins a block.
const SPAN_ELEMENTS = words(
  'a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt rtc ' +
    'ruby samp select small span strong sub sup tt u var',
);
// Written as text where they stand inside a paragraph.
const BLOCK_ELEMENTS = words(
  'address applet article aside blockquote body caption col colgroup dd div dl dt fieldset figcaption footer form h1 h2 ' +
    'h3 h4 h5 h6 header hgroup hr html head iframe legend li main map menu nav ol optgroup p pre section summary table ' +
    'tbody td th thead tfoot tr ul',
);
const VOID_ELEMENTS = words(
  'area base br col command embed hr img input keygen link meta param source track wbr',
);

export function contentModel(name: string): ContentModel {
  if (BLOCK_CONTENT.has(name)) return 'block';
  return SPAN_CONTENT.has(name) ? 'span' : 'raw';
}

/** `later`: as kramdown 2.5 has it, which also knows `time`. */
export function isSpanElement(name: string, later = false): boolean {
  return SPAN_ELEMENTS.has(name) || (later && name === 'time');
}

export function isBlockElement(name: string): boolean {
  return BLOCK_ELEMENTS.has(name);
}

export function isVoidElement(name: string): boolean {
  return VOID_ELEMENTS.has(name);
}

/** Does the grammar know an element of this name, in lower case? */
export function isKnownElement(lower: string): boolean {
  return (
    BLOCK_CONTENT.has(lower) ||
    SPAN_CONTENT.has(lower) ||
    RAW_CONTENT.has(lower) ||
    SPAN_ELEMENTS.has(lower) ||
    BLOCK_ELEMENTS.has(lower) ||
    VOID_ELEMENTS.has(lower)
  );
}

/** The name in lower case when that is a name the grammar knows, else as it is written. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  return isKnownElement(lower) ? lower : name;
}
