// Owns: the step between a post's body and its Markdown: what the blog generator does to the text before rendering it.
// Must not know: kramdown, the worker, the page.
import type { Problem } from '#core/problem.ts';
import type { Site } from './protocol.ts';

export interface Prepared {
  readonly text: string;
  /** For each line of `text` the line of the body that it comes from (both from 0); null: the same lines. */
  readonly lineMap: readonly number[] | null;
  /** Lines count from 1 in the body. */
  readonly problems: readonly Problem[];
}

export type Prepare = (body: string, site: Site) => Prepared;

/** For a folder of posts that no generator builds: the body is the Markdown. */
export const asWritten: Prepare = (body) => ({ text: body, lineMap: null, problems: [] });
