// Owns: shell patterns as Ruby's `File.fnmatch` reads them: `*`, `?`, `[a-z]`, `**/`, backslash.
// Must not know: what is matched.

/** Tells whether a whole path fits a pattern. `*` and `?` also match `/`, but no leading dot. */
export function fnmatch(pattern: string, path: string): boolean {
  return compile(pattern).test(path);
}

/** True where a pattern is more than the text itself. */
export function isPattern(pattern: string): boolean {
  return /[*?[\\]/.test(pattern);
}

const compiled = new Map<string, RegExp>();

function compile(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '*') {
      while (pattern[i + 1] === '*') i++;
      source += i === 0 ? '(?!\\.).*' : '.*';
    } else if (char === '?') {
      source += '.';
    } else if (char === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) source += '\\[';
      else {
        source += classOf(pattern.slice(i + 1, end));
        i = end;
      }
    } else {
      const literal = char === '\\' ? (pattern[++i] ?? '') : char;
      source += literal.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
    }
  }
  const made = safeRegExp(`^${source}$`);
  compiled.set(pattern, made);
  return made;
}

function classOf(inner: string): string {
  const negated = /^[!^]/u.test(inner);
  return `[${negated ? '^' : ''}${inner.slice(negated ? 1 : 0).replace(/[\\\]^[]/gu, '\\$&')}]`;
}

/** A pattern that makes no sense matches nothing. */
function safeRegExp(source: string): RegExp {
  try {
    return new RegExp(source, 'su');
  } catch {
    return /(?!)/u;
  }
}
