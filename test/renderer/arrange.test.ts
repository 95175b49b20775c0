// Tests of which panes fit beside each other.
// Must not know: how panes are drawn.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange } from '../../renderer/state/arrange.ts';
import { freshLayout, freshPanes } from '../../renderer/state/remembered.ts';

const at = (width: number, panes = freshPanes, layout = freshLayout) =>
  arrange({ width, panes, layout, face: 'editor' });

test('a wide window shows all four', () => {
  expect(at(1440)).toMatchObject({ library: 'pane', posts: 'pane', both: true, layout: freshLayout });
});

test('the preview gives way first, then the library, then the posts', () => {
  const shown = [1440, 1100, 900, 700].map((width) => {
    const { library, posts, layout } = at(width);
    return [layout.preview && layout.editor, library === 'pane', posts === 'pane'];
  });
  expect(shown).toEqual([
    [true, true, true],
    [false, true, true],
    [false, false, true],
    [false, false, false],
  ]);
});

test('what does not fit opens as a drawer; what was closed comes back as a pane', () => {
  expect(at(700)).toMatchObject({ library: 'drawer', posts: 'drawer' });
  expect(at(1440, { ...freshPanes, library: false })).toMatchObject({ library: 'off', posts: 'pane' });
  expect(at(900, { ...freshPanes, posts: false })).toMatchObject({ library: 'pane', posts: 'drawer' });
});

test('a window too narrow for both shows the face that was asked for last', () => {
  const { layout } = arrange({ width: 700, panes: freshPanes, layout: freshLayout, face: 'preview' });
  expect(layout).toMatchObject({ editor: false, preview: true });
});

test('in every window something of the post is seen, and widening never takes a pane away', () => {
  const place = fc.record({
    panes: fc.record({
      library: fc.boolean(),
      posts: fc.boolean(),
      libraryWidth: fc.integer({ min: 120, max: 500 }),
      postsWidth: fc.integer({ min: 160, max: 600 }),
    }),
    face: fc.constantFrom('editor' as const, 'preview' as const),
    width: fc.integer({ min: 320, max: 2600 }),
    more: fc.integer({ min: 0, max: 1000 }),
  });
  fc.assert(
    fc.property(place, ({ panes, face, width, more }) => {
      const narrow = arrange({ width, panes, layout: freshLayout, face });
      const wide = arrange({ width: width + more, panes, layout: freshLayout, face });
      expect(narrow.layout.editor || narrow.layout.preview).toBe(true);
      if (narrow.library === 'pane') expect(wide.library).toBe('pane');
      if (narrow.posts === 'pane') expect(wide.posts).toBe('pane');
      if (narrow.both) expect(wide.both).toBe(true);
    }),
  );
});
