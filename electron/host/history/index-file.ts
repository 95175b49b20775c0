// Owns: the list of versions of one post, as stored, and which of them are kept when a new one comes.
// Must not know: where the bytes of a version are.
import { z } from 'zod';
import { relPath, version } from '#contract/values.ts';

const kept = z.object({
  version,
  /** Milliseconds since the epoch. */
  saved: z.number(),
  /** Bytes of the post. */
  size: z.number(),
});
export type KeptVersion = z.infer<typeof kept>;

const postHistory = z.object({
  path: relPath,
  /** Newest first. */
  versions: z.array(kept),
});
export type PostHistory = z.infer<typeof postHistory>;

/** Reads a stored list; throws where it is damaged. */
export function parseHistory(text: string): PostHistory {
  return postHistory.parse(JSON.parse(text));
}

export interface Keep {
  /** So many of each post are kept however old. */
  readonly count: number;
  /** And all younger than so many milliseconds. */
  readonly age: number;
  /** Beyond this many of one post (weeks of autosaves), older ones are thinned out ... */
  readonly dense: number;
  /** ... to one in so many milliseconds, the last of each. */
  readonly spacing: number;
}

/**
 * Adds a version as the newest. One that is the newest already is not added again; an older one with the same bytes
 * stays, because "as it was on Monday" is another fact than "as it is now".
 */
export function addVersion(
  versions: readonly KeptVersion[],
  added: KeptVersion,
  keep: Keep,
): readonly KeptVersion[] {
  const all = versions[0]?.version === added.version ? versions : [added, ...versions];
  const young = all.filter((item, at) => at < keep.count || item.saved >= added.saved - keep.age);
  return young.filter((item, at) => {
    const newer = young[at - 1];
    if (at < keep.dense || newer === undefined) return true;
    return Math.floor(item.saved / keep.spacing) !== Math.floor(newer.saved / keep.spacing);
  });
}

/** Joins the lists of two names of one post, newest first. */
export function mergeVersions(
  one: readonly KeptVersion[],
  other: readonly KeptVersion[],
): readonly KeptVersion[] {
  const seen = new Set<string>();
  return [...one, ...other]
    .sort((a, b) => b.saved - a.saved)
    .filter(({ version, saved }) => {
      const key = `${version} ${saved}`;
      return !seen.has(key) && seen.add(key);
    });
}
