// Owns: the journal as an export sees it: what is in it, and reading one of its files.
// Must not know: targets and plans. Only reads.
import { CallError } from '#contract/errors.ts';
import type { Layout } from '#core/export/paths.ts';
import type { ReferenceBase } from '#core/images/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { ChosenSettings } from '#core/targets/settings.ts';
import { locate } from '#host/files/contain.ts';
import { type ReadFile, readRegular } from '#host/files/read-file.ts';

/** The journal as an export sees it. */
export interface JournalView {
  /** Absolute, real path. */
  readonly root: string;
  readonly kind: Layout['kind'];
  readonly site: Pick<ReferenceBase, 'baseurl' | 'url'>;
  readonly entries: readonly PostEntry[];
  /** IANA zone of its dates; UTC if left out. */
  readonly zone?: string;
}

export interface Selection {
  /** Paths in the journal; null: every post. */
  readonly posts: readonly RelPath[] | null;
  /** Drafts go out too, to `_drafts`. */
  readonly drafts: boolean;
  /** How the target is written to, where a person chose it; what is left out is remembered or recognised. */
  readonly settings?: ChosenSettings;
}

/** A file of the journal; null where it is gone, no file, or leads out of the journal. */
export async function readSource(root: string, path: RelPath): Promise<ReadFile | null> {
  try {
    const { file, exists } = await locate(root, path);
    return exists ? await readRegular(file) : null;
  } catch (error) {
    if (error instanceof CallError) return null;
    throw error;
  }
}

/** The text of a file of the journal; null where it is gone, leads out of the journal, or is no UTF-8. */
export async function readJournalText(root: string, path: RelPath): Promise<string | null> {
  const file = await readSource(root, path);
  return file && decode(file.bytes);
}

/** Null where the bytes are no valid UTF-8. A byte order mark stays. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
