// Owns: the public surface of the kramdown renderer; everything outside imports from here.
// Must not know: anything of Jekyll, Liquid, files or the page.

export { type RenderRequest, renderRequest } from './jsonl.ts';
export {
  type KramdownOptions,
  type LinkDefOption,
  type OptionProblem,
  type Profile,
  resolveOptions,
} from './options.ts';
export { createSession, renderKramdown } from './session.ts';
export type {
  Diagnostic,
  Highlighter,
  RenderContext,
  RenderedBlock,
  RenderResult,
  Session,
  Severity,
} from './types.ts';
