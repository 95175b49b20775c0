// Owns: rules about whether and where a post will appear.
// Must not know: how dates and URLs are worked out; entries say it.
import type { PostEntry } from '#core/journal/entry.ts';
import type { CheckContext, Rule } from '../types.ts';

export const futureDate: Rule = {
  id: 'future-date',
  severity: 'warning',
  about: 'a date in the future, which keeps the post out of the blog',
  check: ({ entry, front }, { now }) => {
    const future = !entry.appears.will && entry.appears.why === 'future';
    if (!future || entry.time === null || entry.time <= now) return [];
    const key = front.entries.find(({ key: name, shadowed }) => name === 'date' && !shadowed);
    return [
      {
        at: key?.from ?? null,
        message: `The date ${entry.date ?? ''} is in the future; the blog leaves the post out until it is built after that.`,
        detail: { date: entry.date ?? '' },
      },
    ];
  },
};

export const duplicateUrl: Rule = {
  id: 'duplicate-url',
  severity: 'error',
  about: 'two posts with one address',
  check: ({ entry, front }, context) => {
    if (entry.url === null || !isPublished(entry)) return [];
    const other = samePlace(entry.url, context).find(({ path }) => path !== entry.path);
    if (!other) return [];
    const key = front.entries.find(({ key: name, shadowed }) => name === 'permalink' && !shadowed);
    return [
      {
        at: key?.from ?? null,
        message: `${other.path} has the same address ${entry.url}; only one of the two is shown.`,
        detail: { url: entry.url, other: other.path },
      },
    ];
  },
};

const isPublished = ({ appears, draft }: PostEntry): boolean =>
  !draft && (appears.will || appears.why === 'duplicate-url' || appears.why === 'future');

/** Posts by URL, once per list: a rule is asked for each post. */
const byUrl = new WeakMap<readonly PostEntry[], ReadonlyMap<string, readonly PostEntry[]>>();

function samePlace(url: string, { entries }: CheckContext): readonly PostEntry[] {
  let index = byUrl.get(entries);
  if (!index) {
    const made = new Map<string, PostEntry[]>();
    for (const entry of entries) {
      if (entry.url === null || !isPublished(entry)) continue;
      const list = made.get(entry.url);
      if (list) list.push(entry);
      else made.set(entry.url, [entry]);
    }
    index = made;
    byUrl.set(entries, index);
  }
  return index.get(url) ?? [];
}
