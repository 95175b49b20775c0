// Owns: making a plan for many posts from what is on disk now. Writes nothing.
// Must not know: how a plan is carried out, or how it crosses the wire.
import { relative, sep } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { inferStyle, readFrontMatter } from '#core/frontmatter/index.ts';
import type { BlogStyle } from '#core/frontmatter/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { type Hunk, hunksOf } from '#core/taxonomy/hunks.ts';
import { createPlanner, mayConcern } from '#core/taxonomy/plan.ts';
import type { Operation, PlannedFile, Refusal } from '#core/taxonomy/types.ts';
import { createInspector } from '#host/export/inspect.ts';
import { locate } from '#host/files/contain.ts';
import { errnoOf } from '#host/files/file-system.ts';
import { nameFault } from '#host/files/names.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';

/** A post of the plan, with the version of the bytes that it was planned for. */
export interface PreparedFile extends PlannedFile {
  readonly title: string;
  readonly version: string;
  readonly hunks: readonly Hunk[];
}

export interface Prepared {
  /** Handle of the journal. */
  readonly journal: string;
  readonly operation: Operation;
  readonly files: readonly PreparedFile[];
  readonly refused: readonly (Refusal & { readonly title: string })[];
}

export interface Wish {
  readonly operation: Operation;
  /** Null: every post. */
  readonly posts: readonly RelPath[] | null;
  readonly redirect: boolean;
}

/** So many posts tell a blog's manner; the newest ones, because manners change. */
const SAMPLE = 60;
/** Milliseconds of work before others get their turn. */
const SLICE = 10;

/** Plans `wish` on the journal as the disk has it. A post that cannot be read or written by its path is refused, not passed over. */
export async function prepareChange(journal: JournalHandle, wish: Wish, now: number): Promise<Prepared> {
  await journal.rescan();
  const entries = journal.entries();
  const chosen = wish.posts === null ? null : new Set<string>(wish.posts);
  const concerned = entries.filter(
    (entry) => (chosen === null || chosen.has(entry.path)) && mayConcern(entry, wish.operation),
  );
  const planner = createPlanner(wish.operation, {
    site: journal.site,
    entries,
    style: await styleOf(journal, entries),
    now,
    redirect: wish.redirect,
  });
  const texts = new Map<RelPath, { readonly text: string; readonly version: string }>();
  let started = performance.now();
  for (const entry of concerned) {
    const read = await readPost(journal, entry);
    if ('code' in read) planner.leave(read);
    else {
      texts.set(entry.path, read);
      planner.add({ path: entry.path, text: read.text, entry });
    }
    if (performance.now() - started < SLICE) continue;
    await breathe();
    started = performance.now();
  }
  const titles = new Map(concerned.map(({ path, title }) => [path, title]));
  const titleOf = (path: RelPath): string => titles.get(path) ?? path;
  const { files, refused } = planner.finish();
  const bad = files.flatMap((file): Refusal[] => {
    const part = file.newPath
      ?.split('/')
      .find((each) => nameFault(each) !== null && !file.path.includes(each));
    return part === undefined
      ? []
      : [{ path: file.path, code: 'folder-name', message: `${part} cannot be the name of a folder` }];
  });
  const left = new Set(bad.map(({ path }) => path));
  return {
    journal: journal.info.id,
    operation: wish.operation,
    files: files
      .filter(({ path }) => !left.has(path))
      .map((file) => {
        // Every planned post was read above.
        const { text = '', version = '' } = texts.get(file.path) ?? {};
        return { ...file, title: titleOf(file.path), version, hunks: hunksOf(text, file.edits) };
      }),
    refused: [...refused, ...bad].map((each) => ({ ...each, title: titleOf(each.path) })),
  };
}

async function readPost(
  journal: JournalHandle,
  { path }: PostEntry,
): Promise<{ readonly text: string; readonly version: string } | Refusal> {
  const unreadable = (message: string): Refusal => ({ path, code: 'unreadable', message });
  try {
    const at = await locate(journal.root, path);
    const found = at.exists ? await readRegular(at.file) : null;
    if (found === null) return unreadable('the file is not there any more');
    const there = createInspector(at.root)(realPath(at.root, at.file));
    if (there.is === 'blocked')
      return unreadable(`the file is in another repository or is no file (${there.why})`);
    const { text, misfit } = textOf(found.bytes);
    if (misfit !== null) return { path, code: 'not-utf8', message: 'the file is no UTF-8 text' };
    return { text, version: found.version };
  } catch (error) {
    return unreadable(errnoOf(error) ?? (error instanceof Error ? error.message : String(error)));
  }
}

/** The path of a file below the root with every link resolved. */
export function realPath(root: string, file: string): RelPath {
  return relative(root, file).split(sep).join('/') as RelPath; // `locate` gave a file below the root
}

async function styleOf(journal: JournalHandle, entries: readonly PostEntry[]): Promise<BlogStyle> {
  const posts = [];
  for (const { path } of entries.slice(0, SAMPLE)) {
    const found = await locate(journal.root, path)
      .then((at) => readRegular(at.file))
      .catch(() => null);
    const read = found === null ? null : textOf(found.bytes);
    if (read?.misfit === null) posts.push({ text: read.text, frontMatter: readFrontMatter(read.text) });
  }
  return inferStyle(posts);
}
