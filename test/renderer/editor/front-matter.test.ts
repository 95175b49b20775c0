// Owns: front matter in the editor's state: read when it may have changed, folded, and one text made into another by few changes.
// Must not know: the form.
import { history, undo } from '@codemirror/commands';
import { ensureSyntaxTree, foldable } from '@codemirror/language';
import { EditorState, Text } from '@codemirror/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import {
  foldedFrontMatter,
  foldFrontMatter,
  frontMatterFolding,
  unfoldFrontMatter,
} from '../../../renderer/editor/front-matter-fold.ts';
import { frontMatterField, frontMatterOf } from '../../../renderer/editor/front-matter-state.ts';
import { postLanguage } from '../../../renderer/editor/language.ts';
import { minimalChange } from '../../../renderer/editor/minimal-change.ts';
import { changeFrontMatter, type FormTarget } from '../../../renderer/form/change.ts';

const POST = '---\ntitle: A\ntags: [a]\n---\n\nbody\n';

describe('frontMatterField', () => {
  it('is the front matter of the text after any change', () => {
    const piece = fc.constantFrom('---\n', '\n', 'a: b\n', 'tags: [x, y]\n', 'text', '"', ': ', '  - z\n');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(500), fc.nat(5), piece), { maxLength: 6 }),
        (pieces, edits) => {
          let state = EditorState.create({ doc: `---\n${pieces.join('')}`, extensions: frontMatterField });
          for (const [at, cut, insert] of edits) {
            const from = at % (state.doc.length + 1);
            state = state.update({
              changes: { from, to: Math.min(state.doc.length, from + cut), insert },
            }).state;
            expect(frontMatterOf(state)).toEqual(readFrontMatter(state.doc.toString()));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is not read again for a change below it', () => {
    const state = EditorState.create({ doc: POST, extensions: frontMatterField });
    const next = state.update({ changes: { from: POST.length, insert: 'more' } }).state;
    expect(frontMatterOf(next)).toBe(frontMatterOf(state));
  });
});

describe('folding', () => {
  const start = (doc: string): EditorState =>
    EditorState.create({ doc, extensions: [frontMatterField, frontMatterFolding(() => 'folded')] });
  const apply = (state: EditorState, command: typeof foldFrontMatter): EditorState => {
    let next = state;
    command({ state, dispatch: (transaction) => (next = transaction.state) });
    return next;
  };
  it('folds the whole block, moves a caret out of it, and shows it again', () => {
    const folded = apply(start(POST), foldFrontMatter);
    expect(foldedFrontMatter(folded)).toEqual({ from: 0, to: POST.indexOf('\n\nbody') });
    expect(folded.selection.main.head).toBeGreaterThan(POST.indexOf('---\n\n'));
    expect(foldedFrontMatter(apply(folded, unfoldFrontMatter))).toBeNull();
  });
  it('does nothing where there is no block', () => {
    const state = start('body\n');
    expect(apply(state, foldFrontMatter)).toBe(state);
  });
});

describe('the language', () => {
  const names = (doc: string): string => {
    const state = EditorState.create({ doc, extensions: postLanguage() });
    const tree = ensureSyntaxTree(state, doc.length, 5000);
    const found: string[] = [];
    tree?.iterate({ enter: (node) => void found.push(node.name) });
    void foldable;
    return found.join(' ');
  };
  it('has YAML in the block and Markdown below', () => {
    expect(names(POST)).toMatch(/FrontMatter FrontMatterFence .*Paragraph/);
    expect(names(POST)).not.toContain('HorizontalRule');
  });
  it('takes a line of dashes further down for a rule', () => {
    expect(names('text\n\n---\n\na: b\n\n---\n')).toContain('HorizontalRule');
    expect(names('text\n\n---\n')).not.toContain('FrontMatter');
  });
});

describe('minimalChange', () => {
  it('makes any text into any other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\n', '가', 'line\n'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const state = EditorState.create({ doc: before });
        expect(state.update({ changes: [...minimalChange(state.doc, after)] }).newDoc.toString()).toBe(after);
      }),
      { numRuns: 500 },
    );
  });
  it('leaves a caret in its line', () => {
    const before = 'one\ntwo\nthree\n';
    const state = EditorState.create({ doc: before, selection: { anchor: before.indexOf('three') + 2 } });
    const after = 'zero\none\nTWO\nthree\n';
    const next = state.update({ changes: [...minimalChange(state.doc, after)] }).state;
    expect(next.selection.main.head).toBe(after.indexOf('three') + 2);
  });
  it('gives nothing for equal texts', () => {
    expect(minimalChange(Text.of(['a', 'b']), 'a\nb')).toEqual([]);
  });
});

describe('changeFrontMatter', () => {
  const target = (
    doc: string,
  ): FormTarget & { readonly now: () => EditorState; readonly undo: () => boolean } => {
    let state = EditorState.create({ doc, extensions: [frontMatterField, history()] });
    return {
      state: () => state,
      dispatch: (spec) => {
        state = state.update(spec).state;
      },
      now: () => state,
      undo: () => undo({ state, dispatch: (transaction) => (state = transaction.state) }),
    };
  };
  it('is one step of undo for each change, and one for a row of keys', () => {
    const form = target(POST);
    changeFrontMatter(form, { op: 'listAdd', key: 'tags', item: 'b' });
    changeFrontMatter(form, { op: 'set', key: 'title', value: 'Ab' }, { fresh: true });
    changeFrontMatter(form, { op: 'set', key: 'title', value: 'Abc' }, { fresh: false });
    expect(form.now().doc.toString()).toBe(POST.replace('A\n', 'Abc\n').replace('[a]', '[a, b]'));
    form.undo();
    expect(form.now().doc.toString()).toBe(POST.replace('[a]', '[a, b]'));
    form.undo();
    expect(form.now().doc.toString()).toBe(POST);
  });
  it('says why it leaves the text alone', () => {
    const broken = target('---\ntitle: "a\n---\n');
    expect(changeFrontMatter(broken, { op: 'set', key: 'title', value: 'b' })?.code).toBe('broken');
    expect(broken.now().doc.toString()).toBe('---\ntitle: "a\n---\n');
  });
});
