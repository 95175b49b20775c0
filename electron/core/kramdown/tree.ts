// Owns: the element tree that parsing makes and conversion reads.
// Must not know: Markdown syntax or HTML output.

export type NodeType =
  // blocks
  | 'blank'
  | 'eob'
  | 'p'
  | 'header'
  | 'hr'
  | 'blockquote'
  | 'codeblock'
  | 'ul'
  | 'ol'
  | 'li'
  | 'dl'
  | 'dt'
  | 'dd'
  | 'table'
  | 'thead'
  | 'tbody'
  | 'tfoot'
  | 'tr'
  | 'td'
  | 'math'
  | 'html'
  | 'comment'
  | 'pi'
  | 'raw'
  | 'loose'
  // spans
  | 'text'
  | 'em'
  | 'strong'
  | 'del'
  | 'a'
  | 'img'
  | 'codespan'
  | 'br'
  | 'entity'
  | 'symbol'
  | 'quote'
  | 'footnote'
  | 'abbr'
  | 'checkbox';

export type Attributes = Map<string, string>;

/** How the inside of an HTML element is read. */
export type ContentModel = 'raw' | 'block' | 'span';

/** Attribute list as written: own pairs in order and names of attribute list definitions to lay under them. */
export interface AttributeList {
  readonly refs: string[];
  readonly pairs: [string, string][];
  /** `class=".."` was written, which takes the place of classes that an earlier list of the same element named. */
  readonly replacesClass: boolean;
}

/**
 * One element. All nodes have the same fields, so that the engine sees one shape; what a field means depends on
 * `type` and is said at the functions that make the node.
 */
export interface Node {
  type: NodeType;
  /** Text, code, HTML name, entity, footnote name; for nodes with `spans` the source not parsed yet. */
  value: string;
  attr: Attributes | null;
  children: Node[];
  /** Line on which it begins, counted from the first line of its part of the document. */
  line: number;
  /** Line behind it; set for top-level blocks only. */
  endLine: number;
  /** `value` is span source that the span pass still has to turn into children. */
  spans: boolean;
  /** Block: paragraph without tags. Span: element set apart by the construct (see makers). */
  flag: boolean;
  /** Header level, code point of an entity, column alignment. */
  level: number;
  model: ContentModel;
  ial: AttributeList | null;
  /** Second text: language of code, raw text of a header or link. */
  extra: string;
}

export function node(type: NodeType, value: string, line: number): Node {
  return {
    type,
    value,
    attr: null,
    children: [],
    line,
    endLine: line,
    spans: false,
    flag: false,
    level: 0,
    model: 'block',
    ial: null,
    extra: '',
  };
}

const NO_CHILDREN: Node[] = [];

/** A node that never has children; all share one empty list. */
export function leaf(type: NodeType, value: string, line: number): Node {
  return {
    type,
    value,
    attr: null,
    children: NO_CHILDREN,
    line,
    endLine: line,
    spans: false,
    flag: false,
    level: 0,
    model: 'block',
    ial: null,
    extra: '',
  };
}

/** A block whose `value` is span source. */
export function spanBlock(type: NodeType, source: string, line: number): Node {
  const made = node(type, source, line);
  made.spans = true;
  return made;
}

export function attributes(of: Node): Attributes {
  of.attr ??= new Map();
  return of.attr;
}

export function lastChild(parent: Node): Node | undefined {
  return parent.children[parent.children.length - 1];
}

/** Adds text to a parent, joined to a text that is already last. */
export function addText(parent: Node, text: string, line: number): void {
  if (text === '') return;
  const last = parent.children[parent.children.length - 1];
  if (last !== undefined && last.type === 'text') last.value += text;
  else parent.children.push(leaf('text', text, line));
}
