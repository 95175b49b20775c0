// Owns: what conversion needs and keeps across a document: ids given, footnotes numbered, headers for the contents.
// Must not know: how an element is written.

import type { KramdownOptions } from '../options.ts';
import type { FootnoteDefinition } from '../parse/state.ts';
import type { Node } from '../tree.ts';

/** Ids given so far, by the two rules (GFM's and kramdown's own) that count for themselves. */
export interface Ids {
  readonly gfm: Map<string, number>;
  readonly plain: Map<string, number>;
}

export interface FootnoteUse {
  readonly definition: FootnoteDefinition;
  readonly number: number;
  count: number;
}

export interface Footnotes {
  readonly uses: Map<string, FootnoteUse>;
  readonly order: FootnoteUse[];
}

export interface TocHeader {
  readonly level: number;
  readonly id: string;
  readonly node: Node;
  /** The whole header, to tell whether the contents have to be made anew. */
  readonly html: string;
}

/** Something converting asked of the document's counters, and the answer. Equal answers allow HTML to be kept. */
export interface CounterEvent {
  readonly kind: 'gfm' | 'plain' | 'footnote';
  readonly key: string;
  readonly answer: string;
}

export interface Conversion {
  readonly options: KramdownOptions;
  readonly ids: Ids;
  readonly footnotes: Footnotes;
  definition(name: string): FootnoteDefinition | undefined;
  readonly headers: TocHeader[];
  readonly events: CounterEvent[];
  /** Are we inside an HTML element's blocks? Ids of headers there follow kramdown's own rule. */
  htmlDepth: number;
  highlight(code: string, language: string): string | null;
  known(language: string): boolean;
  /** Writes a block that `html_to_native` left inside text. */
  blockInText(of: Node, parent: Node, conversion: Conversion): string;
  /** Attribute with a node's source line, or ''. */
  lineAttribute(node: Node): string;
  /** Marks put into the HTML for lists that stand for the contents and the footnotes; '' when already given. */
  readonly tocMark: { value: string; node: Node | null };
  /** Was a list met that could stand for the contents or the footnotes? */
  readonly place: { met: boolean };
  readonly footnotesMark: { value: string; node: Node | null };
}
