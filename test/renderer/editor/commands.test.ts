// Owns: what the formatting commands do to text and cursor.
// Must not know: keys and menus.
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { postLanguage } from '../../../renderer/editor/language.ts';
import { cycleHeading, toggleList, toggleQuote } from '../../../renderer/editor/lines.ts';
import { toggleLink } from '../../../renderer/editor/link.ts';
import { toggleBold, toggleCode, toggleItalic, toggleStrike } from '../../../renderer/editor/marks.ts';
import { parse, run, show } from './bars.ts';

describe('marks', () => {
  it.each([
    ['a |word| b', 'a **|word|** b'],
    ['a **|word|** b', 'a |word| b'],
    ['a |**word**| b', 'a |word| b'],
    ['a wo|rd b', 'a **wo|rd** b'],
    ['a **wo|rd** b', 'a wo|rd b'],
    ['a | b', 'a **|** b'],
    ['a **|** b', 'a | b'],
    ['- |one\n- two|', '- **|one**\n- **two|**'],
    ['- **|one**\n- **two|**', '- |one\n- two|'],
    ['| padded |', ' **|padded|** '],
    ['오늘 |날씨|는', '오늘 **|날씨|**는'],
    ['*|slanted|*', '***|slanted|***'],
  ])('bold %j -> %j', (before, after) => {
    const trimmed = before === '| padded |' ? '| **padded** |' : after;
    expect(run(toggleBold, before)).toBe(trimmed);
  });

  it.each([
    ['a |word| b', 'a *|word|* b'],
    ['a *|word|* b', 'a |word| b'],
    ['a **|word|** b', 'a ***|word|*** b'],
    ['a ***|word|*** b', 'a **|word|** b'],
  ])('italic %j -> %j', (before, after) => {
    expect(run(toggleItalic, before)).toBe(after);
  });

  it('code and strike put their own marks', () => {
    expect(run(toggleCode, 'a |word| b')).toBe('a `|word|` b');
    expect(run(toggleCode, 'a `|word|` b')).toBe('a |word| b');
    expect(run(toggleStrike, 'a |word| b')).toBe('a ~~|word|~~ b');
    expect(run(toggleStrike, 'a ~~|word|~~ b')).toBe('a |word| b');
  });

  it('twice is the text as it was, wherever the selection lies', () => {
    const text = 'One *two* three\n\n- four **five**\n> six `seven`\n\n## 여덟 아홉';
    for (let from = 0; from < text.length; from++) {
      for (const size of [1, 3, 8]) {
        const to = Math.min(text.length, from + size);
        const once = run(toggleStrike, `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`);
        expect(run(toggleStrike, once).replaceAll('|', '')).toBe(text);
      }
    }
  });

  it('does nothing to a text that may not be changed', () => {
    expect(run(toggleBold, 'a |word|', EditorState.readOnly.of(true))).toBe('a |word|');
  });
});

describe('lines', () => {
  it.each([
    ['|text', '## |text'],
    ['## te|xt', '### te|xt'],
    ['### te|xt', '#### te|xt'],
    ['#### te|xt', 'te|xt'],
    ['# te|xt', '## te|xt'],
    ['|one\n\ntwo|', '## |one\n\n## two|'],
  ])('heading %j -> %j', (before, after) => {
    expect(run(cycleHeading, before)).toBe(after);
  });

  it.each([
    ['te|xt', '> te|xt'],
    ['> te|xt', 'te|xt'],
    ['|one\n\ntwo|', '> |one\n> \n> two|'],
    ['> > dee|p', '> dee|p'],
  ])('quote %j -> %j', (before, after) => {
    expect(run(toggleQuote, before)).toBe(after);
  });

  it.each([
    ['te|xt', '- te|xt'],
    ['- te|xt', 'te|xt'],
    ['1. te|xt', '- te|xt'],
    ['|one\ntwo\n|three', '- |one\n- two\n|three'],
    ['  indent|ed', '  - indent|ed'],
  ])('list %j -> %j', (before, after) => {
    expect(run(toggleList, before)).toBe(after);
  });
});

describe('link', () => {
  const linked = (text: string): string => {
    let state = parse(text, postLanguage());
    ensureSyntaxTree(state, state.doc.length, 5000);
    toggleLink({ state, dispatch: (transaction) => (state = transaction.state) });
    return show(state);
  };
  it.each([
    ['see |here| now', 'see [here](|) now'],
    ['see he|re now', 'see [here](|) now'],
    ['see | now', 'see [|]() now'],
    ['at |https://a.example/b| now', 'at [|](https://a.example/b) now'],
    ['see [he|re](https://a.example) now', 'see he|re now'],
    ['see |[here](https://a.example)| now', 'see |here| now'],
  ])('%j -> %j', (before, after) => {
    expect(linked(before)).toBe(after);
  });
});
