// Owns: how Jekyll turns text into parts of a URL: its slug forms and its percent-encoding.
// Must not know: posts or permalink templates.

const DEFAULT = /[^\p{M}\p{L}\p{Nd}]+/gu;
// Nothing to replace in either form, and no hyphen at an end.
const SIMPLE = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;
const PRETTY = /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu;

/** `default` keeps letters, marks and digits; `pretty` also keeps `._~!$&'()+,;=@`. Lower case unless `cased`. */
export function slugify(text: string, form: 'default' | 'pretty' = 'default', cased = false): string {
  if (SIMPLE.test(text)) return cased ? text : text.toLowerCase();
  if (form === 'default' || !cased) return replaced(text, form, cased);
  // A post's slug is asked for twice in a row: for the list and for the URL.
  if (text !== lastText) {
    lastText = text;
    lastSlug = replaced(text, form, cased);
  }
  return lastSlug;
}

let lastText = '';
let lastSlug = '';

function replaced(text: string, form: 'default' | 'pretty', cased: boolean): string {
  const slug = text.replace(form === 'pretty' ? PRETTY : DEFAULT, '-').replace(/^-|-$/gmu, '');
  return cased ? slug : slug.toLowerCase();
}

// What stays as it is in an encoded path: letters, digits and the signs that RFC 3986 allows there.
const ENCODED = /[^A-Za-z0-9\-._~:/?@!$&'()*+,;=]+/gu;
const PLAIN = /^[a-zA-Z0-9./-]+$/mu;

/** Percent-encodes a path as the build does: UTF-8, reserved signs kept. */
export function escapePath(path: string): string {
  if (path === '' || PLAIN.test(path)) return path;
  return path.replace(ENCODED, percent);
}

/** Undoes percent-encoding where it is valid UTF-8; leaves the rest alone. */
export function unescapePath(path: string): string {
  return path.replace(/(?:%[0-9a-fA-F]{2})+/gu, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function percent(run: string): string {
  try {
    return encodeURIComponent(run);
  } catch {
    // A lone surrogate has no UTF-8 form.
    return encodeURIComponent(run.replace(/\p{Surrogate}/gu, '\uFFFD'));
  }
}
