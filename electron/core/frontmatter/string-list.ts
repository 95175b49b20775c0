// Owns: lists that are written as one string: words with spaces (Jekyll's plurals) or parts with commas.
// Must not know: quotes, or where the string stands.

/** How a key's string is a list: `one` is a single item whatever it holds (`category: my life`). */
export type StringList = 'words' | 'commas' | 'one';

/** Jekyll splits the plural keys at spaces and takes the singular ones whole; commas part them where they are used. */
export function stringListOf(key: string, value: string): StringList {
  if (/^(?:tag|category|author|layout)$/i.test(key)) return 'one';
  return value.includes(',') ? 'commas' : 'words';
}

/** The items of the string. */
export function splitList(value: string, kind: StringList): readonly string[] {
  return pieces(value, kind).map((piece) => piece.item);
}

/** Whether the item can be one of such a string. */
export function canHold(item: string, kind: StringList): boolean {
  if (item.trim() !== item || item === '') return false;
  if (kind === 'words') return !/[\s,]/.test(item);
  return kind === 'commas' ? !item.includes(',') : true;
}

interface Piece {
  readonly item: string;
  /** What stands between the item and the one before. */
  readonly glue: string;
}

function pieces(value: string, kind: StringList): readonly Piece[] {
  if (kind === 'one') return value === '' ? [] : [{ item: value, glue: '' }];
  const pattern = kind === 'words' ? /[^\s]+/g : /[^\s,](?:[^,]*[^\s,])?/g;
  const out: Piece[] = [];
  let at = 0;
  for (const match of value.matchAll(pattern)) {
    out.push({ item: match[0], glue: value.slice(at, match.index) });
    at = match.index + match[0].length;
  }
  return out;
}

/** The string with other items; what stands between two items that stay neighbours stays. */
export function joinList(value: string, kind: StringList, items: readonly string[]): string {
  const old = pieces(value, kind);
  const usual = old[1]?.glue ?? (kind === 'commas' ? ', ' : ' ');
  let out = old[0]?.glue ?? '';
  let last = -2;
  items.forEach((item, at) => {
    const index = old.findIndex((piece, i) => piece.item === item && i > last);
    const glue =
      items.length === old.length ? old[at]?.glue : index === last + 1 ? old[index]?.glue : undefined;
    if (at > 0) out += glue ?? usual;
    out += item;
    last = index < 0 ? -2 : index;
  });
  return out;
}
