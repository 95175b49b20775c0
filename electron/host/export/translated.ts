// Owns: what the journal would publish to a generator of another kind: its posts translated, and the files they bring.
// Must not know: what the target holds, or how a post is translated. Only reads.
import { isCompanion, type Lookup } from '#core/export/bring.ts';
import { isSafeTargetPath } from '#core/export/paths.ts';
import type { OutgoingFile } from '#core/export/types.ts';
import { isImagePath } from '#core/images/file-kinds.ts';
import type { Reference } from '#core/images/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { kramdownOptionsOf, liquidOf } from '#core/page/render-post.ts';
import type { Problem } from '#core/problem.ts';
import { type AddressBook, addressBook } from '#core/targets/addresses.ts';
import { placeFile, placeForTarget, type TargetPlace } from '#core/targets/index.ts';
import { type Translation, translatePost } from '#core/translate/post.ts';
import type { Loss, PostLoss } from '#core/translate/types.ts';
import { versionOf } from '#host/files/version.ts';
import { siteFilesOf } from '#host/journal/site-files.ts';
import { createFileIndex } from './file-index.ts';
import type { HashCache } from './hashes.ts';
import { createInspector } from './inspect.ts';
import { decode, type JournalView, readSource, type Selection } from './journal-view.ts';
import type { Outgoing } from './outgoing.ts';
import { about, binaryName, eachOf, staleSource, unreadable } from './outgoing-words.ts';
import type { SiteOfTarget } from './target-site.ts';

/** What one translation asked and was told, and what came out: enough to know that it would come out the same again. */
export interface TranslatedFacts {
  readonly hash: string;
  readonly size: number;
  readonly losses: readonly Loss[];
  readonly brings: readonly (readonly [source: RelPath, path: RelPath])[];
  readonly asked: readonly (readonly [question: string, answer: string | null])[];
}

interface Placed {
  readonly entry: PostEntry;
  readonly place: Extract<TargetPlace, { readonly ok: true }>;
}

interface Context {
  readonly view: JournalView;
  readonly target: SiteOfTarget;
  readonly translation: Translation;
  readonly book: AddressBook;
  readonly index: (path: RelPath) => Lookup;
}

/** Collects what goes out to `target`. Posts whose file and surroundings are as before are not translated again. */
export async function collectTranslated(
  view: JournalView,
  selection: Selection,
  target: SiteOfTarget,
  cache: HashCache<TranslatedFacts | null>,
): Promise<Outgoing> {
  const { settings } = target;
  const problems: Problem[] = [];
  const placed = placeAll(view, selection, target, problems);
  const context: Context = {
    view,
    target,
    translation: await translationOf(view, target),
    book: addressBook(view, target.site, settings),
    index: createFileIndex(view.root),
  };
  const inspect = createInspector(view.root);
  const files: OutgoingFile[] = [];
  const losses: PostLoss[] = [];
  const brought = new Map<RelPath, { readonly source: RelPath; readonly by: RelPath[] }>();
  const all = await eachOf(placed, async (post) => ({
    post,
    facts: await factsOf(context, post, inspect, cache),
  }));
  for (const { post, facts } of all) {
    const { path: source } = post.entry;
    if (facts === null) {
      problems.push(unreadable(source));
      continue;
    }
    losses.push(...facts.losses.map((loss) => ({ ...loss, path: source })));
    const { hash, size } = facts;
    files.push({
      path: post.place.path,
      source,
      kind: 'post',
      hash,
      size,
      binary: false,
      broughtBy: [source],
      former: [],
    });
    for (const [from, path] of facts.brings) {
      const known = brought.get(path);
      if (known) known.by.push(source);
      else brought.set(path, { source: from, by: [source] });
    }
  }
  const companions = await eachOf(
    [...brought],
    async ([path, { source, by }]): Promise<OutgoingFile | null> => {
      const there = inspect(source);
      const known = there.is === 'file' ? cache.get(source, there.facts) : null;
      const file = known ? null : await readSource(view.root, source);
      if (!known && !file) {
        problems.push(unreadable(source));
        return null;
      }
      const hash = known?.hash ?? file?.version ?? '';
      const size = known?.size ?? file?.bytes.byteLength ?? 0;
      if (!known && there.is === 'file') cache.set(source, there.facts, { hash, size, more: null });
      const kind = isImagePath(path) ? 'image' : 'file';
      return { path, source, kind, hash, size, binary: binaryName(path), broughtBy: by, former: [] };
    },
  );
  files.push(...companions.filter((file) => file !== null));
  const posts = new Map(placed.map((post) => [post.place.path, post]));
  const sources = new Map(files.map((file) => [file.path, file.source]));
  return {
    files,
    problems,
    losses,
    titles: new Map(placed.map(({ entry }) => [entry.path, entry.title])),
    read: async (path) => {
      const source = sources.get(path);
      const file = source && (await readSource(view.root, source));
      if (!file) throw staleSource(path);
      const post = posts.get(path);
      if (!post) return file.bytes;
      const text = decode(file.bytes);
      if (text === null) throw staleSource(path);
      return Buffer.from(
        translateOne({ ...context, index: createFileIndex(view.root) }, post, text).text,
        'utf8',
      );
    },
  };
}

