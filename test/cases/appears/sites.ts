// Owns: the sites of the "will it appear, and under which URL" matrix: configuration and posts, each post one case.
// Must not know: the answers; those are recorded from a real build in `recorded.json`.

export interface CaseSite {
  readonly name: string;
  readonly config: string;
  /** Path -> text. The harness appends a probe to every file's end. */
  readonly files: Readonly<Record<string, string>>;
}

const TIME = 'time: 2026-11-20 12:00:00 +0900\n';
const SEOUL = `timezone: Asia/Seoul\n${TIME}`;
const post = (front: string, body = 'Text.'): string => `---\n${front}${front === '' || front.endsWith('\n') ? '' : '\n'}---\n${body}\n`;

export const sites: readonly CaseSite[] = [
  {
    name: 'names and dates in Seoul',
    config: SEOUL,
    files: {
      '_posts/2024-10-03-plain.md': post('title: Plain'),
      '_posts/2024-1-5-short-date.md': post('title: One-digit month and day'),
      '_posts/24-01-06-two-digit-year.md': post('title: Two-digit year'),
      '_posts/2024-02-30-runs-over.md': post('title: February 30'),
      '_posts/no-date.md': post('title: No date in the name'),
      '_posts/2024-10-04.md': post('title: A date and nothing else'),
      '_posts/2024-10-05-.md': post('title: Empty slug'),
      '_posts/2024-10-06-한글 제목.md': post('title: 한글'),
      '_posts/2024-10-07-부트캠프를-마치며.md': post('title: 부트캠프를 마치며\ncategories: [ml, 부트캠프]'),
      '_posts/2024-10-08-Keeps-Case_and.dots!+.md': post('title: Signs'),
      '_posts/2024-10-09-lang.ko.md': post('title: Language suffix'),
      '_posts/2024-10-10-page.html': post('title: HTML post'),
      '_posts/2024-10-11-text.txt': post('title: Text post'),
      '_posts/2024-10-12-ends-with-dot..md': post('title: Dots'),
      '_posts/2024-10-13-hash#tag&more%20.md': post('title: Reserved signs'),
      '_posts/2024-10-14-no-front-matter.md': 'Only text.\n',
      '_posts/2024-10-15-empty-block.md': '---\n---\nText.\n',
      '_posts/2024-10-16-title-from-slug-한글.md': post('layout: post'),
      '_posts/sub/deep/2024-10-17-below.md': post('title: Below'),
      '_posts/2024-10-18-date-wins.md': post('date: 2024-11-18 09:30:00 +0900'),
      '_posts/2024-10-19-utc-quirk.md': post('date: 2024-10-19 20:00:00'),
      '_posts/2024-10-20-quoted.md': post('date: "2024-10-20 20:00:00"'),
      '_posts/2024-10-21-day-only.md': post('date: 2024-12-21'),
      '_posts/2024-10-22-zulu.md': post('date: 2024-10-22T16:00:00Z'),
      '_posts/2024-10-23-other-zone.md': post('date: 2024-10-23 20:00:00 -0500'),
      '_posts/2024-10-24-no-seconds.md': post('date: 2024-10-24 10:00 +0900'),
      '_posts/2024-10-25-short-offset.md': post('date: 2024-10-25 23:00:00 -4'),
      '_posts/2024-10-26-words.md': post('date: Oct 26, 2024'),
      '_posts/2024-10-28-nanoseconds.md': post('date: 2024-10-28 16:00:00.000000000 +00:00'),
      '_posts/2024-10-29-one-digit.md': post('date: 2024-1-9 8:05:00 +0900'),
      '_posts/2024-10-30-cest.md': post('date: 2024-10-30 10:00:00 CEST'),
      '_posts/2024-10-31-zone-without-time.md': post('date: 2024-10-31 +0900'),
    },
  },
  {
    name: 'published, future and drafts',
    config: SEOUL,
    files: {
      '_posts/2024-01-01-yes.md': post('published: true'),
      '_posts/2024-01-02-no.md': post('published: false'),
      '_posts/2024-01-03-no-word.md': post('published: no'),
      '_posts/2024-01-04-no-text.md': post('published: "false"'),
      '_posts/2024-01-05-empty.md': post('published:'),
      '_posts/2024-01-06-draft-key.md': post('draft: true'),
      '_posts/2024-01-07-zero.md': post('published: 0'),
      '_posts/2024-01-08-hidden.md': post('hidden: true'),
      '_posts/2099-01-01-future-name.md': post('title: Future by name'),
      '_posts/2024-01-09-future-date.md': post('date: 2099-01-01 00:00:00 +0900'),
      '_posts/2026-11-20-today.md': post('title: Today'),
      '_posts/2026-11-20-before-noon.md': post('date: 2026-11-20 11:59:59 +0900'),
      '_posts/2026-11-20-after-noon.md': post('date: 2026-11-20 12:00:01 +0900'),
      '_posts/2026-11-20-utc-quirk.md': post('date: 2026-11-20 09:00:00'),
      '_posts/2099-01-02-past-date.md': post('date: 2024-01-02 00:00:00 +0900'),
      '_drafts/idea.md': post('title: Idea'),
      '_drafts/2024-01-10-dated.md': post('title: Dated draft'),
      'ml/_drafts/deep.md': post('title: Draft of a category'),
    },
  },
  {
    name: 'future and unpublished are built',
    config: `${SEOUL}future: true\nunpublished: true\n`,
    files: {
      '_posts/2099-01-01-future.md': post('title: Future'),
      '_posts/2024-01-02-unpublished.md': post('published: false'),
    },
  },
  {
    name: 'drafts are shown',
    config: `${SEOUL}show_drafts: true\n`,
    files: {
      '_drafts/idea.md': post('date: 2024-05-05\ncategory: ml'),
      '_drafts/2024-05-06-dated.md': post('title: Dated draft'),
      'ml/_drafts/topic/deep.md': post('date: 2024-05-07 10:00:00 +0900'),
      '_drafts/_half.md': post('date: 2024-05-08'),
      '_drafts/off.md': post('date: 2024-05-09\npublished: false'),
    },
  },
  {
    name: 'categories',
    config: `${SEOUL}permalink: /:categories/:title/\n`,
    files: {
      'ml/deep/_posts/2024-01-01-folders.md': post('title: Folders'),
      'ml/_posts/sub/2024-01-02-above-and-below.md': post('categories: [ML, extra]'),
      'Korea News/_posts/2024-01-03-space.md': post('category: 한국'),
      '_posts/2024-01-04-string.md': post('categories: a b'),
      '_posts/2024-01-05-list.md': post('categories: [a b, C]'),
      '_posts/2024-01-06-single.md': post('category: a b'),
      '_posts/2024-01-07-both.md': post('category: x\ncategories: [y, x]'),
      '_posts/2024-01-08-commas.md': post('categories: a, b'),
      '_posts/2024-01-09-category-list.md': post('category: [p, q]'),
      '_posts/2024-01-10-empty.md': post('categories:'),
      '_posts/2024-01-11-empty-list.md': post('categories: []'),
      '_posts/2024-01-12-number.md': post('categories: [2024, 1.0, yes]'),
      '_posts/2024-01-13-same.md': post('categories: [A, a, A]'),
      '_posts/2024-01-14-slash.md': post('categories: [ml/deep, "c#", "c++"]'),
      '_posts/2024-01-15-null-item.md': post('categories: [a, ~, b]\ntags: [x, ~, y]'),
      '_posts/2024-01-16-nested.md': post('categories: [[a, b], c]'),
      '_posts/2024-01-17-block.md': post('categories:\n  - one\n  - two three'),
      '_posts/2024-01-18-tags.md': post('tags: a b, c'),
      '_posts/2024-01-19-tag.md': post('tag: a b'),
      '_posts/2024-01-20-tag-and-tags.md': post('tag: x\ntags: [y, z]'),
      '_posts/2024-01-21-tag-list.md': post('tags: [a b, 2024, true, a b]'),
      '_posts/2024-01-22-int-categories.md': post('categories: 2024'),
    },
  },
  {
    name: 'per-post permalinks and slugs',
    config: `${SEOUL}baseurl: /blog\n`,
    files: {
      '_posts/2024-01-01-own.md': post('permalink: /own/path/'),
      '_posts/2024-01-02-own-html.md': post('permalink: /own.html'),
      '_posts/2024-01-03-own-bare.md': post('permalink: /own-bare'),
      '_posts/2024-01-04-own-relative.md': post('permalink: relative/path'),
      '_posts/2024-01-05-own-placeholders.md': post('permalink: /:year/:slug/:title\ncategories: ml'),
      '_posts/2024-01-06-own-korean.md': post('permalink: /글/한글 이름/'),
      '_posts/2024-01-07-own-dots.md': post('permalink: /a/../b/./c'),
      '_posts/2024-01-08-own-style.md': post('permalink: pretty'),
      '_posts/2024-01-09-slug.md': post('slug: My Own Slug!'),
      '_posts/2024-01-10-slug-korean.md': post('slug: 나의-글'),
      '_posts/2024-01-11-two-slashes.md': post('permalink: //x//y/'),
    },
  },
  ...(
    [
      ['pretty', 'pretty'],
      ['ordinal', 'ordinal'],
      ['weekdate', 'weekdate'],
      ['none', 'none'],
      ['template', '/:categories/:i_month-:i_day-:short_year/:slug:output_ext'],
      ['names', '/:long_month/:short_month/:long_day/:short_day/:w_day/:w_year/:week/:name'],
      ['clock', '/:year/:hour:minute:second/:title/'],
      ['slugified', '/:slugified_categories/:year_:month/:title'],
      ['collection', '/:collection/:path/'],
    ] as const
  ).map(([name, permalink]) => ({
    name: `permalink ${name}`,
    config: `${SEOUL}permalink: ${permalink}\n`,
    files: {
      '_posts/2024-03-09-Mixed-Case.md': post('categories: [Big Data, C#]\ndate: 2024-03-09 08:07:05 +0900'),
      'ml/_posts/sub/2021-01-02-early.md': post('title: Early'),
    },
  })),
  {
    name: 'the machine zone is New York',
    config: `timezone: America/New_York\n${TIME}`,
    files: {
      '_posts/2024-07-01-summer.md': post('date: 2024-07-01 01:00:00 +0900'),
      '_posts/2024-12-01-winter.md': post('date: 2024-12-01 13:30:00 +0900'),
      '_posts/2024-03-10-gap.md': post('date: "2024-03-10 02:30:00"'),
      '_posts/2024-11-03-twice.md': post('date: "2024-11-03 01:30:00"'),
      '_posts/2026-11-20-seoul-noon.md': post('title: Today in New York'),
    },
  },
  {
    name: 'excluded and special names',
    config: `${SEOUL}exclude: [old, "*.bak.md", drafts-, "_posts/skip"]\ninclude: [_kept, .htaccess]\n`,
    files: {
      'old/_posts/2024-01-01-excluded-folder.md': post('title: Excluded'),
      'older/_posts/2024-01-02-prefix.md': post('title: Prefix of a name'),
      '_hidden/_posts/2024-01-03-special.md': post('title: Special folder'),
      '_kept/_posts/2024-01-04-included.md': post('title: Included'),
      '.dot/_posts/2024-01-05-dot.md': post('title: Dot folder'),
      '_posts/_wip/2024-01-06-special-below.md': post('title: Special below'),
      '_posts/a/_b/2024-01-07-special-deeper.md': post('title: Special deeper'),
      '_posts/2024-01-08-x.bak.md': post('title: Glob'),
      '_posts/skip/2024-01-09-path.md': post('title: Path'),
      '_posts/2024-01-10-backup.md~': post('title: Backup'),
      '_posts/a/_2024-01-11-underscore.md': post('title: Underscore'),
      'node_modules/x/_posts/2024-01-12-module.md': post('title: Module'),
      'vendor/_posts/2024-01-13-vendor.md': post('title: Vendor'),
      'vendor/bundle/_posts/2024-01-14-bundle.md': post('title: Bundle'),
      '_site/_posts/2024-01-15-site.md': post('title: Site'),
      '~x/_posts/2024-01-16-tilde.md': post('title: Tilde'),
    },
  },
  {
    name: 'defaults',
    config:
      `${SEOUL}defaults:\n` +
      '  - scope: {path: "", type: posts}\n    values: {layout: none, categories: base, permalink: "/d/:categories/:title/"}\n' +
      '  - scope: {path: "_posts/ml"}\n    values: {categories: [ml], published: false}\n' +
      '  - scope: {path: "_posts/*/on"}\n    values: {published: true, tags: [on]}\n' +
      '  - scope: {path: "_posts/pages", type: pages}\n    values: {permalink: /never/}\n' +
      '  - scope: {path: "_posts/dated"}\n    values: {date: 2023-03-03 10:00:00 +0900}\n',
    files: {
      '_posts/2024-01-01-base.md': post('title: Base'),
      '_posts/ml/2024-01-02-off.md': post('title: Off'),
      '_posts/ml/2024-01-03-own.md': post('published: true\ncategories: own'),
      '_posts/ml/on/2024-01-04-on.md': post('title: On'),
      '_posts/pages/2024-01-05-type.md': post('title: Type'),
      '_posts/dated/2024-01-06-dated.md': post('permalink: "/:year/:month/:day/:title/"'),
      '_posts/2024-01-07-null.md': post('permalink:\ncategories:'),
    },
  },
  {
    name: 'the same URL twice',
    config: `${SEOUL}permalink: /:title/\n`,
    files: {
      '_posts/2024-01-01-twin.md': post('title: Older'),
      '_posts/2024-01-02-twin.md': post('title: Newer'),
      '_posts/2024-01-03-same-day.md': post('permalink: /same/'),
      'a/_posts/2024-01-03-same-day.md': post('permalink: /same/index.html'),
      '_posts/2024-01-04-alone.md': post('title: Alone'),
      '_posts/2024-01-05-case.md': post('permalink: /Case/'),
      '_posts/2024-01-06-case.md': post('permalink: /case/'),
    },
  },
  {
    name: 'broken front matter',
    config: `${SEOUL}permalink: /:categories/:year/:title/\n`,
    files: {
      '_posts/2024-01-01-colon.md': post('title: A: b'),
      '_posts/2024-01-02-unclosed.md': '---\ntitle: Never closed\n\nText.\n',
      '_posts/2024-01-03-duplicate.md': post('title: One\ntitle: Two'),
      '_posts/2024-01-04-tab.md': post('a:\n\tb: c'),
      '_posts/2024-01-05-blank-first.md': `\n${post('title: Blank line first')}`,
      '_posts/2024-01-06-bom.md': `\uFEFF${post('title: With a mark\ncategories: bom')}`,
      '_posts/2024-01-07-crlf.md': post('title: CRLF\ncategories: crlf').replaceAll('\n', '\r\n'),
      '_posts/2024-01-08-dots.md': '---\ntitle: Dots\ncategories: dots\n...\nText.\n',
      '_posts/2024-01-09-list.md': '---\n- a\n- b\n---\nText.\n',
      '_posts/2024-01-10-scalar.md': '---\njust text\n---\nText.\n',
      '_posts/2024-01-11-spaces.md': '---  \ntitle: Spaces\ncategories: spaces\n---  \nText.\n',
      '_posts/2024-01-12-four.md': '----\ntitle: Four\n----\nText.\n',
    },
  },
  {
    name: 'a date that stops the build',
    config: SEOUL,
    files: { '_posts/2024-01-01-bad-date.md': post('date: someday') },
  },
  {
    name: 'a name that stops the build',
    config: SEOUL,
    files: { '_posts/2024-13-45-bad-name.md': post('title: Month 13') },
  },
  {
    name: 'a placeholder that stops the build',
    config: SEOUL,
    files: { '_posts/2024-01-01-bad-permalink.md': post('permalink: /:nothing/') },
  },
  {
    name: 'a month that stops the build',
    config: SEOUL,
    files: { '_posts/2024-01-01-bad-month.md': post('date: 2024-13-01') },
  },
  {
    name: 'an empty date that stops the build',
    config: SEOUL,
    files: { '_posts/2024-01-01-empty-date.md': post('date:') },
  },
  {
    name: 'strict front matter stops the build',
    config: `${SEOUL}strict_front_matter: true\n`,
    files: { '_posts/2024-01-01-colon.md': post('title: A: b') },
  },
  {
    name: 'collections in a folder of their own',
    config: `${SEOUL}collections_dir: content\n`,
    files: {
      'content/_posts/2024-01-01-inside.md': post('title: Inside'),
      'content/ml/_posts/2024-01-02-deeper.md': post('title: Deeper'),
    },
  },
  {
    name: 'values that YAML reads in its own way',
    config: `${SEOUL}permalink: /:categories/:title/\n`,
    files: {
      '_posts/2024-01-01-yes.md': post('title: yes\ntags: [no, 010, 0x1F, 1_000]'),
      '_posts/2024-01-02-number.md': post('title: 2024\ntags: [4.10, 4.0, .5]'),
      '_posts/2024-01-03-quotes.md': post('title: "A \\"B\\" \\u00e9"\ntags: [\'it\'\'s\']'),
      '_posts/2024-01-04-folded.md': post('title: >-\n  Two\n  lines\ntags:\n- dash\n- "in column 0"'),
      '_posts/2024-01-05-anchor.md': post('categories: &c [a, b]\ntags: *c'),
      '_posts/2024-01-06-comment.md': post('title: Text # a comment\ncategories: [a] # another'),
      '_posts/2024-01-07-spaced-colon.md': post('title : Spaced\ncategories : x y'),
    },
  },
];
