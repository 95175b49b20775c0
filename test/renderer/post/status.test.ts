// Owns: when the page's frame hears of the open post: at once where saving changed, else when the keys pause.
// Must not know: what the frame draws.
import { EditorState } from '@codemirror/state';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import type { PostStatus } from '../../../renderer/post/post-view.ts';
import { type Session, startSession } from '../../../renderer/post/session/machine.ts';
import { createStatusTeller } from '../../../renderer/post/status.ts';

const path = '_posts/2026-11-21-a.md' as RelPath; // a path by construction
const clean = startSession({ base: 'v1', readOnly: false });
const edited: Session = { ...clean, buffer: clean.buffer + 1 };

function bench() {
  const told: PostStatus[] = [];
  const teller = createStatusTeller(() => (status) => told.push(status));
  const tell = (session: Session, column: number): void =>
    teller.tell({
      session,
      path,
      state: EditorState.create({ doc: 'x'.repeat(200), selection: { anchor: column - 1 } }),
      frontMatter: null,
      found: [],
    });
  return { told, teller, tell };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the status of the open post', () => {
  it('is told at once when the post becomes unsaved', () => {
    const { told, tell } = bench();
    tell(clean, 1);
    tell(edited, 2);
    expect(told.map(({ save }) => save)).toEqual(['saved', 'unsaved']);
  });

  it('waits while keys come, and tells the newest caret after them, once', () => {
    const { told, tell } = bench();
    tell(edited, 1);
    for (let column = 2; column <= 15; column++) {
      tell(edited, column);
      vi.advanceTimersByTime(60);
    }
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(told.map(({ column }) => column)).toEqual([1, 15]);
  });

  it('does not wait for ever where keys never pause', () => {
    const { told, tell } = bench();
    tell(edited, 1);
    for (let column = 2; column <= 101; column++) {
      tell(edited, column);
      vi.advanceTimersByTime(60);
    }
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeLessThanOrEqual(4);
  });

  it('tells the count of words that comes later', () => {
    const { told, teller, tell } = bench();
    tell(clean, 1);
    teller.counts({ words: 12, characters: 60, minutes: 1 });
    vi.advanceTimersByTime(1000);
    expect(told.at(-1)).toMatchObject({ words: 12, minutes: 1 });
  });
});
