// Owns: what the newest posts say in their front matter, counted key by key; a post that did not change is not read again.
// Must not know: the wire, forms. Reads only.
import { type FieldModel, inferFields, type PostKeys } from '#core/frontmatter/index.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { matterOf } from '#core/journal/matter.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';

/** So many posts tell what a key usually holds; the newest ones, because manners change. */
const MOST_POSTS = 2000;
const AT_ONCE = 8;
const MOST_KEYS = 300;
const MOST_VALUES = 300;
/** No completion is longer; of what is, the beginning tells the kind. */
const LONGEST = 200;

export interface FieldCounter {
  /** Counts the posts of the journal as they are now. */
  fields(journal: JournalHandle): Promise<readonly FieldModel[]>;
}

interface Known {
  readonly modified: number;
  readonly size: number;
  readonly keys: PostKeys | null;
}

export function createFieldCounter(): FieldCounter {
  let root = '';
  let known = new Map<RelPath, Known>();
  let running: Promise<unknown> = Promise.resolve();

  const count = async (journal: JournalHandle): Promise<readonly FieldModel[]> => {
    if (journal.root !== root) known = new Map();
    root = journal.root;
    const entries = journal.entries().slice(0, MOST_POSTS);
    const next = new Map<RelPath, Known>();
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      const some = entries.slice(at, at + AT_ONCE);
      const read = await Promise.all(some.map((entry) => knownOf(journal, entry, known.get(entry.path))));
      some.forEach((entry, i) => {
        const one = read[i];
        if (one !== undefined) next.set(entry.path, one);
      });
    }
    known = next;
    const posts = [...next.values()].flatMap(({ keys }) => keys ?? []);
    const { defaults } = journal.site.raw;
    return inferFields(posts, { defaults })
      .slice(0, MOST_KEYS)
      .map((model) => ({ ...model, suggestions: model.suggestions.slice(0, MOST_VALUES) }));
  };

  return {
    fields(journal) {
      // One count at a time: the second finds everything known.
      const turn = running.then(() => count(journal));
      running = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function knownOf(
  journal: JournalHandle,
  { path, modified, size }: PostEntry,
  before: Known | undefined,
): Promise<Known> {
  if (before !== undefined && before.modified === modified && before.size === size) return before;
  return { modified, size, keys: await keysOf(journal, path) };
}

/** A post that cannot be read has nothing to tell. */
async function keysOf(journal: JournalHandle, path: RelPath): Promise<PostKeys | null> {
  const found = await locate(journal.root, path)
    .then((at) => (at.exists ? readRegular(at.file) : null))
    .catch(() => null);
  const text = found === null ? null : textOf(found.bytes);
  if (text === null || text.misfit !== null) return null;
  const { data, keys } = matterOf(text.text, journal.site.kind === 'jekyll' ? 'jekyll' : 'plain');
  const short: Record<string, unknown> = Object.create(null);
  for (const key of keys) short[key] = shortened(data[key]);
  return { data: short, order: keys };
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? value.slice(0, LONGEST) : value;
  if (Array.isArray(value)) return value.slice(0, 50).map(shortened);
  // Of a map only that it is one counts.
  return typeof value === 'object' && value !== null ? {} : value;
}
