// Owns: one render request as the JSON-lines protocol of the command line has it.
// Must not know: streams, files, or how ids and lines are framed.

import { type Profile, resolveOptions } from './options.ts';
import { renderKramdown } from './session.ts';
import type { RenderContext } from './types.ts';

export interface RenderRequest {
  readonly markdown: string;
  readonly profile?: Profile;
  /** kramdown's own names, as under `kramdown:` in `_config.yml`. */
  readonly options?: Readonly<Record<string, unknown>> | null;
}

// The profiles of plain kramdown start, as its own test runner does, from these where no options are given.
const PLAIN_DEFAULTS = { auto_ids: false, footnote_nr: 1 };

/** The HTML of one request; options that cannot be honoured are passed over. */
export function renderRequest(request: RenderRequest, context: RenderContext = {}): string {
  const profile = request.profile ?? 'jekyll';
  const plain = profile === 'kramdown' || profile === 'gfm';
  const { options } = resolveOptions(profile, request.options ?? (plain ? PLAIN_DEFAULTS : {}));
  return renderKramdown(request.markdown, options, context).html;
}
