// The editor's colours of emphasis against what the page shows: the same stretches of text are strong or emphasised.
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { renderKramdown, resolveOptions } from '#core/kramdown/index.ts';
import { postLanguage } from '../../../renderer/editor/language.ts';

/** The marked stretches in the editor's tree, as `strong:text` or `em:text` without their marks. */
function inEditor(doc: string): string[] {
  const state = EditorState.create({ doc, extensions: [postLanguage()] });
  const found: string[] = [];
  ensureSyntaxTree(state, doc.length, 5000)?.iterate({
    enter({ name, from, to }) {
      const text = doc.slice(from, to).replace(/[*_]/g, '');
      if (name === 'StrongEmphasis') found.push(`strong:${text}`);
      if (name === 'Emphasis') found.push(`em:${text}`);
    },
  });
  return found.sort();
}

/** The same of the page. */
function onPage(doc: string): string[] {
  const { html } = renderKramdown(
    doc,
    resolveOptions('jekyll', { smart_quotes: ['apos', 'apos', 'quot', 'quot'] }).options,
  );
  const found: string[] = [];
  const open: { tag: string; text: string }[] = [];
  for (const [whole, end, tag] of html.matchAll(/<(\/?)(strong|em)>|<[^>]+>|[^<]+/g)) {
    if (tag !== undefined && end === '') open.push({ tag, text: '' });
    else if (tag !== undefined) {
      const closed = open.pop();
      if (closed) found.push(`${closed.tag}:${closed.text}`);
    } else if (!whole.startsWith('<')) for (const one of open) one.text += whole;
  }
  return found.sort();
}

describe('emphasis in the editor', () => {
  it.each([
    '**강조(4기)**가 있다',
    '오른쪽은 **발행될 모습(Jekyll의 결과)**을 보인다',
    '*기울임*은 _밑줄_ 곁에',
    '가_나_다 그대로',
    '***둘 다*** 있다',
    '** 아니다 ** 이것도',
    '**굵게 *안에 기울임* 끝**',
    'a*b*c **d**e',
    '__밑줄 둘__ 끝',
  ])('%s', (doc) => {
    expect(inEditor(doc)).toEqual(onPage(doc));
  });

  it('leaves stars in code alone', () => {
    expect(inEditor('`**x**` 와 **y**')).toEqual(['strong:y']);
  });
});
