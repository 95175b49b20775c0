// Owns: both sides of one step as text, for a comparison.
// Must not know: how a comparison is shown.
import { join } from 'node:path';
import type { Step } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { readRegular } from '#host/files/read-file.ts';
import { withoutFilters } from '#host/git/parse.ts';
import { runGit } from '#host/git/run.ts';
import { createInspector } from './inspect.ts';
import type { ExportWorld, Prepared } from './prepare.ts';

export interface Sides {
  /** What the target holds (in place: what the last commit holds); null: nothing, or no text. */
  readonly before: string | null;
  /** What it will hold; null: nothing, or no text. */
  readonly after: string | null;
}

/** Beyond this many bytes a side counts as binary: no one reads such a comparison. */
const MAX_TEXT = 4 * 1024 * 1024;

/** Reads both sides of a step now. A file that went away meanwhile is an absent side. */
export async function compareStep(world: ExportWorld, plan: Prepared, step: Step): Promise<Sides> {
  if (step.binary) return { before: null, after: null };
  if (plan.inPlace) {
    return {
      before: await committed(world, plan, step.path),
      after: step.action === 'delete' ? null : await fileText(plan.target.root, step.path),
    };
  }
  const after = step.source === null ? null : await plan.outgoing.read(step.path).catch(() => null);
  // What a renamed post is compared with stands under its old name.
  const old = step.action === 'add' ? (step.pair ?? step.path) : step.path;
  return { before: await fileText(plan.target.root, old), after: after && asText(after) };
}

async function fileText(root: string, path: RelPath): Promise<string | null> {
  if (createInspector(root)(path).is !== 'file') return null;
  const file = await readRegular(join(root, path)).catch(() => null);
  return file && asText(file.bytes);
}

async function committed(world: ExportWorld, plan: Prepared, path: RelPath): Promise<string | null> {
  const { repository } = plan.target;
  if (!repository || plan.git?.head == null) return null;
  const result = await runGit(['cat-file', 'blob', `${plan.git.head}:${repository.prefix}${path}`], {
    cwd: repository.folder,
    config: withoutFilters(repository.config),
    ...(world.env ? { env: world.env } : {}),
  });
  return result.code === 0 && result.stdout.length <= MAX_TEXT ? result.stdout : null;
}

/** Null where the bytes are no UTF-8 text. */
function asText(bytes: Uint8Array): string | null {
  if (bytes.byteLength > MAX_TEXT || bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
