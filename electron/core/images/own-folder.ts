// Owns: where the folder of a post's images goes when the post gets another name or category.
// Must not know: who else uses the folder, or any file on disk.
import { fillFolder } from './template.ts';

/** What folders are named by. */
export interface FolderFacts {
  readonly categories: readonly string[];
  readonly slug: string;
  /** `YYYY-MM-DD...`, or null. */
  readonly date: string | null;
}

/**
 * The folder that `folder` (below the root) becomes when a post that was `before` is `after`: the parts that name it by the
 * post's slug, category or date are written anew, all others stay as they are spelled. Null where nothing of it names the post,
 * where its last part is only the category's, which it shares with other posts, or where it stays the same.
 */
export function folderAfter(folder: string, before: FolderFacts, after: FolderFacts): string | null {
  for (const style of ['keep', 'romanise'] as const) {
    const named = ({ categories, slug, date }: FolderFacts, template: string) =>
      fillFolder(template, { categories, slug, date, name: '', n: 1, hash: '' }, style);
    const category = { before: named(before, '{category}'), after: named(after, '{category}') };
    const slug = { before: named(before, '{slug}'), after: named(after, '{slug}') };
    const at = category.before === '' ? -1 : `/${folder}/`.indexOf(`/${category.before}/`);
    const head = at < 0 ? null : folder.slice(0, at);
    const rest = head === null ? folder : folder.slice(at + category.before.length);
    if (head !== null && rest === '') continue;
    const tail = rest.split('/');
    const names = tail.lastIndexOf(slug.before);
    if (head === null && names < 0) continue;
    const dated = withDate(tail, before, after);
    const parts = dated.map((part, i) => (i === names ? slug.after : part));
    const moved = [...(head === null ? [] : [...head.split('/'), ...category.after.split('/')]), ...parts];
    const path = moved.filter((part) => part !== '').join('/');
    return path === folder ? null : path;
  }
  return null;
}

/** The parts that give the post's year, and the month and day behind it. */
function withDate(parts: readonly string[], before: FolderFacts, after: FolderFacts): readonly string[] {
  const [from, to] = [daysOf(before.date), daysOf(after.date)];
  const at = from === null ? -1 : parts.indexOf(from[0] ?? '');
  if (from === null || to === null || at < 0) return parts;
  const next = [...parts];
  for (let i = 0; i < 3 && parts[at + i] === from[i]; i++) next[at + i] = to[i] ?? '';
  return next;
}

function daysOf(date: string | null): readonly string[] | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '');
  return found === null ? null : found.slice(1);
}
