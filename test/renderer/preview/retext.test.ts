// Owns: a change made in one text node gives the very tree that parsing the new HTML gives, or is not made.
// Must not know: who shows the tree.
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import { withStretch } from '../../../renderer/preview/patcher.ts';
import { changedText } from '../../../renderer/preview/retext.ts';

type Parent = DefaultTreeAdapterTypes.ParentNode;
type TextNode = DefaultTreeAdapterTypes.TextNode;

function texts(node: Parent): TextNode[] {
  return node.childNodes.flatMap((child) =>
    child.nodeName === '#text' ? [child as TextNode] : 'childNodes' in child ? texts(child) : [],
  ); // told by their names
}

/** The tree of `before` with the change made as the page makes it; null where it would make the block anew. */
function patched(before: string, after: string): string | null {
  const change = changedText(before, after);
  if (!change) return null;
  const tree = parseFragment(before);
  const [node, ...others] = texts(tree).filter(({ value }) => value === change.before);
  if (!node || others.length > 0) return null;
  node.value = change.after;
  return serialize(tree);
}

const parsed = (html: string): string => serialize(parseFragment(html));

describe('a change within one run of text', () => {
  it.each([
    ['<p>one</p>', '<p>one t</p>', 'one', 'one t'],
    ['<p>a <em>b</em> c</p>', '<p>a <em>b</em> cd</p>', ' c', ' cd'],
    ['<p>오늘</p>', '<p>오느</p>', '오늘', '오느'],
    ['<p>a &amp; b</p>', '<p>a &amp; b &lt; c</p>', 'a & b', 'a & b < c'],
    ['bare text', 'bare texts', 'bare text', 'bare texts'],
    ['<p>a.</p>\n', '<p>a.b.</p>\n', 'a.', 'a.b.'],
  ])('%s -> %s', (before, after, from, to) => {
    expect(changedText(before, after)).toEqual({ before: from, after: to });
    expect(patched(before, after)).toBe(parsed(after));
  });

  it.each([
    ['a tag appears', '<p>a *b</p>', '<p>a <em>b</em></p>'],
    ['an attribute changes', '<a href="x">t</a>', '<a href="xy">t</a>'],
    ['an attribute that looks like text', '<p title="a> b">c</p>', '<p title="a> bd">c</p>'],
    ['two runs change', '<p>a <em>b</em></p>', '<p>aa <em>bb</em></p>'],
    ['the run has a twin', '<p>a<em>b</em>a</p>', '<p>a<em>b</em>ab</p>'],
    ['blank becomes text', '<table> <tbody></tbody></table>', '<table>x<tbody></tbody></table>'],
    ['a formula', '<p>\\(x\\)</p>', '<p>\\(xy\\)</p>'],
    ['text turns into a formula', '<p>\\x\\)</p>', '<p>\\(x\\)</p>'],
    ['code that is dropped', '<p>a</p><script>b</script>', '<p>a</p><script>bc</script>'],
    ['a comment', '<p>a</p><!-- b -->', '<p>a</p><!-- bc -->'],
    ['a first line end of code', '<pre>a</pre>', '<pre>\na</pre>'],
    ['another reference', '<p>a&nbsp;b</p>', '<p>a&nbsp;bc</p>'],
  ])('is left to the parser where %s', (_why, before, after) => {
    expect(patched(before, after) ?? parsed(after)).toBe(parsed(after));
    const change = changedText(before, after);
    const shown = texts(parseFragment(before)).filter(({ value }) => value === change?.before);
    expect(shown).toHaveLength(0);
  });

  it('never gives another tree than the parser, for any two pieces of HTML', () => {
    const letter = fc.constantFrom('a', 'b', ' ', '\n', '&', '&amp;', '&lt;', '한', '"', '\\(', "'", '&#38;');
    const run = fc.array(letter, { maxLength: 5 }).map((all) => all.join(''));
    const tag = fc.constantFrom(
      '<p>',
      '</p>',
      '<em>',
      '</em>',
      '<pre>',
      '</pre>',
      '<table>',
      '<tr><td>',
      '</td></tr>',
      '</table>',
      '<a title="x> y">',
      '</a>',
      '<!-- c -->',
      '<style>',
      '</style>',
      '<br>',
      '<b/',
      '< ',
    );
    const html = fc.array(fc.oneof(run, tag), { minLength: 1, maxLength: 9 });
    let made = 0;
    fc.assert(
      fc.property(html, fc.nat(), fc.nat(), letter, fc.boolean(), (parts, where, at, added, remove) => {
        const before = parts.join('');
        const index = where % parts.length;
        const part = parts[index] ?? '';
        const place = at % (part.length + 1);
        const changed = part.slice(0, place) + added + part.slice(place + (remove ? 1 : 0));
        const after = parts.with(index, changed).join('');
        const tree = patched(before, after);
        if (tree === null) return;
        made++;
        expect(tree).toBe(parsed(after));
      }),
      { numRuns: 4000 },
    );
    expect(made).toBeGreaterThan(100);
  });
});

describe('replacing a stretch of a list', () => {
  it('is what cutting and joining gives', () => {
    const numbers = fc.array(fc.nat(9), { maxLength: 8 });
    fc.assert(
      fc.property(numbers, numbers, fc.nat(8), fc.nat(8), (list, fresh, a, b) => {
        const head = Math.min(a, list.length);
        const tail = Math.min(b, list.length - head);
        const expected = [...list.slice(0, head), ...fresh, ...list.slice(list.length - tail)];
        expect(withStretch([...list], head, tail, fresh)).toEqual(expected);
      }),
    );
  });
});
