// Owns: signs in a value that libyaml refuses although js-yaml lets them pass.
// Must not know: what the values mean.

import { lineEndAt } from '../lines.ts';
import type { RawEntry } from './scan.ts';

const QUOTED = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'/g;

// Where a node can begin: behind the colon, a bracket or a comma; on a line of its own, behind dashes and a key.
const FLOW_HEADS = /(?:^[ \t]*|[[{,]\s*|:[ \t]+)((?:[&*!][^\s,\]}]*[ \t]*)+)/g;
const BLOCK_HEADS =
  /(?:^[ \t]*|[\r\n][ \t]*(?:-[ \t]+)*(?:[^\s:&*!][^\r\n:]*:[ \t]+)?)((?:[&*!][^\s]*[ \t]*)+)/g;

/** Within brackets libyaml takes `?` and `:` at the head of an item, and `:` before a comma or bracket, for signs. */
export function isOddFlow(token: string): boolean {
  if (!/[?:]/.test(token)) return false;
  const bare = token.replace(QUOTED, '""');
  return /[[{,]\s*[?:]|[^"\s]:[,[\]{}]/.test(bare);
}

/** Anchors and aliases with names, and tags with characters, that libyaml refuses. */
export function isOddNode(text: string, raw: RawEntry): boolean {
  const { style, from, to } = raw.value;
  if (style === 'literal' || style === 'folded') return false;
  // Of plain text only what stands before it counts.
  const end = style === 'plain' ? from : Math.max(to, lineEndAt(text, raw.colon, text.length));
  const source = text.slice(raw.colon + 1, end);
  const bare = source.replace(QUOTED, '""').replace(/(^|[ \t])#[^\r\n]*/g, '$1');
  // Within a node these signs are text, so only those at its head count.
  const heads = bare.matchAll(style === 'flow' ? FLOW_HEADS : BLOCK_HEADS);
  for (const head of heads) {
    for (const sign of (head[1] ?? '').trim().split(/[ \t]+/)) {
      if (sign.startsWith('!') ? !/^![\w\-;/?:@&=+$.!~*'()%<>]*$/.test(sign) : !/^[&*][\w-]+$/.test(sign))
        return true;
    }
  }
  return false;
}
