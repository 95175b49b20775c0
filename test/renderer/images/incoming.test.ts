// What of a drop or a paste is pictures, and what is left to the editor; nothing is fetched.
import { describe, expect, it } from 'vitest';
import { incomingOf, mayHoldPictures } from '../../../renderer/images/incoming.ts';

const BASE = 'http://127.0.0.1:4000/media/';
const carried = (formats: Readonly<Record<string, string>>, files: readonly File[] = []) => ({
  files,
  getData: (format: string) => formats[format] ?? '',
});
const file = (name: string) => new File([new Uint8Array([1])], name, { type: 'image/png' });
const told = (
  formats: Readonly<Record<string, string>>,
  way: 'drop' | 'paste' = 'paste',
  files: readonly File[] = [],
) =>
  incomingOf(carried(formats, files), way, BASE)?.map((piece) => {
    switch (piece.kind) {
      case 'text':
        return piece.text;
      case 'file':
        return `file:${piece.file.name}:${piece.file.size}`;
      case 'remote':
        return `web:${piece.url}`;
      default:
        return `own:${piece.path}`;
    }
  }) ?? null;

describe('what comes in', () => {
  it('takes files, unless text was copied with a picture of it', () => {
    expect(told({}, 'paste', [file('a.png'), file('b.png')])).toEqual(['file:a.png:1', 'file:b.png:1']);
    expect(told({ 'text/plain': 'cells' }, 'paste', [file('cells.png')])).toBeNull();
    expect(told({ 'text/plain': 'x' }, 'drop', [file('a.png')])).toEqual(['file:a.png:1']);
    // File managers write the names or paths of what was copied.
    expect(told({ 'text/plain': '가.png' }, 'paste', [file('가.png'.normalize('NFD'))])).toHaveLength(1);
    expect(
      told({ 'text/plain': '/home/me/a.png\nC:\\b.png\n' }, 'paste', [file('a.png'), file('b.png')]),
    ).toHaveLength(2);
    expect(told({ 'text/plain': 'not a.png' }, 'paste', [file('a.png')])).toBeNull();
  });

  it('makes files of data, keeps addresses of the web, knows the journal’s own', () => {
    const html = `<p>a</p><img alt="그림/1" src="data:image/png;base64,AAEC"><img src="https://x.example/b.png?c=1&amp;d"><img src="${BASE}assets/%EA%B0%80.png?v=1">`;
    expect(told({ 'text/html': html })).toEqual([
      'a\n\n',
      'file:그림 1.png:3',
      'web:https://x.example/b.png?c=1&d',
      'own:assets/가.png',
    ]);
  });

  it('takes an SVG that is written out, and leaves damaged data alone', () => {
    expect(told({ 'text/html': '<img alt="i" src="data:image/svg+xml,%3Csvg%2F%3E">' })).toEqual([
      'file:i.svg:6',
    ]);
    expect(told({ 'text/html': '<img src="data:image/png;base64,%%%">', 'text/plain': 'x' })).toBeNull();
    expect(told({ 'text/html': '<img src="data:text/html,<script>">' })).toBeNull();
  });

  it('leaves pictures that only another program can read, and words alone, to the editor', () => {
    expect(told({ 'text/html': '<img src="file:///C:/a.png">', 'text/plain': 'x' })).toBeNull();
    expect(told({ 'text/html': '<img src="cid:1"><img src="a.png">' })).toBeNull();
    expect(told({ 'text/html': '<b>x</b>', 'text/plain': 'x' })).toBeNull();
    expect(incomingOf(null, 'drop', BASE)).toBeNull();
  });

  it('takes a dragged address only where it is a picture’s', () => {
    expect(told({ 'text/uri-list': '# page\r\nhttps://x.example/a.webp\r\n' }, 'drop')).toEqual([
      'web:https://x.example/a.webp',
    ]);
    expect(told({ 'text/uri-list': 'https://x.example/page' }, 'drop')).toBeNull();
    expect(told({ 'text/uri-list': `${BASE}assets/a.png` }, 'drop')).toEqual(['own:assets/a.png']);
    expect(told({ 'text/uri-list': `${BASE}.thumb/assets/a.png?v=1-2` }, 'drop')).toEqual([
      'own:assets/a.png',
    ]);
    expect(told({ 'text/html': `<img src="${BASE}.thumb/assets/a.png?v=1-2">` }, 'drop')).toEqual([
      'own:assets/a.png',
    ]);
    expect(told({ 'text/uri-list': 'https://x.example/a.webp' }, 'paste')).toBeNull();
  });

  it('knows drags that may hold pictures', () => {
    expect(mayHoldPictures({ types: ['Files'] })).toBe(true);
    expect(mayHoldPictures({ types: ['text/plain'] })).toBe(false);
    expect(mayHoldPictures(null)).toBe(false);
  });
});
