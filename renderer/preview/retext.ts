// Owns: the commonest change of a block, letters within one run of text, made in the text node that shows the run.
// Must not know: the sanitiser (a text node holds text, whatever is written in it), blocks and chunks.

/** A run of text between two tags, as the browser shows it: before and after. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
}

/**
 * Contents of these elements are dropped, replaced or parsed by other rules; formulas are drawn from their text; a bare `<` and
 * references other than the usual four are written in more than one way.
 */
const OTHER =
  /<(?:!|\/?(?:script|style|template|noscript|noembed|noframes|xmp|plaintext|title|textarea|iframe|video|audio|object|embed|svg|math|select|option)\b)|<(?![a-z/])|&(?!(?:amp|lt|gt|quot);)|\\[([]|[\r\0]/i;

/** The one run of text in which two pieces of HTML differ; null where anything else differs or could be meant. */
export function changedText(before: string, after: string): TextChange | null {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const from = head === 0 ? 0 : before.lastIndexOf('>', head - 1) + 1;
  const next = before.indexOf('<', before.length - tail);
  const left = next < 0 ? 0 : before.length - next;
  const run = before.slice(from, before.length - left);
  const fresh = after.slice(from, after.length - left);
  if (/[<>]/.test(run) || /[<>]/.test(fresh) || OTHER.test(before) || OTHER.test(after)) return null;
  if (run.trim() === '' || fresh.trim() === '' || occursTwice(before, run)) return null;
  // A line end that opens `<pre>` is no text of it.
  if (run.startsWith('\n') !== fresh.startsWith('\n')) return null;
  return { before: plain(run), after: plain(fresh) };
}

/** Whether another whole run of the block reads the same, so that its node could be taken for this one's. */
function occursTwice(html: string, run: string): boolean {
  let found = 0;
  for (let at = html.indexOf(run); at >= 0; at = html.indexOf(run, at + 1)) {
    const to = at + run.length;
    if ((at === 0 || html[at - 1] === '>') && (to === html.length || html[to] === '<')) found++;
    if (found > 1) return true;
  }
  return false;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

const plain = (run: string): string =>
  run.includes('&') ? run.replace(/&(amp|lt|gt|quot);/g, (_all, name: string) => NAMED[name] ?? '') : run;

/** Makes the change in the nodes of a block if exactly one text node shows the run; false: nothing was done. */
export function retext(nodes: readonly Node[], before: string, after: string): boolean {
  if (before === after) return true;
  const change = changedText(before, after);
  if (!change) return false;
  let found: Text | null = null;
  for (const node of nodes) {
    for (const text of textsIn(node)) {
      if (text.data !== change.before) continue;
      if (found) return false;
      found = text;
    }
  }
  if (!found) return false;
  found.data = change.after;
  return true;
}

function* textsIn(root: Node): Generator<Text> {
  const { ownerDocument } = root;
  // 4 is NodeFilter.SHOW_TEXT; the root itself is looked at first.
  const walker = ownerDocument?.createTreeWalker(root, 4);
  for (let node: Node | null = root; node; node = walker?.nextNode() ?? null) {
    if (node.nodeType === 3) yield node as Text; // 3 is TEXT_NODE
  }
}
