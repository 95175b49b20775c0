// Owns: what a quoted YAML text says.
// Must not know: where it stands.

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

/** Gives the text of a quoted token on one line (quotes included), or null where it needs a full parser. */
export function readQuoted(token: string): string | null {
  const inner = token.slice(1, -1);
  if (inner.includes('\n') || inner.includes('\r')) return null;
  if (token.startsWith("'")) return inner.includes("'") ? inner.replaceAll("''", "'") : inner;
  if (!inner.includes('\\')) return inner;
  let valid = true;
  const text = inner.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]?))/g,
    (_all, x, u, big, one) => {
      const code = x ?? u ?? big;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) valid = false;
        return valid ? String.fromCodePoint(point) : '';
      }
      const char = ESCAPES[one];
      if (char === undefined) valid = false;
      return char ?? '';
    },
  );
  return valid ? text : null;
}
