// Owns: what an open journal is to the rest of the host: its posts as values, kept equal to the disk.
// Must not know: the wire, the shells, or how a post is written.
import type { JournalInfo } from '#contract/values.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { SiteConfig } from '#core/site/types.ts';

/** What changed on disk, already taken into the list. `versions`: hash of the bytes of each upserted file that was read. */
export interface JournalChange {
  readonly upserted: readonly PostEntry[];
  readonly removed: readonly RelPath[];
  readonly versions: Readonly<Record<string, string>>;
}

/** Events of an open journal. */
export type JournalEvent =
  | { readonly kind: 'changed'; readonly change: JournalChange }
  | { readonly kind: 'availability'; readonly available: boolean }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  /** `_config.yml`, `_includes`, `_data` or a stylesheet changed. */
  | { readonly kind: 'site' }
  /** The journal's own settings (`.galley/settings.json`) came, went or changed. */
  | { readonly kind: 'rules' }
  /** A file below the journal that is an image came, went or changed. */
  | { readonly kind: 'images' };

/** An open journal. All paths are relative to `root`. */
export interface JournalHandle {
  /** Absolute, real path of the folder. */
  readonly root: string;
  readonly info: JournalInfo;
  readonly site: SiteConfig;
  /** False while the folder is gone; the list then keeps what was last known. */
  readonly available: boolean;
  /** Settles when the list was first compared with the disk: until then it may be the one that was kept from before. */
  readonly verified: Promise<void>;
  /** Every post of the list, newest first. */
  entries(): readonly PostEntry[];
  entry(path: RelPath): PostEntry | null;
  /** Listens to events; gives the way to stop. */
  onChange(listener: (event: JournalEvent) => void): () => void;
  /** Compares the whole folder with the list and takes over what differs. Resolves when the list equals the disk. */
  rescan(): Promise<void>;
  /**
   * Reads these files (or folders) now and takes them over, with events; a path that is gone leaves the list. For the host's own
   * writes, renames and deletions: after it, `entry(path)` is fresh and the watcher finds nothing new.
   */
  refresh(paths: readonly RelPath[]): Promise<void>;
  /** Tells that the host itself wrote these bytes (version: see `versionOf`), before the watcher notices. */
  noteOwnWrite(path: RelPath, version: string): void;
  /** True if the last bytes known for the path were written by the host itself. */
  isOwnWrite(path: RelPath, version: string): boolean;
  close(): Promise<void>;
}
