// Owns: rendering a text, and rendering it again after edits with everything kept that did not change.
// Must not know: any construct's syntax or HTML.

import { assemble } from './assemble.ts';
import type { KramdownOptions } from './options.ts';
import { createStore } from './store.ts';
import type { RenderContext, RenderResult, Session } from './types.ts';

/**
 * A renderer that keeps the parts of the last text. Each result equals a fresh render of the same text.
 * Never throws on any string.
 */
export function createSession(options: KramdownOptions, context: RenderContext = {}): Session {
  const store = createStore(options, context);
  return {
    update(markdown) {
      const reused = store.read(markdown);
      return assemble(store, reused);
    },
  };
}

/** Renders one text. Lines in the result start at `context.firstLine` (0 without). Never throws on any string. */
export function renderKramdown(
  markdown: string,
  options: KramdownOptions,
  context: RenderContext = {},
): RenderResult {
  const store = createStore(options, context);
  return assemble(store, store.read(markdown));
}