function placeAll(
  view: JournalView,
  selection: Selection,
  { settings }: SiteOfTarget,
  problems: Problem[],
): readonly Placed[] {
  const wanted = selection.posts && new Set(selection.posts);
  const placed: Placed[] = [];
  for (const entry of view.entries) {
    if (wanted && !wanted.delete(entry.path)) continue;
    if (entry.draft && !selection.drafts) {
      if (wanted) problems.push(about(entry.path, 'draft-left-out', 'info', 'is a draft and stays at home.'));
      continue;
    }
    const place = placeForTarget(entry, settings);
    if (place.ok) placed.push({ entry, place });
    else if (place.why === 'no-date')
      problems.push(
        about(entry.path, 'no-date', 'warning', 'has no date, so a blog cannot place it; it is left out.'),
      );
    else
      problems.push(
        about(entry.path, 'unsafe-path', 'warning', 'has a path that cannot be written; it is left out.'),
      );
  }
  for (const path of wanted ?? [])
    problems.push(about(path, 'post-gone', 'warning', 'is not in the journal any more.'));
  return placed;
}

async function translationOf(view: JournalView, { site, settings }: SiteOfTarget): Promise<Translation> {
  const files = await siteFilesOf(view.root);
  const zone = view.zone ?? 'UTC';
  const kramdown = kramdownOptionsOf(files.config);
  // A moment that stays the same while the posts do: the same journal must come out the same tomorrow.
  const now = Math.max(0, ...view.entries.map(({ time }) => time ?? 0));
  const { config, data, includes } = files;
  const liquid = liquidOf({ config, data, includes, posts: view.entries, zone, now, jekyll: 4 }, kramdown);
  return { site, settings, liquid, kramdown, zone };
}

/** What a post becomes; null where it is gone, no file, no text, or leads out of the journal. */
async function factsOf(
  context: Context,
  post: Placed,
  inspect: ReturnType<typeof createInspector>,
  cache: HashCache<TranslatedFacts | null>,
): Promise<TranslatedFacts | null> {
  const { path } = post.entry;
  const there = inspect(path);
  if (there.is === 'absent') return null;
  const known = there.is === 'file' ? cache.get(path, there.facts)?.more : null;
  if (known?.asked.every(([question, answer]) => answerTo(context, post, question) === answer)) return known;
  const file = await readSource(context.view.root, path);
  const text = file && decode(file.bytes);
  if (text === null) return null;
  const { text: out, ...rest } = translateOne(context, post, text);
  const bytes = Buffer.from(out, 'utf8');
  const facts: TranslatedFacts = { hash: versionOf(bytes), size: bytes.byteLength, ...rest };
  // What Liquid prints may depend on anything in the journal.
  if (there.is === 'file' && !/\{[{%]/.test(text))
    cache.set(path, there.facts, { hash: facts.hash, size: facts.size, more: facts });
  return facts;
}

interface One {
  readonly text: string;
  readonly losses: readonly Loss[];
  readonly brings: readonly (readonly [RelPath, RelPath])[];
  readonly asked: readonly (readonly [string, string | null])[];
}

function translateOne(context: Context, post: Placed, text: string): One {
  const { view, target, translation, book } = context;
  const { site, settings } = target;
  const brings = new Map<RelPath, RelPath>();
  const asked = new Map<string, string | null>();
  const destination = (
    path: string,
    reference: Reference,
    losses: Loss[],
    line: number | null,
  ): string | null => {
    const answer = answerTo(context, post, path);
    asked.set(path, answer);
    if (answer === null) return null;
    if (!isCompanion(path)) {
      const link = book.linkTo(answer, post.place.path);
      if (link === null) losses.push({ line, code: 'link-unknown', weight: 'lost', what: path });
      return link;
    }
    const source = answer as RelPath; // an index gives paths of the journal
    const beside =
      settings.beside &&
      (site.generator !== 'astro' || reference.kind === 'image' || reference.kind === 'definition');
    const own = site.importsPictures && reference.kind === 'front-matter';
    const takenBy = new Map([...brings].map(([from, to]) => [to, from]));
    const place =
      brings.get(source) ??
      placeFile(
        source,
        own ? { ...settings, beside: true } : { ...settings, beside },
        post.place.folder,
        (each) => takenBy.has(each as RelPath),
      );
    if (place === null) return null;
    brings.set(source, place);
    const way = book.wayToFile(place, post.place, reference, own);
    if (way === null) {
      losses.push({ line, code: 'image-unpublished', weight: 'lost', what: place });
      return `/${place}`;
    }
    return way;
  };
  const base = { ...view.site, post: post.entry.path };
  const { text: out, losses } = translatePost({ text, entry: post.entry, base, destination }, translation);
  return { text: out, losses, brings: [...brings], asked: [...asked] };
}

/** What the journal says to a path: the file on disk, or the post's path in the target; null: neither. */
function answerTo({ index, book }: Context, _post: Placed, path: string): string | null {
  if (!isCompanion(path)) return book.postAt(path);
  const there = index(path as RelPath); // a resolved path has no empty, `.` or `..` part
  return there.found === 'nothing' ? null : there.found === 'exact' ? path : there.path;
}

/** Checks what a cache file remembers. */
export function isTranslatedFacts(value: unknown): value is TranslatedFacts | null {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { hash, size, losses, brings, asked } = value as Partial<Record<keyof TranslatedFacts, unknown>>; // checked below
  return (
    typeof hash === 'string' &&
    typeof size === 'number' &&
    [losses, brings, asked].every((list) => Array.isArray(list)) &&
    (brings as readonly unknown[]).every(
      (pair) =>
        Array.isArray(pair) &&
        pair.length === 2 &&
        pair.every((path) => typeof path === 'string' && isSafeTargetPath(path)),
    )
  );
}
