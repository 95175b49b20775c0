// Owns: what of a post's HTML may be shown: an allow-list of elements, attributes and addresses, applied by DOMPurify.
// Must not know: where images lie, what links do (dress.ts), or the frame.
import createDOMPurify, { type Config, type DOMPurify } from 'dompurify';
import { filterStyle } from './style-filter.ts';

const TAGS =
  `a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup data
  dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins
  kbd li main mark menu meter nav ol p picture pre progress q rp rt ruby s samp section small source span strike strong sub
  summary sup table tbody td tfoot th thead time tr tt u ul var video wbr
  svg g path circle ellipse line polygon polyline rect text tspan`.split(/\s+/);

const ATTRIBUTES =
  `abbr align alt bgcolor border cellpadding cellspacing cite class clear color cols colspan controls data-lang
  data-line data-src datetime dir disabled checked face frame headers height high href hreflang id lang low max min nowrap
  open optimum reversed role rowspan rules scope size span src start style summary tabindex title type valign value width
  allowfullscreen frameborder compact hspace vspace noshade
  aria-hidden aria-label aria-labelledby aria-describedby aria-level
  viewBox viewbox d cx cy r rx ry x x1 x2 y y1 y2 points fill fill-opacity fill-rule stroke stroke-width stroke-linecap
  stroke-linejoin stroke-dasharray stroke-opacity transform text-anchor dominant-baseline font-size font-family font-weight
  opacity preserveAspectRatio xmlns`.split(/\s+/);

const CONFIG: Config = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  /** Web and mail addresses, anything relative, and pictures written into the text. */
  ALLOWED_URI_REGEXP: /^(?:(?:https?|mailto|tel):|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  FORBID_CONTENTS: [
    'script',
    'style',
    'template',
    'noscript',
    'noembed',
    'noframes',
    'xmp',
    'title',
    'textarea',
  ],
  // Headings keep ids like `title` or `links`: no attribute `name`, form, embed or object passes, and the frame has no scripts.
  SANITIZE_DOM: false,
  KEEP_CONTENT: true,
  RETURN_DOM_FRAGMENT: true,
};

export type Sanitize = (html: string) => DocumentFragment;

const made = new WeakMap<Window, Sanitize>();

/**
 * The sanitiser of this window: one for all previews in it, since its Trusted Types policy may have its name once only. The
 * fragment it gives was parsed once, and is never made a string again.
 */
export function sanitizerOf(window: Window & typeof globalThis): Sanitize {
  const known = made.get(window) ?? createSanitizer(window);
  made.set(window, known);
  return known;
}

function createSanitizer(window: Window & typeof globalThis): Sanitize {
  const purify: DOMPurify = createDOMPurify(window);
  purify.addHook('uponSanitizeElement', (node) => {
    // A task list's box is the only form control of kramdown; everything else that asks for input goes.
    if (node.nodeName.toLowerCase() !== 'input' || !(node instanceof window.Element)) return;
    if (node.getAttribute('type')?.toLowerCase() === 'checkbox') node.setAttribute('disabled', 'disabled');
    else node.remove();
  });
  purify.addHook('uponSanitizeAttribute', (_node, data) => {
    const value = data.attrValue;
    switch (data.attrName) {
      case 'style':
        data.attrValue = filterStyle(value);
        if (data.attrValue === '') data.keepAttr = false;
        return;
      case 'fill':
      case 'stroke':
        if (/url|\\/i.test(value)) data.keepAttr = false;
        return;
      case 'src':
        if (/^data:/i.test(value) && !/^data:image\/(?:png|jpe?g|gif|webp|avif|bmp);base64,/i.test(value)) {
          data.keepAttr = false;
        }
        return;
      case 'tabindex':
        if (Number(value) > 0) data.keepAttr = false;
    }
  });
  return (html) => {
    const clean: unknown = purify.sanitize(html, CONFIG);
    // RETURN_DOM_FRAGMENT gives a fragment; the declared type depends on a literal that CONFIG does not keep.
    return clean as DocumentFragment;
  };
}
