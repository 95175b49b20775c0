// Owns: the syntax of a link definition's line(s): id, destination, title.
// Must not know: where definitions are kept.

import { nextLine, strip } from '../../chars.ts';

export interface LinkLine {
  readonly id: string;
  readonly url: string;
  readonly title: string | null;
  readonly end: number;
}

const TITLE_START = /[ \t]["']/;
const TITLE = /^[ \t]*(["'])([^\n]+)\1[ \t]*$/;
const MAX_ANGLES = 20;

/** The definition whose `[` is at `at`, or null. */
export function readLinkLine(text: string, at: number): LinkLine | null {
  const firstEnd = lineEnd(text, at);
  const close = text.indexOf(']', at + 1);
  if (close === -1 || close >= firstEnd || close === at + 1 || text.charCodeAt(close + 1) !== 58) return null;
  const id = text.slice(at + 1, close);
  const rest = text.slice(close + 2, firstEnd).replace(/^[ \t]+/, '');
  const found = rest.startsWith('<') ? (angleTarget(rest) ?? plainTarget(rest)) : plainTarget(rest);
  if (found === null) return null;
  if (found.title !== null || found.closed)
    return { id, url: found.url, title: found.title, end: nextLine(text, at) };
  const second = nextLine(text, at);
  const title = TITLE.exec(text.slice(second, lineEnd(text, second)));
  if (title === null) return { id, url: found.url, title: null, end: second };
  return { id, url: found.url, title: title[2] ?? '', end: nextLine(text, second) };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

interface Target {
  readonly url: string;
  readonly title: string | null;
  /** No title may follow on the next line. */
  readonly closed: boolean;
}

function plainTarget(rest: string): Target | null {
  const start = TITLE_START.exec(rest);
  if (start === null) {
    const url = strip(rest);
    return url === '' ? null : { url, title: null, closed: false };
  }
  const url = strip(rest.slice(0, start.index));
  const title = TITLE.exec(rest.slice(start.index));
  return title === null || url === '' ? null : { url, title: title[2] ?? '', closed: true };
}

function angleTarget(rest: string): Target | null {
  let close = rest.indexOf('>');
  for (let tries = 0; close !== -1 && tries < MAX_ANGLES; tries++, close = rest.indexOf('>', close + 1)) {
    const url = rest.slice(1, close);
    const tail = rest.slice(close + 1);
    if (strip(tail) === '') return { url, title: null, closed: false };
    const title = /^[ \t]/.test(tail) ? TITLE.exec(tail) : null;
    if (title !== null) return { url, title: title[2] ?? '', closed: true };
  }
  return null;
}
