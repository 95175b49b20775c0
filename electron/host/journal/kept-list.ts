// Owns: the list of a journal as an earlier run kept it, for showing at once; whether it still holds is found out afterwards.
// Must not know: the posts themselves.
import { readSiteConfig } from '#core/site/config.ts';
import { readConfigFile } from './config-file.ts';
import { indexKey, readIndex } from './index-file.ts';
import { entriesOf } from './rows.ts';
import type { ScannedRecord, ScanResult } from './scan-messages.ts';

export interface KeptList {
  readonly records: readonly ScannedRecord[];
  /** What a scan would have told; the folders are not known yet. */
  readonly result: ScanResult;
}

/** The kept list; null where there is none, or where it was made under another configuration. */
export function keptList(root: string, file: string, machineZone: string): KeptList | null {
  const index = readIndex(file, ['json', 'rest']);
  if (index === null || index.table.paths.length === 0) return null;
  const { kind, postsFolders, draftsFolders, problems: folderProblems } = index.folder;
  const config = readConfigFile(root);
  const key = indexKey(root, kind, config);
  if (index.key !== key) return null;
  const { site, problems } = readSiteConfig({ kind, text: config.text, format: config.format, machineZone });
  const { json, rest } = index.bytes;
  if (json === undefined || rest === undefined) return null;
  const entries = entriesOf({ json, rest });
  const { facts } = index.table;
  const records = entries.map((entry, i) => {
    const [size = 0, mtime = 0, ctime = 0, ino = 0] = facts.subarray(i * 4, i * 4 + 4);
    return { entry, facts: { size, mtime, ctime, ino }, version: null };
  });
  const result: ScanResult = {
    key,
    site,
    removed: [],
    folders: [],
    postsFolders,
    draftsFolders,
    problems: [...config.problems, ...problems, ...folderProblems],
    folderProblems,
    posts: records.length,
    empty: false,
  };
  return { records, result };
}
