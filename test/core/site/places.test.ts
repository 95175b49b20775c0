// Where posts stand and go: file names, new posts, moves between categories, drafts.
import { describe, expect, it } from 'vitest';
import { patch, readFrontMatter } from '#core/frontmatter/index.ts';
import type { Change } from '#core/frontmatter/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { demotePost, promoteDraft } from '#core/site/draft.ts';
import { moveToCategories } from '#core/site/move-post.ts';
import { type JournalHabits, placeForNew } from '#core/site/new-post.ts';
import { parsePostFileName, placeOf, postFileName, titleOfSlug } from '#core/site/post-path.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { applyEdits } from '#core/text.ts';

const siteOf = (kind: 'jekyll' | 'plain', text: string | null = null): SiteConfig =>
  readSiteConfig({ kind, text, machineZone: 'Asia/Seoul' }).site;
const jekyll = siteOf('jekyll');
const plain = siteOf('plain');

type Files = Readonly<Record<string, string>>;

function entriesOf(files: Files, site: SiteConfig): readonly PostEntry[] {
  return Object.entries(files).map(([path, front]) =>
    entryOf({
      path: path as RelPath,
      text: textOf(front),
      size: 1,
      modified: 0,
      site,
      now: Date.UTC(2026, 0, 1),
    }),
  );
}

const textOf = (front: string): string => `---\n${front}\n---\nBody\n`;

const habits = (files: Files, site: SiteConfig): JournalHabits => ({
  site,
  entries: entriesOf(files, site),
  postsFolder: site.kind === 'jekyll' ? '_posts' : '',
  draftsFolder: site.kind === 'jekyll' ? '_drafts' : '',
});

describe('file names', () => {
  it.each([
    ['2024-10-03-a-b.md', '2024-10-03', 'a-b', '.md'],
    ['2024-1-5-x.markdown', '2024-1-5', 'x', '.markdown'],
    ['24-1-5-x.md', '24-1-5', 'x', '.md'],
    ['2024-10-03-x.ko.md', '2024-10-03', 'x.ko', '.md'],
    ['2024-10-03-.md', '2024-10-03', '', '.md'],
    ['2024-10-03.md', null, '2024-10-03', '.md'],
    ['note.md', null, 'note', '.md'],
    ['2024-10-03-끝..md', '2024-10-03', '끝', '.md'],
    ['no-extension', null, 'no-extension', ''],
  ])('%s', (file, dateText, slug, extension) => {
    expect(parsePostFileName(file)).toEqual({ dateText, slug, extension });
  });

  it('are made of a date and a slug', () => {
    expect(postFileName('2024-10-03 10:00:00 +0900', '글')).toBe('2024-10-03-글.md');
    expect(postFileName(null, 'idea', '.markdown')).toBe('idea.markdown');
    expect(titleOfSlug('keeps-Case-한글-x')).toBe('Keeps Case 한글 X');
  });

  it('stand in folders that mean something', () => {
    expect(placeOf('ml/deep/_posts/sub/2024-01-01-x.md', jekyll)).toMatchObject({
      role: 'post',
      above: ['ml', 'deep'],
      below: ['sub'],
      folder: 'ml/deep/_posts',
    });
    expect(placeOf('ml/_drafts/x.md', jekyll)).toMatchObject({ role: 'draft', above: ['ml'] });
    expect(placeOf('about.md', jekyll).role).toBe('page');
    expect(placeOf('ml/x.md', plain)).toMatchObject({ role: 'post', above: ['ml'] });
    expect(placeOf('_recipes/x.md', siteOf('jekyll', 'collections: [recipes]\n')).role).toBe('collection');
    const own = siteOf('jekyll', 'collections_dir: content\n');
    expect(placeOf('content/ml/_posts/2024-01-01-x.md', own).above).toEqual(['ml']);
  });
});

