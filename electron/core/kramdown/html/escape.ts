// Owns: escaping of text, attribute values and text that may hold entities.
// Must not know: elements.

const SPECIAL = /[&<>]/;
const SPECIAL_ALL = /[&<>]/g;
const ATTRIBUTE = /[&<>"]/;
// An ampersand that begins no reference, or another special character.
const ATTRIBUTE_ALL = /&(?!(?:[\w:][-\w.:]*|#\d+|#x[0-9a-fA-F]+);)|[<>"]/g;
const TEXT_ALL = /&(?!(?:[\w:][-\w.:]*|#\d+|#x[0-9a-fA-F]+);)|[<>]/g;

function replaceChar(char: string): string {
  if (char === '&') return '&amp;';
  if (char === '<') return '&lt;';
  return char === '>' ? '&gt;' : '&quot;';
}

/** Every `&`, `<` and `>`. */
export function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIAL_ALL, replaceChar) : text;
}

/** An attribute's value; references in it stay. */
export function escapeAttribute(text: string): string {
  return ATTRIBUTE.test(text) ? text.replace(ATTRIBUTE_ALL, replaceChar) : text;
}

/** Text of raw HTML; references in it stay. */
export function escapeRaw(text: string): string {
  return SPECIAL.test(text) ? text.replace(TEXT_ALL, replaceChar) : text;
}

export function attributeText(attributes: Iterable<readonly [string, string]> | null): string {
  if (attributes === null) return '';
  let out = '';
  for (const [key, value] of attributes) {
    // An empty id is one that nothing was left of.
    if (key === 'id' && value.trim() === '') continue;
    out += ` ${key}="${escapeAttribute(value)}"`;
  }
  return out;
}
