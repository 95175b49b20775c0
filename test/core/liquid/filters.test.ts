// Owns: Jekyll's filters where liquidjs's own would print something else; expectations are what Jekyll printed.
// Must not know: tags, includes, the site model.

import { describe, expect, it } from 'vitest';
import { createLiquid } from '#core/liquid/index.ts';

const page = {
  tags: ['나', 'a'],
  title: '"하나" & 둘',
  list: [
    { k: 'b', v: 1, w: '2' },
    { k: 'a', v: 3 },
    { k: 'c', v: 2, w: '10' },
    { k: 'a', v: 10 },
  ],
};
const liquid = createLiquid(
  { config: {}, data: {}, includes: {}, posts: [], zone: 'UTC', now: 0, jekyll: 4 },
  { markdown: (text) => `<p>${text}</p>\n`, highlight: () => null },
);
const render = (source: string): string => liquid.render(source, { entry: null, frontMatter: page }).text;

const printed: readonly (readonly [string, string])[] = [
  ['{{ page.tags | upcase }}', '["나", "A"]'],
  ['{{ page.title | escape }}', '&quot;하나&quot; &amp; 둘'],
  [`{{ "it's" | escape }} {{ "it's" | xml_escape }}`, 'it&#39;s it&apos;s'],
  ['{{ page.title | first }}{{ page.tags | first }}{{ page.tags | last }}', '나a'],
  ['{{ page.list | sort: "w" | map: "k" | join }}', 'a a b c'],
  ['{{ page.list | sort: "w", "last" | map: "k" | join }}', 'b c a a'],
  ['{{ page.list | sort: "v" | map: "v" | join }}', '1 2 3 10'],
  ['{{ page.list | group_by: "k" | map: "size" | join }}', '1 2 1'],
  ['{{ page.list | group_by_exp: "x", "x.v | modulo: 2" | map: "size" | join }}', '2 2'],
  ['{{ page.tags | group_by: "k" | jsonify }}', '[{"name":"","items":["나","a"],"size":2}]'],
  ['{{ page.list | find: "k", "z" | jsonify }}', 'null'],
  ['{{ page.title | push: 1 }}{{ page.title | where: "k", 1 }}', '"하나" & 둘"하나" & 둘'],
  ['{{ "Café 가나 x_y" | slugify: "latin" }}', 'cafe-x-y'],
  ['{{ "12abc" | to_integer }} {{ true | to_integer }} {{ page.title | to_integer }}', '12 1 0'],
  ['{{ 0.1 | plus: 0.2 }} {{ "3.7" | minus: 2 }} {{ 1.1 | times: 3 }}', '0.3 1.7 3.3'],
  [
    '{{ "/a[1].png" | relative_url }} {{ "../b" | relative_url }} {{ "c/./d" | relative_url }}',
    '/a%5B1%5D.png /b /c/d',
  ],
  ['[{{ "" | relative_url }}]', '[]'],
];

describe('filters as Jekyll has them', () => {
  for (const [source, expected] of printed) {
    it(source, () => {
      expect(render(source)).toBe(expected);
    });
  }
});

describe('conditions with && and ||', () => {
  it('count only what stands before them, as in Jekyll', () => {
    expect(render('{% if true && false %}a{% endif %}')).toBe('a');
    expect(render('{% if false || true %}a{% else %}b{% endif %}')).toBe('b');
    expect(render('{% if true && false and false %}a{% else %}b{% endif %}')).toBe('b');
  });

  it('stay as they are in raw text', () => {
    const raw = '{% raw %}{% if a && b %}{% endraw %}';
    expect(render(raw)).toBe('{% if a && b %}');
  });
});