describe('a new post', () => {
  const input = {
    title: '새 글',
    date: '2024-10-03',
    draft: false,
    categories: ['ml'],
    slugStyle: 'keep',
  } as const;
  it('goes to _posts and names its categories', () => {
    const place = placeForNew(input, habits({}, jekyll));
    expect([place.folder, place.fileName(''), place.fileName('-2'), place.categories]).toEqual([
      '_posts',
      '2024-10-03-새-글.md',
      '2024-10-03-새-글-2.md',
      ['ml'],
    ]);
  });

  it('stands beside the posts of its category', () => {
    const sub = habits({ '_posts/ml/2024-01-01-a.markdown': 'categories: ml' }, jekyll);
    expect(placeForNew(input, sub)).toMatchObject({ folder: '_posts/ml', categories: ['ml'] });
    expect(placeForNew(input, sub).fileName('')).toBe('2024-10-03-새-글.markdown');
    const above = habits({ 'ml/_posts/2024-01-01-a.md': 'title: A' }, jekyll);
    expect(placeForNew(input, above)).toMatchObject({ folder: 'ml/_posts', categories: [] });
    expect(placeForNew({ ...input, categories: ['ml', 'deep'] }, above)).toMatchObject({
      folder: 'ml/_posts',
      categories: ['deep'],
    });
    const repeating = habits({ 'ml/_posts/2024-01-01-a.md': 'categories: [ml]' }, jekyll);
    expect(placeForNew(input, repeating)).toMatchObject({ folder: 'ml/_posts', categories: ['ml'] });
  });

  it('is a draft without a date in its name, or with a key where there is no folder for drafts', () => {
    const draft = { ...input, draft: true };
    const there = habits({ 'ml/_posts/2024-01-01-a.md': 'title: A' }, jekyll);
    expect(placeForNew(draft, there)).toMatchObject({
      folder: 'ml/_drafts',
      draftKey: false,
      categories: [],
    });
    expect(placeForNew(draft, there).fileName('')).toBe('새-글.md');
    const flat = habits({ 'a.md': 'title: A' }, plain);
    expect(placeForNew(draft, flat)).toMatchObject({ folder: '', draftKey: true, categories: ['ml'] });
  });

  it('uses folders in a plain journal that uses folders', () => {
    const folders = habits({ 'travel/a.md': 'title: A' }, plain);
    expect(placeForNew(input, folders)).toMatchObject({ folder: 'ml', categories: [] });
    expect(placeForNew({ ...input, slug: 'Own Slug?', categories: [] }, folders).slug).toBe('Own Slug-');
  });
});

/** Does what a move says and reads the post again. */
function moved(
  path: string,
  front: string,
  categories: readonly string[],
  site: SiteConfig,
  others: Files = {},
) {
  const [entry] = entriesOf({ [path]: front }, site) as [PostEntry];
  const entries = [entry, ...entriesOf(others, site)];
  const move = moveToCategories(entry, categories, { site, entries });
  const text = apply(textOf(front), move.changes);
  const target = (move.path ?? path) as RelPath;
  const after = entryOf({ path: target, text, size: 1, modified: 0, site, now: Date.UTC(2026, 0, 1) });
  return { path: target as string, text, categories: after.categories };
}

function apply(text: string, changes: readonly Change[]): string {
  return changes.reduce((current, change) => {
    const result = patch(current, change);
    if (!result.ok) throw new Error(`${change.op} ${change.key}: ${result.reason.message}`);
    return applyEdits(current, result.edits);
  }, text);
}

describe('moving to a category', () => {
  const cases: readonly [string, string, SiteConfig, string, string][] = [
    ['_posts/2024-01-01-a.md', 'categories: [x]', jekyll, '_posts/2024-01-01-a.md', 'categories: [ml, deep]'],
    ['_posts/2024-01-01-a.md', 'categories: x y', jekyll, '_posts/2024-01-01-a.md', 'categories: ml deep'],
    ['_posts/2024-01-01-a.md', 'category: x', jekyll, '_posts/2024-01-01-a.md', 'categories: [ml, deep]'],
    [
      '_posts/2024-01-01-a.md',
      'title: A',
      jekyll,
      '_posts/2024-01-01-a.md',
      'title: A\ncategories: [ml, deep]',
    ],
    ['x/_posts/sub/2024-01-01-a.md', 'title: A', jekyll, 'ml/deep/_posts/sub/2024-01-01-a.md', 'title: A'],
    [
      'ml/_posts/2024-01-01-a.md',
      'title: A',
      jekyll,
      'ml/_posts/2024-01-01-a.md',
      'title: A\ncategories: [deep]',
    ],
    [
      'x/_posts/2024-01-01-a.md',
      'categories: [x]',
      jekyll,
      'ml/deep/_posts/2024-01-01-a.md',
      'categories: [ml, deep]',
    ],
    [
      'x/_posts/2024-01-01-a.md',
      'title: A\ncategories: [y]',
      jekyll,
      'ml/deep/_posts/2024-01-01-a.md',
      'title: A',
    ],
    ['x/_drafts/a.md', 'title: A', jekyll, 'ml/deep/_drafts/a.md', 'title: A'],
    ['x/a.md', 'title: A', plain, 'ml/deep/a.md', 'title: A'],
    ['x/a.md', 'categories: [x]', plain, 'x/a.md', 'categories: [ml, deep]'],
    ['a.md', 'title: A', plain, 'a.md', 'title: A\ncategories: [ml, deep]'],
  ];
  it.each(cases)('%s with %j', (path, front, site, wantedPath, wantedFront) => {
    const after = moved(path, front, ['ml', 'deep'], site);
    expect(after.path).toBe(wantedPath);
    expect(after.text).toBe(textOf(wantedFront));
    expect(after.categories).toEqual(['ml', 'deep']);
  });

  it('keeps a single category single, and uses the key that the journal uses', () => {
    expect(moved('_posts/2024-01-01-a.md', 'category: x', ['ml'], jekyll).text).toBe(textOf('category: ml'));
    const others = { '_posts/2024-01-02-b.md': 'category: y', '_posts/2024-01-03-c.md': 'category: z' };
    expect(moved('_posts/2024-01-01-a.md', 'title: A', ['ml'], jekyll, others).text).toContain(
      '\ncategory: ml\n',
    );
  });

  it('takes a post out of every category', () => {
    for (const front of ['categories: [x]', 'category: x', 'category: x\ncategories: [y]']) {
      expect(moved('_posts/2024-01-01-a.md', `title: A\n${front}`, [], jekyll).categories).toEqual([]);
    }
    expect(moved('x/_posts/2024-01-01-a.md', 'title: A', [], jekyll)).toMatchObject({
      path: '_posts/2024-01-01-a.md',
      categories: [],
    });
  });
});

