// Owns: the day a category or tag was last used, as the post of that day writes it.
// Must not know: by which post.
import { useTranslation } from 'react-i18next';
import type { PostEntry } from '#core/journal/entry.ts';
import { lastOf } from '../state/last-of.ts';
import { usePart } from '../state/store.ts';
import { fullDay } from '../ui/dates.ts';

/** The dates of posts by their moments: the journal's zone is in them, this machine's is not asked. */
const daysOf = lastOf(
  (entries: readonly PostEntry[]): ReadonlyMap<number | null, string | null> =>
    new Map(entries.map(({ time, date }) => [time, date])),
);

export function LastUse({ moment }: { readonly moment: number | null }) {
  const { i18n } = useTranslation();
  const day = usePart((state) => (moment === null ? null : (daysOf(state.entries).get(moment) ?? null)));
  return <span className="name-last">{day === null ? '' : fullDay(day, i18n.language)}</span>;
}
