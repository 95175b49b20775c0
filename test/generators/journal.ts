// Owns: the journal that is exported to real generators: ours, the sample posts, and (where it is at hand) a real post.
// Must not know: any generator.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { post } from '#test/core/translate/posts.ts';
import { type Files, png } from '#test/host/export/journals.ts';

const page = (head: string, body: string): string => `---\nlayout: post\n${head}\n---\n\n${body}`;

/** Posts that hold what kramdown and other Markdown readers disagree about. */
export const hardPosts: Files = {
  '_posts/2026-01-05-particles.md': page(
    'title: "조사 앞의 굵은 글"\ncategory: 글쓰기\ntags: [강조]\ndate: 2026-01-05 23:30:00 +0900',
    [
      '- 차례',
      '{:toc}',
      '',
      '## 굵은 글 (1)',
      '',
      '**강조(4기)**가 있고 "**따옴표"**는 그대로, 이것은**"인용"**이다. *기울임(2)*도 **굵게**는 된다.',
      '',
      '### 낱말 사이',
      '',
      '1~4주차 강의, 7~8주차 과제. ~~지운 글(2)~~은 지운다. `**코드(1)**가` 는 코드.',
      '',
      '- **목록(가)**에서도',
      '- 둘째 **줄!**과',
      '  - 안쪽 **셋째?**는',
      '',
      '> **인용(나)**의 글',
      '',
      '## 굵은 글 (1)',
      '',
      '같은 제목이 [위에도](#굵은-글-1) 있다.',
      '',
    ].join('\n'),
  ),
  '_posts/2026-02-06-blocks.md': page(
    'title: 표와 목록\ncategories: [글쓰기, 모양]\ntags: a b\ndate: 2026-02-06\nimage: /assets/img/cover.png',
    [
      'A table without a rule:',
      '',
      'a | b',
      'c | d',
      '',
      'name | value',
      '-----|------',
      '`x` | **one(1)**is',
      'y | two',
      '',
      'Term',
      ': its meaning',
      '',
      '* one',
      '   * odd',
      '   * indent',
      '* two',
      '',
      '  with a paragraph',
      '',
      'A line',
      'wrapped in',
      'three.',
      '',
      'Two spaces  ',
      'break.',
      '',
      '    indented code',
      '',
      'Setext heading',
      '--------------',
      '',
      'text right before',
      '- a list',
      '- of two',
      '{: .fancy}',
      '',
      '![wide](/assets/img/wide.png){: width="320" .right}',
      '',
      '<center><img src="{{ site.baseurl }}/assets/img/center.png" width="60%"></center><br>',
      '',
      '<details>',
      '<summary>More</summary>',
      '',
      '<p>Raw **not bold** inside.</p>',
      '',
      '</details>',
      'tail text of **it(1)**is',
      '',
    ].join('\n'),
  ),
  '_posts/2026-03-07-code-and-braces.md': page(
    'title: "코드와 {중괄호}"\ntag: 코드\ndate: 2026-03-07 09:00:00 +0900\npublished: true',
    [
      '{% raw %}',
      'Text with {{ braces }} and {% tags %}.',
      '{% endraw %}',
      '',
      '```go',
      '{% raw %}{{ .Title }} {{< figure src="x.png" >}} {{% note %}}{% endraw %}',
      'fmt.Println("<b>")',
      '```',
      '',
      '{% highlight ruby %}',
      'def x',
      '  "**no(1)**bold"',
      'end',
      '{% endhighlight %}',
      '',
      'Inline `{% raw %}{{ value }}{% endraw %}` and `a|b`.',
      '',
      'See [the other]({% post_url 2026-01-05-particles %}) and [tables]({% link _posts/2026-02-06-blocks.md %}#setext-heading),',
      'or <https://example.net/a_b_c>, "quoted" -- and so on...',
      '',
      '<!--more-->',
      '',
      'The end.',
      '',
    ].join('\n'),
  ),
  '_posts/2026-04-08-notes-and-math.md': page(
    'title: 각주와 수식\ntags: [수학]\ndate: 2026-04-08 12:00:00',
    [
      'A note[^one] and again[^one], **two(2)**는[^two].',
      '',
      '[^one]: The first **note(1)**는 here.',
      '',
      '    With a second paragraph.',
      '',
      '[^two]: Second.',
      '',
      'Inline $$a_1 + b_1 < c$$ and $$x^2 * y^2$$.',
      '',
      '$$',
      '\\sum_{i=1}^{n} (y_i - a x_i)^2 \\\\',
      '= b',
      '$$',
      '',
      'The HTML standard.',
      '',
      '*[HTML]: HyperText Markup Language',
      '',
      'A [reference][ref] and *emphasis*.',
      '',
      '[ref]: https://example.net/ "Title"',
      '',
      '## 마치며... {#end}',
      '',
      'Go [to the end](#end).',
      '',
    ].join('\n'),
  ),
  'assets/img/cover.png': png('cover'),
  'assets/img/wide.png': png('wide'),
  'assets/img/center.png': png('center'),
};

/** Posts made by chance, the same ones every time. */
export function chancePosts(count: number): Files {
  const bodies = fc.sample(post, { numRuns: count, seed: 7 });
  const posts = bodies.map((body, at) => [
    `_posts/2025-01-01-chance-${at}.md`,
    page(`title: 우연 ${at}\ndate: 2025-01-01`, `${body}\n`),
  ]);
  return { ...Object.fromEntries(posts), 'a.png': png('a') };
}

/** The sample journal of the application, file by file. */
export function samplePosts(): Files {
  const files: Record<string, Uint8Array> = {};
  const walk = (folder: string): void => {
    for (const item of readdirSync(join('posts', folder), { withFileTypes: true })) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.isDirectory()) walk(path);
      else files[path] = readFileSync(join('posts', path));
    }
  };
  walk('');
  return files;
}

/** A real post with stand-ins for its pictures; null where it is not at hand. */
export function seedPost(): Files | null {
  const folder = resolve(process.cwd(), '../shared/seed');
  const name = existsSync(folder) ? readdirSync(folder).find((each) => each.endsWith('.txt')) : undefined;
  if (name === undefined) return null;
  const text = readFileSync(join(folder, name), 'utf8');
  const images = [...text.matchAll(/\/(assets\/[^"')\s]+)/g)].map((match) => match[1] ?? '');
  return {
    '_posts/2024-10-03-mlb.md': text,
    ...Object.fromEntries(images.map((path) => [path, png(path)])),
  };
}

/** Everything, under the configuration of the sample journal. */
export function wholeJournal(): Files {
  return { ...samplePosts(), ...hardPosts, ...chancePosts(40), ...(seedPost() ?? {}) };
}
