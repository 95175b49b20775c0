// Owns: a bare JSON-lines renderer over the kramdown core, for the bar and the fuzzer.
// Must not know: the command line of the product.

import { createInterface } from 'node:readline';
import { isRougeLanguage } from '#core/highlight/languages.ts';
import { type RenderRequest, renderRequest } from '#core/kramdown/index.ts';

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  if (line.trim() === '') continue;
  const request: RenderRequest & { readonly id: unknown } = JSON.parse(line);
  try {
    process.stdout.write(
      `${JSON.stringify({ id: request.id, html: renderRequest(request, { knownLanguage: isRougeLanguage }) })}\n`,
    );
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ id: request.id, error: String(error) })}\n`);
  }
}
