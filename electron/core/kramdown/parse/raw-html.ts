// Owns: content of HTML elements that is taken as it stands: text, comments, instructions, nested elements.
// Must not know: whether the element stands in a block or in text.

import { countLines } from '../chars.ts';
import { isVoidElement } from '../html-elements.ts';
import { leaf, type Node } from '../tree.ts';
import { type Tag, TagReader } from './html-tag.ts';
import { findFrom, type Misses } from './state.ts';

export interface RawSource {
  readonly text: string;
  pos: number;
  line: number;
  readonly misses: Misses;
  tags: TagReader | null;
}

/** Elements nested deeper than this are read as text. */
const MAX_NESTING = 200;

export function moveTo(source: RawSource, pos: number): void {
  source.line += countLines(source.text, source.pos, pos);
  source.pos = pos;
}

export function readTag(source: RawSource, at: number): Tag | null {
  source.tags ??= new TagReader(source.text);
  return source.tags.read(at);
}

export interface RawRules {
  /** The element for an opening tag. */
  make(tag: Tag): Node;
  /** Reads an element that is not plain raw content (void, script, Markdown inside); the tag is behind the position. */
  readOther(element: Node, tag: Tag): void;
  /** Are processing instructions taken as they stand? */
  readonly instructions: boolean;
  /** Are CDATA sections taken as they stand (kramdown 2.5)? */
  readonly cdata: boolean;
  /** Is the tag only text here? */
  isText(tag: Tag): boolean;
  /** Is the element's content to be read right here? */
  isRaw(element: Node, tag: Tag): boolean;
}

/** Reads up to the end tag of `outer` (taken; true) or the text's end (false). */
export function readRawHtml(source: RawSource, outer: Node, rules: RawRules): boolean {
  const { text } = source;
  const stack: Node[] = [outer];
  let from = source.pos;
  let fromLine = source.line;
  const flush = (to: number): void => {
    if (from < to) stack[stack.length - 1]?.children.push(leaf('text', text.slice(from, to), fromLine));
  };
  const restart = (): void => {
    from = source.pos;
    fromLine = source.line;
  };
  for (;;) {
    const at = findFrom(source, '<', source.pos);
    if (at === -1) break;
    moveTo(source, at);
    const passage = passageEnd(source, at, rules);
    if (passage !== null) {
      flush(at);
      stack[stack.length - 1]?.children.push(leaf(passage.type, text.slice(at, passage.end), source.line));
      moveTo(source, passage.end);
      restart();
      continue;
    }
    const tag = readTag(source, at);
    const current = stack[stack.length - 1] ?? outer;
    const foreign =
      tag === null ||
      rules.isText(tag) ||
      (tag.closing ? tag.name !== current.extra : stack.length >= MAX_NESTING);
    if (tag === null || foreign) {
      moveTo(source, tag === null ? at + 1 : tag.end);
      continue;
    }
    flush(at);
    if (tag.closing) {
      moveTo(source, tag.end);
      stack.pop();
      if (stack.length === 0) return true;
      restart();
      continue;
    }
    const element = rules.make(tag);
    moveTo(source, tag.end);
    current.children.push(element);
    const plain = !tag.selfClosing && !isVoidElement(tag.name) && rules.isRaw(element, tag);
    if (plain) stack.push(element);
    else rules.readOther(element, tag);
    restart();
  }
  flush(text.length);
  moveTo(source, text.length);
  return false;
}

function passageEnd(
  source: RawSource,
  at: number,
  rules: RawRules,
): { readonly type: 'comment' | 'pi'; readonly end: number } | null {
  const next = source.text.charCodeAt(at + 1);
  if (next === 33 && source.text.startsWith('<!--', at)) {
    const close = findFrom(source, '-->', at + 4);
    return close === -1 ? searchedAll(source) : { type: 'comment', end: close + 3 };
  }
  if (rules.cdata && source.text.startsWith('<![CDATA[', at)) {
    const close = findFrom(source, ']]>', at + 9);
    return close === -1 ? searchedAll(source) : { type: 'pi', end: close + 3 };
  }
  if (next === 63 && rules.instructions) {
    const close = findFrom(source, '?>', at + 2);
    return close === -1 ? searchedAll(source) : { type: 'pi', end: close + 2 };
  }
  return null;
}

function searchedAll(source: RawSource): null {
  source.tags ??= new TagReader(source.text);
  source.tags.far = Number.POSITIVE_INFINITY;
  return null;
}
