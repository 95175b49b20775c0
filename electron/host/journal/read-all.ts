// Owns: reading the posts that an index does not know, for a list made without a running host.
// Must not know: the index or the watcher. Loaded only when there is something to read.
import type { RelPath } from '#core/journal/entry.ts';
import { readSiteConfig } from '#core/site/config.ts';
import type { SiteConfig } from '#core/site/types.ts';
import type { ConfigFile } from './config-file.ts';
import type { IndexRecord } from './index-file.ts';
import { readRecord } from './read-entries.ts';

export interface ReadAllContext {
  readonly root: string;
  readonly config: ConfigFile;
  readonly kind: 'jekyll' | 'plain';
  readonly machineZone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Reads posts into `records`; gives the site's values. */
export function readAll(
  context: ReadAllContext,
  paths: readonly RelPath[],
  records: Map<string, IndexRecord>,
): SiteConfig {
  const { root, config, kind, machineZone, now } = context;
  const { site } = readSiteConfig({ kind, text: config.text, format: config.format, machineZone });
  for (const path of paths) {
    const record = readRecord({ root, site, now, hash: false }, path);
    if (record !== null) records.set(path, { entry: record.entry, facts: record.facts });
  }
  return site;
}
