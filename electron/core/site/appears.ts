// Owns: whether a post will be on the published site, and if not, why.
// Must not know: how front matter is read, or other posts (the same URL twice is a matter of the whole list).
import type { Appears } from '../journal/entry.ts';
import { exclusionOf } from './exclude.ts';
import type { PostPlace, SiteConfig } from './types.ts';

/** What decides. `published` is the value of the key after defaults, undefined where there is none. */
export interface AppearsInput {
  readonly path: string;
  readonly place: PostPlace;
  /** The file name begins with a date. */
  readonly dated: boolean;
  /** Milliseconds since the epoch; null where the post has no date. */
  readonly time: number | null;
  /** The reason why the build stops or passes over the file, if it does. */
  readonly broken: string | null;
  readonly published: unknown;
  /** Marked as a draft in its front matter. */
  readonly draftKey: boolean;
  readonly url: string | null;
  /** Milliseconds since the epoch of the build. */
  readonly now: number;
}

/** Decides by Jekyll's rules; a plain folder is judged as if its posts stood in `_posts`, where a draft mark holds a post back. */
export function appears(input: AppearsInput, site: SiteConfig): Appears {
  const { place, time } = input;
  const plain = site.kind === 'plain';
  const exclusion = plain ? null : exclusionOf(input.path, place.folder, site);
  if (exclusion !== null) {
    if (exclusion.why === 'configured') return no('excluded', exclusion.pattern);
    return no('excluded', exclusion.why === 'destination' ? site.destination : exclusion.name);
  }
  if (place.role === 'draft' && !site.showDrafts) return no('draft');
  if (plain && input.draftKey) return no('draft');
  if (place.role === 'post' && !input.dated && (!plain || time === null)) return no('no-date');
  if (input.broken !== null) return no('invalid', input.broken);
  const held = input.published === false || input.published === null;
  if (held && !site.unpublished) return no('unpublished');
  if (isFuture(time, input.now, site)) return no('future', new Date(time ?? 0).toISOString());
  if (input.url === null) return no('invalid', 'permalink');
  return { will: true };
}

/** True where the date is later than the build, to the second, and the site does not publish the future. */
export function isFuture(
  time: number | null,
  now: number,
  site: Pick<SiteConfig, 'future' | 'time'>,
): boolean {
  if (time === null || site.future) return false;
  return Math.floor(time / 1000) > Math.floor((site.time ?? now) / 1000);
}

type Why = Extract<Appears, { readonly will: false }>['why'];

function no(why: Why, detail?: string): Appears {
  return detail === undefined ? { will: false, why } : { will: false, why, detail };
}
