// Owns: turning one wish into edits, and saying what the text must read as afterwards.
// Must not know: whether the edits are right (that is verified), nor several wishes at once.

import type { Edit } from '../text.ts';
import { isDateKey, parseDateText } from './dates.ts';
import { type Habits, habitsOf } from './habits.ts';
import { addJson, removeJson, setJson } from './json/write.ts';
import { nextLine } from './lines.ts';
import { changedList, isListChange } from './list-change.ts';
import { neighbourFor, placeBehind } from './place.ts';
import { setToml, writeToml, writeTomlKey } from './toml/write.ts';
import type {
  BlogStyle,
  Change,
  Entry,
  FieldValue,
  FrontMatter,
  Note,
  Reason,
  ReasonCode,
  ValueKind,
} from './types.ts';
import { sameValue } from './values.ts';
import { freshYaml, setYaml } from './yaml/set.ts';
import { isPlainSafe, isWritable, writeText } from './yaml/write.ts';

/** What must be read afterwards: `key` has `value`, or is gone, or is called `to`. */
export type Expected =
  | { readonly kind: 'value'; readonly key: string; readonly value: FieldValue }
  | { readonly kind: 'gone'; readonly key: string }
  | { readonly kind: 'renamed'; readonly key: string; readonly to: string };

export type Plan =
  | {
      readonly ok: true;
      readonly edits: readonly Edit[];
      readonly notes: readonly Note[];
      readonly expected: Expected;
    }
  | { readonly ok: false; readonly reason: Reason };

interface Post {
  readonly text: string;
  readonly frontMatter: FrontMatter;
  readonly habits: Habits;
  readonly style: BlogStyle | undefined;
}

/** Plans one change. */
export function planChange(text: string, frontMatter: FrontMatter, change: Change, style?: BlogStyle): Plan {
  if (frontMatter.readOnly !== null) return { ok: false, reason: frontMatter.readOnly };
  if (frontMatter.block === null) return refuse('no-block');
  const post: Post = { text, frontMatter, habits: habitsOf(text, frontMatter, style), style };
  const entry = frontMatter.entries.findLast((one) => one.key === change.key && !one.shadowed) ?? null;
  if (isListChange(change)) {
    const one = entry?.key === undefined ? isSingular(change.key) : isSingular(entry.key);
    const token = entry === null ? '' : text.slice(entry.valueFrom, entry.valueTo);
    if (entry !== null && entry.readOnly !== null) return { ok: false, reason: entry.readOnly };
    const list = changedList(entry, change, one, token);
    if (!list.ok) return refuse(list.code);
    const plan = giveValue(post, entry, change.key, list.value, undefined, undefined);
    return plan.ok ? { ...plan, notes: [...plan.notes, ...list.notes] } : plan;
  }
  switch (change.op) {
    case 'set':
      return giveValue(post, entry, change.key, change.value, change.as, undefined);
    case 'add':
      if (entry !== null) return refuse('key-exists');
      return giveValue(post, null, change.key, change.value, change.as, change.after);
    case 'remove':
      return entry === null ? refuse('no-such-key') : removeKey(post, change.key);
    case 'rename':
      return entry === null ? refuse('no-such-key') : renameKey(post, change.key, change.to);
  }
}

const MESSAGES: Partial<Record<ReasonCode, string>> = {
  'no-block': 'the post has no front matter',
  'no-such-key': 'the post has no such key',
  'key-exists': 'the post has this key already',
  'no-such-item': 'the list has no such item',
  'not-a-list': 'the value is not a list',
  'bad-key': 'this cannot be a key',
  'bad-value': 'the value holds half a character and cannot be written as UTF-8',
  'cannot-hold': 'the format of this block cannot hold the value',
  'comment-inside': 'a comment stands inside the value and would be lost',
};

function refuse(code: ReasonCode): Plan {
  return { ok: false, reason: { code, message: MESSAGES[code] ?? code } };
}

function isSingular(key: string): boolean {
  return /^(?:tag|category)$/i.test(key);
}

function giveValue(
  post: Post,
  entry: Entry | null,
  key: string,
  value: FieldValue,
  as: ValueKind | undefined,
  after: string | undefined,
): Plan {
  if (!allWritable(value)) return refuse('bad-value');
  const date = typeof value === 'string' && isDateWanted(entry, key, value, as);
  if (entry === null) return addKey(post, key, value, date, after);
  const expected: Expected = { kind: 'value', key, value };
  if (entry.readOnly !== null) return { ok: false, reason: entry.readOnly };
  const sameKind = !(as === 'text' && entry.shape === 'date');
  if (sameKind && sameValue(entry.value, value)) return { ok: true, edits: [], notes: [], expected };
  const edits = setIn(post, entry, value, date);
  return typeof edits === 'string' ? refuse(edits) : { ok: true, edits, notes: [], expected };
}