describe('drafts', () => {
  const promoted = (path: string, front: string, site: SiteConfig, setDate = false) => {
    const [entry] = entriesOf({ [path]: front }, site) as [PostEntry];
    const move = promoteDraft(
      entry,
      readFrontMatter(textOf(front)).data,
      { date: '2024-10-03', setDate },
      site,
    );
    return { path: move.path ?? path, text: apply(textOf(front), move.changes) };
  };

  it('become posts: dated name, no key that holds them back, body untouched', () => {
    expect(promoted('ml/_drafts/idea.md', 'title: A\ndraft: true', jekyll)).toEqual({
      path: 'ml/_posts/2024-10-03-idea.md',
      text: textOf('title: A'),
    });
    const dated = 'date:  "2024-01-01 10:00:00 +0900"';
    expect(promoted('_drafts/2024-01-01-x.md', `${dated}\npublished: false`, jekyll)).toEqual({
      path: '_posts/2024-10-03-x.md',
      text: textOf(dated),
    });
    // Only when asked does the date follow, and only its day.
    expect(promoted('_drafts/2024-01-01-x.md', dated, jekyll, true).text).toBe(
      textOf('date:  "2024-10-03 10:00:00 +0900"'),
    );
    expect(promoted('_drafts/x.md', 'title: X', jekyll, true).text).toBe(
      textOf('title: X\ndate: 2024-10-03'),
    );
    expect(promoted('_posts/2024-10-03-x.md', 'title: A\npublished: false', jekyll)).toEqual({
      path: '_posts/2024-10-03-x.md',
      text: textOf('title: A'),
    });
    expect(promoted('idea.md', 'title: A\ndraft: true', plain)).toEqual({
      path: '2024-10-03-idea.md',
      text: textOf('title: A'),
    });
  });

  it('come back to where they were', () => {
    const files = { 'ml/_posts/2024-10-03-idea.md': 'title: A\ndate: 2024-10-03' };
    const [entry] = entriesOf(files, jekyll) as [PostEntry];
    const down = demotePost(entry, jekyll);
    expect(down).toEqual({ path: 'ml/_drafts/idea.md', changes: [] });
    expect(promoted('ml/_drafts/idea.md', files['ml/_posts/2024-10-03-idea.md'], jekyll)).toEqual({
      path: entry.path,
      text: textOf('title: A\ndate: 2024-10-03'),
    });
    // The date of a name stays in the name where nothing else holds it.
    const [bare] = entriesOf({ '_posts/2024-10-03-b.md': 'title: B' }, jekyll) as [PostEntry];
    expect(demotePost(bare, jekyll).path).toBe('_drafts/2024-10-03-b.md');
    expect(demotePost(bare, jekyll, false).path).toBe('_drafts/b.md');
    expect(demotePost(entry, jekyll, true).path).toBe('ml/_drafts/2024-10-03-idea.md');
    const [flat] = entriesOf({ 'b.md': 'title: B' }, plain) as [PostEntry];
    expect(apply(textOf('title: B'), demotePost(flat, plain).changes)).toBe(textOf('title: B\ndraft: true'));
  });
});
