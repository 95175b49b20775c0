// Owns: the page's own Trusted Types policy: it lets through the preview's empty document and our worker's address, nothing else.
// Must not know: what is shown or rendered.

/** Standards mode, no content: everything else is built as nodes. */
export const FRAME_DOCUMENT = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>';

interface Policy {
  createHTML(text: string): unknown;
  createScriptURL(url: string): unknown;
}

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(url: string): string },
  ): Policy;
}

const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes; // not yet in the DOM library

const policy: Policy | undefined = factory?.createPolicy('galley', {
  createHTML(text) {
    if (text !== FRAME_DOCUMENT) throw new TypeError('not the frame document');
    return text;
  },
  createScriptURL(url) {
    if (new URL(url, document.baseURI).origin !== location.origin) throw new TypeError('not our worker');
    return url;
  },
});

/** The sinks' declared types are plain strings; the browser wants (and checks) the policy's objects. */
export const trustedFrameDocument = (): string =>
  (policy ? policy.createHTML(FRAME_DOCUMENT) : FRAME_DOCUMENT) as string; // see above

export const trustedWorkerUrl = (url: string): string =>
  (policy ? policy.createScriptURL(url) : url) as string; // see above
