// Owns: the step between a post's body and its Markdown: what the blog generator does to the text before rendering it.
// Must not know: kramdown, the worker, the page.
import type { LiquidPage, LiquidResult, LiquidSite } from '#core/liquid/types.ts';

/** Gives the Markdown of a body, with the way back to the body's lines. */
export type Prepare = (body: string, page: LiquidPage) => LiquidResult;

/** What is loaded a moment after the worker has started: colours of code, and templates. */
export interface Tools {
  readonly highlight: (code: string, language: string) => string | null;
  readonly knownLanguage: (name: string) => boolean;
  readonly prepare: (site: LiquidSite) => Prepare;
}

export const hasTemplates = (text: string): boolean => text.includes('{{') || text.includes('{%');

/** A text without templates is its own Markdown. */
export const asWritten: Prepare = (body) => ({ text: body, lines: null, problems: [] });
