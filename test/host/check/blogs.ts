// Owns: a Korean blog without a fault but full of what looks like one, and thirty faults to plant into it.
// Must not know: the checks.
import type { Files } from '#test/host/export/journals.ts';
import { png } from '#test/host/export/journals.ts';

const front = (...lines: readonly string[]): string => ['---', ...lines, '---', ''].join('\n');

const layout = `<!doctype html><html><body><main id="본문">{{ content }}</main><section id="댓글창"></section></body></html>\n`;

/** Every post here is right. */
export const cleanBlog: Files = {
  '_config.yml': [
    'title: 바다 일지',
    'url: https://sea.example',
    'baseurl: /sea',
    'timezone: Asia/Seoul',
    'permalink: /:categories/:title/',
    'plugins: [jekyll-feed, jekyll-sitemap, jekyll-redirect-from, jekyll-archives]',
    'jekyll-archives:',
    '  permalinks: { tag: /t/:name/, category: /c/:name/ }',
    'collections:',
    '  works: { output: true }',
    'category_archive: { path: /갈래/ }',
    '',
  ].join('\n'),
  '_layouts/post.html': layout,
  '_includes/figure.html':
    '<figure id="그림"><img src="{{ include.src }}" alt="{{ include.alt }}"></figure>\n',
  'about.md': `${front('permalink: /소개/')}나는\n`,
  'guestbook.html': `${front('title: 방명록')}<p>안녕</p>\n`,
  'wide/index.md': `${front('title: 넓은')}바다\n`,
  'assets/main.scss': '---\n---\nbody { color: black }\n',
  'assets/img/파도.png': png('wave'),
  'assets/img/Cliff.JPG': png('cliff'),
  'files/표.pdf': 'pdf',
  '_works/등대.md': `${front('title: 등대')}높다\n`,
  '_site/made/by-plugin/index.html': '<p>made</p>\n',
  '_posts/2026-01-02-첫-글.md':
    front(
      'title: 첫 글',
      'date: 2026-01-02 10:00:00 +0900',
      'categories: [여행, 바다]',
      'redirect_from: [/old/first/]',
    ) +
    [
      '1. 차례',
      '{:toc}',
      '',
      '## 1. 여는 말: 바다(Sea)?',
      '',
      '[닫는 말로](#닫는-말) [여는 말](#1-여는-말-바다sea) [다시](#%EB%8B%AB%EB%8A%94-%EB%A7%90) [위로](#) [맨 위](#top)',
      '[댓글](#댓글창) [직접](#여기) <a name="여기"></a> [이름표](#mark) [각주 글](#fn:a)',
      '',
      '## 닫는 말',
      '{: #end }',
      '## 닫는 말',
      '',
      '[끝](#end) 각주[^a]',
      '',
      '문단',
      '{: #mark }',
      '',
      '[^a]: 아래에',
      '',
    ].join('\n'),
  '_posts/2026-02-03-links.md':
    front('title: "Links: all"', 'category: dev', 'image: Cliff.JPG', 'tags: [물, deep sea]') +
    [
      '[a](/sea/여행/바다/첫-글/) [b](/sea/여행/바다/첫-글) [c](/sea/%EC%97%AC%ED%96%89/%EB%B0%94%EB%8B%A4/%EC%B2%AB-%EA%B8%80/)',
      '[d]({{ site.baseurl }}/여행/바다/첫-글/#end) [e]({{ "/여행/바다/첫-글/" | relative_url }}#닫는-말-1) [f]({% post_url 2026-01-02-첫-글 %}#end)',
      '[g](https://sea.example/sea/소개/) [h](/sea/guestbook.html) [i](/sea/guestbook) [j](/sea/wide/) [k](/sea/old/first/)',
      '[l](/sea/feed.xml) [m](/sea/tags/물/) [n](/sea/t/deep-sea/) [o](/sea/c/dev/) [p](/sea/categories/) [q](/sea/갈래/#dev)',
      '[r](/sea/works/등대.html) [s](/sea/made/by-plugin/) [t](/sea/assets/main.css) [u](/sea/files/표.pdf) [v](mailto:a@b.example)',
      '[w](../../여행/바다/첫-글/) [x](/sea/) [y]({{ site.url }}{{ site.baseurl }}/소개/) [z]({{ page.url }}#x)',
      '[A](#/route) [B](https://far.example/none#gone) <https://far.example> [C]({% link about.md %})',
      '![파도](/sea/assets/img/파도.png) ![파도](/sea/assets/img/%ED%8C%8C%EB%8F%84.png "물결") <img src="{{ site.baseurl }}/assets/img/Cliff.JPG" alt="">',
      '{% include figure.html src="/assets/img/파도.png" alt="물" %} [그림으로](#그림)',
      '',
      '<details><summary>더</summary>',
      '',
      '- 하나<br>둘',
      '',
      '</details>',
      '',
      '```liquid',
      '{% raw %}{% if x %}{{ y }}{% endraw %} <div> TODO https://far.example ![](/none.png) [x](#none)',
      '```',
      '`vector<int>` 그리고... 점점… {% gist abc %} 1 < 2',
      '{% comment %} [x](/gone/) {% endcomment %}<!-- ![](/gone.png) -->',
      '',
    ].join('\n'),
  'dev/_posts/2026-03-04-second.markdown': `${front("title: '둘째'", 'published: true')}\r\n[첫 글](/sea/여행/바다/첫-글/)\r\n`,
};

