// Tests of what the palette offers for what was typed.
// Must not know: how offers are drawn.
import { expect, test } from 'vitest';
import { type Offered, offersFor } from '../../renderer/dialogs/palette-items.ts';
import { entry } from './entries.ts';

const posts = [
  entry('a.md', { title: 'Notes on a walk' }),
  entry('b.md', { title: 'Walk in autumn' }),
  entry('c.md', { title: '부트캠프를 마치며', tags: ['walk'] }),
];
const commands: readonly Offered[] = [
  { id: 'newPost', label: 'New post…' },
  { id: 'export', label: 'Export…' },
];
const names = (typed: string, scope: 'posts' | 'commands'): readonly string[] =>
  offersFor(typed, scope, posts, commands).map((offer) =>
    offer.kind === 'post' ? offer.entry.title : offer.label,
  );

test('with nothing typed: the posts as they come, or all commands', () => {
  expect(names('', 'posts')).toEqual(['Notes on a walk', 'Walk in autumn', '부트캠프를 마치며']);
  expect(names('', 'commands')).toEqual(['New post…', 'Export…']);
});

test('a hit at the start of the title comes before one within, and that before one in a tag', () => {
  expect(names('walk', 'posts')).toEqual(['Walk in autumn', 'Notes on a walk', '부트캠프를 마치며']);
});

test('initial consonants and half syllables find a post', () => {
  expect(names('ㅂㅌㅋㅍ', 'posts')).toEqual(['부트캠프를 마치며']);
  expect(names('마ㅊ', 'posts')).toEqual(['부트캠프를 마치며']);
});

test('one box finds both, the better hit first, and of equal ones the kind that was asked for', () => {
  expect(names('n', 'posts').slice(0, 2)).toEqual(['Notes on a walk', 'New post…']);
  expect(names('n', 'commands').slice(0, 2)).toEqual(['New post…', 'Notes on a walk']);
  const tagged = [entry('d.md', { title: 'Other', slug: 'next-export' })];
  const offers = offersFor('ex', 'posts', tagged, commands);
  expect(offers.map((offer) => offer.kind)).toEqual(['command', 'post']);
});

test('a sign asks for commands only', () => {
  expect(names('>', 'posts')).toEqual(['New post…', 'Export…']);
  expect(names('>exp', 'posts')).toEqual(['Export…']);
});
