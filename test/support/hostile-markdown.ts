// Texts made to be slow: thirty classes that have brought Markdown parsers to their knees, at any size.
// Used by the bench and by the tests that no input is refused or stuck.

export interface HostileText {
  readonly name: string;
  readonly text: string;
}

/** The classes, each about `size` UTF-16 units long. */
export function hostileTexts(size: number): readonly HostileText[] {
  const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length));
  const nest = (open: string, middle: string, close: string, width = open.length + close.length) => {
    const n = Math.floor(size / width);
    return open.repeat(n) + middle + close.repeat(n);
  };
  const steps = (line: (depth: number) => string) => {
    let text = '';
    for (let depth = 0; text.length < size; depth++) text += line(depth);
    return text;
  };
  const made: Readonly<Record<string, string>> = {
    'open brackets': fill('['),
    'open images': fill('![['),
    'nested brackets': nest('[', 'a', ']'),
    'nested links': nest('[', 'a', '](/u)'),
    'brackets and parentheses': fill('[a]('),
    stars: fill('*'),
    'stars with letters': fill('*a '),
    'nested emphasis': nest('*a ', 'b', ' c*'),
    'strong and emphasis': fill('**a *b '),
    underscores: fill('_a_b'),
    'back-ticks growing': steps((n) => `a${'`'.repeat(n + 1)}`),
    'back-ticks': fill('`a``b```'),
    'quotes marks': fill('> '),
    'quote lines, deeper': steps((n) => `${'>'.repeat((n % 400) + 1)} a\n`),
    'list, deeper': steps((n) => `${'  '.repeat(n % 300)}- a\n`),
    'list on one line': fill('- '),
    'numbers on one line': fill('1. '),
    tables: fill('a | b | c\n'),
    pipes: fill('|'),
    'open tags': fill('<div>'),
    'open span tags': fill('<b>'),
    'tags never ended': fill('<a href="'),
    'comments never ended': fill('<!-- '),
    'angle brackets': fill('<'),
    entities: fill('&amp'),
    'attribute lists': fill('{: .a '),
    'span attribute lists': fill('*a*{: .b #c} '),
    footnotes: steps((n) => `[^n${n % 900}] `),
    'definitions of links': steps((n) => `[x${n}]: /u${n}\n`),
    'link uses without definitions': fill('[a][b] '),
    fences: fill('```\n'),
    'fences never closed': fill('~~~ x\n'),
    math: fill('$$a'),
    'strike-through': fill('~~a '),
    'smart quotes': fill(`"'`),
    'dashes and dots': fill('-.'),
    abbreviations: `${steps((n) => `*[A${n}]: b\n`).slice(0, size / 2)}\n\n${fill('A1 ').slice(0, size / 2)}`,
    'headers, one name': fill('# a\n'),
    'blank lines': fill('\n'),
    spaces: fill(' '),
    tabs: fill('\t- \t'),
    'back-slashes': fill('\\'),
    'one long line': fill('가나다 '),
    'nulls and lone surrogates': fill('\0\ud800a\udc00 '),
    'extensions never ended': fill('{::comment}\n'),
    'definition lists': fill('a\n: b\n'),
  };
  return Object.entries(made).map(([name, text]) => ({ name, text }));
}