function setIn(post: Post, entry: Entry, value: FieldValue, date: boolean): readonly Edit[] | ReasonCode {
  const { text, habits, frontMatter } = post;
  if (frontMatter.format === 'json') return setJson(text, entry, value);
  if (frontMatter.format === 'toml') return setToml(text, entry, value, date, habits);
  return setYaml(text, entry, value, date, habits);
}

/** A text is a date where one stands (or an empty date key), or where the wish says so. */
function isDateWanted(entry: Entry | null, key: string, value: string, as: ValueKind | undefined): boolean {
  if (as !== undefined) return as === 'date';
  if (parseDateText(value) === null) return false;
  if (entry === null || entry.shape === 'null') return isDateKey(key);
  return entry.shape === 'date' || (entry.style === 'plain' && isDateKey(key));
}

function addKey(post: Post, key: string, value: FieldValue, date: boolean, after: string | undefined): Plan {
  const { text, frontMatter, habits, style } = post;
  if (key.trim() === '' || /[\r\n]/.test(key) || !isWritable(key) || key === '<<') return refuse('bad-key');
  const expected: Expected = { kind: 'value', key, value };
  const notes: readonly Note[] = [{ code: 'key-added', key, message: `"${key}" was added` }];
  const neighbour = neighbourFor(frontMatter, key, after, style);
  if (frontMatter.format === 'json') {
    return { ok: true, edits: addJson(text, frontMatter, key, value, neighbour), notes, expected };
  }
  const toml = frontMatter.format === 'toml';
  const written = toml ? writeToml(value, date) : freshYaml(value, key, date, habits);
  if (written === null) return refuse('cannot-hold');
  const name = toml ? writeTomlKey(key) : yamlKey(key);
  const colon = habits.colon(name);
  const behind = written === '' || /^[\r\n]/.test(written) ? colon.trimEnd() : colon;
  const at = placeBehind(text, frontMatter, neighbour);
  const insert = `${habits.indent}${name}${behind}${written}${habits.lineEnd}`;
  return { ok: true, edits: [{ from: at, to: at, insert }], notes, expected };
}

function yamlKey(key: string): string {
  return isPlainSafe(key, true) && !key.includes(':') ? key : writeText(key, 'double', 'double');
}

function removeKey(post: Post, key: string): Plan {
  const { text, frontMatter } = post;
  const gone = frontMatter.entries.filter((entry) => entry.key === key);
  // Tags, nested values and repeated ones may go; whether another key leaned on this one shows when the result is verified.
  const locked = gone.find(({ readOnly }) => readOnly?.code === 'broken' || readOnly?.code === 'merge-key');
  if (locked?.readOnly) return { ok: false, reason: locked.readOnly };
  const expected: Expected = { kind: 'gone', key };
  const notes: Note[] = [];
  if (gone.length > 1) {
    notes.push({
      code: 'duplicates-removed',
      key,
      message: `"${key}" stood here ${gone.length} times; all are gone`,
    });
  }
  if (frontMatter.format === 'json') {
    return { ok: true, edits: removeJson(text, frontMatter, gone), notes, expected };
  }
  const edits = gone.map((entry) => {
    return { from: entry.from, to: nextLine(text, entry.to, text.length), insert: '' };
  });
  return { ok: true, edits, notes, expected };
}

function renameKey(post: Post, key: string, to: string): Plan {
  const { text, frontMatter } = post;
  const expected: Expected = { kind: 'renamed', key, to };
  if (key === to) return { ok: true, edits: [], notes: [], expected };
  if (to.trim() === '' || /[\r\n]/.test(to) || !isWritable(to) || to === '<<') return refuse('bad-key');
  if (frontMatter.entries.some((entry) => entry.key === to)) return refuse('key-exists');
  const all = frontMatter.entries.filter((entry) => entry.key === key);
  if (all.some((entry) => entry.key.startsWith('[') || entry.key === '<<')) return refuse('bad-key');
  const name =
    frontMatter.format === 'json'
      ? JSON.stringify(to)
      : frontMatter.format === 'toml'
        ? writeTomlKey(to)
        : yamlKey(to);
  const edits = all.map((entry) => {
    const quote = text[entry.keyFrom];
    const quoted = quote === '"' || quote === "'";
    const insert =
      quoted && !name.startsWith('"') && !to.includes(quote) && !to.includes('\\')
        ? quote + to + quote
        : name;
    return { from: entry.keyFrom, to: entry.keyTo, insert };
  });
  return { ok: true, edits, notes: [], expected };
}

function allWritable(value: FieldValue): boolean {
  if (typeof value === 'string') return isWritable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isWritable(key) && allWritable(inner));
}