export interface Planted {
  readonly file: string;
  readonly text: string | Uint8Array;
  readonly rule: string;
  readonly line: number;
  readonly column?: number;
}

const post = (n: number): string =>
  `_posts/${n === 30 ? '2031-01-01' : `2026-05-${String(n).padStart(2, '0')}`}-fault-${n}.md`;
/** A post whose body begins at line 4. */
const body = (...lines: readonly string[]): string => front('title: 글') + [...lines, ''].join('\n');

/** Thirty faults, each in a post of its own that is right but for it. */
export const planted: readonly Planted[] = (
  [
    ['link-broken', 4, body('[gone](/sea/dev/gone/)'), 8],
    ['link-broken', 6, body('', '', '글 [사라진](/sea/없는-글/) 글'), 9],
    ['link-broken', 4, body('<a href="{{ site.baseurl }}/none.html">x</a>')],
    ['link-broken', 5, body('글', '[r]: /sea/none/')],
    ['link-case', 4, body('[첫](/sea/dev/SECOND/)'), 5],
    ['link-case', 4, body('[방명록](/sea/Guestbook.html)')],
    ['link-unpublished', 4, body('[초안](/sea/hidden/)')],
    ['anchor-missing', 6, body('## 여는 말', '', '[아래](#닫는-말)'), 6],
    ['anchor-missing', 4, body('[a](#Intro)', '', '## intro')],
    ['anchor-missing', 4, body('[b](/sea/여행/바다/첫-글/#없는-곳)')],
    ['anchor-missing', 5, body('', '[c]({% post_url 2026-01-02-첫-글 %}#없음)')],
    ['file-missing', 5, body('', '![없음](/sea/assets/img/none.png)'), 7],
    ['file-missing', 3, front('title: 글', 'image: /assets/img/cover.webp')],
    ['file-missing', 4, body('[표](/sea/files/none.pdf)')],
    ['file-name-differs', 4, body('![절벽](/sea/assets/img/cliff.jpg)'), 7],
    ['image-without-alt', 7, body('', '', '', '![](/sea/assets/img/파도.png)')],
    ['image-without-alt', 4, body('<center><img src="/sea/assets/img/파도.png"></center>')],
    ['image-heavy', 4, body('![큰](/sea/assets/img/big.png)')],
    ['html-unclosed', 6, body('글', '', '<div class="box">', '', '안에')],
    ['html-unclosed', 4, body('여기 <span style="color:red">빨강이 이어진다')],
    ['liquid-fails', 6, body('글', '', '{% if page.title %}', '열림')],
    ['liquid-fails', 5, body('글', '값은 {{ page.title 입니다')],
    ['liquid-fails', 4, body('{% include none.html %}')],
    ['post-url-missing', 4, body('[x]({% post_url 2020-01-01-none %})')],
    ['link-tag-missing', 4, body('[x]({% link none.md %})')],
    ['duplicate-url', 3, front('title: 글', 'permalink: /dev/second/')],
    ['placeholder-text', 3, front('title: 글', 'message: ".."'), 10],
    ['placeholder-text', 5, body('좋은', '- TODO: 그림 넣기')],
    ['empty-title', 2, front('title: ""')],
    ['future-date', 3, front('title: 글', 'date: 2031-01-01 09:00:00 +0900')],
  ] as const
).map(([rule, line, text, column], at) => ({
  file: post(at + 1),
  text,
  rule,
  line,
  ...(column === undefined ? {} : { column }),
}));

/** What the faults need beside them. */
export const around: Files = {
  'assets/img/big.png': Buffer.concat([png('big'), Buffer.alloc(1_500_000)]),
  '_posts/2026-04-01-hidden.md': `${front('title: 숨은', 'permalink: /hidden/', 'published: false')}글\n`,
};
