// Turns highlight.js's marked-up text into Rouge tokens: scopes renamed by a profile, plain text split into words and marks.
// Must not know any single language; those are rows of profiles.ts.
import type { Profile } from '#core/highlight/profiles.ts';

export interface Token {
  /** Rouge's short class; empty: bare text. */
  readonly cls: string;
  readonly text: string;
}

/** highlight.js scopes that mean the same in every language; a profile may say otherwise. */
const scopeClasses: Readonly<Record<string, string>> = {
  comment: 'c1',
  doctag: 'cm',
  keyword: 'k',
  built_in: 'nb',
  type: 'kt',
  literal: 'kc',
  number: 'mi',
  operator: 'o',
  punctuation: 'p',
  regexp: 'sr',
  symbol: 'ss',
  variable: 'nv',
  'variable.language': 'k',
  'variable.constant': 'no',
  title: 'nf',
  'title.class': 'nc',
  'title.function': 'nf',
  'title.function.invoke': 'nf',
  attr: 'na',
  attribute: 'na',
  property: 'nx',
  name: 'nt',
  tag: 'nt',
  meta: 'cp',
  section: 'gh',
  addition: 'gi',
  deletion: 'gd',
  bullet: 'p',
  quote: 'c',
  link: 's',
  'selector-tag': 'nt',
  'selector-class': 'nc',
  'selector-id': 'nf',
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };

interface Piece {
  readonly scopes: readonly string[];
  readonly text: string;
}

/** Reads highlight.js's own output: nested `<span class="hljs-…">` and five entities, nothing else. */
function pieces(html: string): Piece[] {
  const out: Piece[] = [];
  const stack: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') out.push({ scopes: [...stack], text });
    text = '';
  };
  for (const match of html.matchAll(/<span class="([^"]*)">|<\/span>|&(amp|lt|gt|quot|#x27);|[^<&]+|[<&]/g)) {
    const [whole, classes, entity] = match;
    if (classes !== undefined) {
      flush();
      stack.push(
        classes
          .replace('hljs-', '')
          .replace(/_(?= |$)/g, '')
          .replace(/ /g, '.'),
      );
    } else if (whole === '</span>') {
      flush();
      stack.pop();
    } else text += entity === undefined ? whole : (entities[entity] ?? whole);
  }
  flush();
  return out;
}

const wordPattern =
  /([ \t\r\n]+)|(0[xX][\da-fA-F_]+|\d[\d_]*\.\d+(?:[eE][+-]?\d+)?|\d[\d_]*(?:[eE][+-]?\d+)?)[a-zA-Z]*|([\p{L}_$@][\p{L}\p{N}_$]*[?!]?(?![\p{L}\p{N}_]))|([\p{L}_$@][\p{L}\p{N}_$]*)|([()[\]{};,]+)|([^\s\p{L}\p{N}_$()[\]{};,])/gu;

function wordClass(word: string, profile: Profile): string | undefined {
  return profile.words !== undefined && Object.hasOwn(profile.words, word) ? profile.words[word] : undefined;
}

function numberClass(text: string, profile: Profile): string {
  if (/^0[xX]/.test(text)) return profile.hex ?? 'mh';
  if (/[.]|\d[eE]/.test(text)) return profile.float ?? 'mf';
  return profile.integer ?? 'mi';
}

/** Splits text that highlight.js left plain (or only grouped) into words, numbers, marks and white space. */
function splitPlain(
  text: string,
  before: string,
  after: string,
  profile: Profile,
  emit: (cls: string, text: string) => void,
): void {
  let last = before;
  for (const match of text.matchAll(wordPattern)) {
    const [whole, space, number] = match;
    const name = match[3] ?? match[4];
    const end = match.index + whole.length;
    if (space !== undefined) {
      emit(profile.space ?? '', whole);
      continue;
    }
    if (number !== undefined) emit(numberClass(whole, profile), whole);
    else if (name !== undefined) {
      const bare = name.replace(/[?!]$/, '');
      const next = (text.slice(end) + after).trimStart();
      const isMember = last === '.' || last === '>' || last === ':';
      const word = wordClass(bare, profile);
      const special = exception('', name, profile);
      if (special !== undefined) emit(special, name);
      else if (word !== undefined && last !== '.') emit(word, name);
      else if (last === '.' && next.startsWith('('))
        emit(profile.memberCall ?? profile.member ?? profile.name, name);
      else if (last === '.' || (isMember && profile.member !== undefined && text[match.index - 2] === '-'))
        emit(profile.member ?? profile.name, name);
      else if (next.startsWith('(') && profile.call !== undefined) emit(profile.call, name);
      else if (profile.capital !== undefined && /^\p{Lu}/u.test(bare)) emit(profile.capital, name);
      else emit(profile.name, name);
    } else {
      for (const mark of whole) {
        const fallback = '()[]{};,'.includes(mark) || mark === '.' ? 'p' : mark === ':' ? 'p' : 'o';
        emit(profile.marks?.[mark] ?? fallback, mark);
      }
    }
    last = whole[whole.length - 1] ?? last;
  }
}

function exception(scope: string, text: string, profile: Profile): string | undefined {
  return profile.patterns?.find(([of, pattern]) => of === scope && pattern.test(text))?.[2];
}

function scopeClass(scope: string, profile: Profile): string | undefined {
  const base = scope.split('.')[0] ?? scope;
  return profile.scopes?.[scope] ?? profile.scopes?.[base] ?? scopeClasses[scope] ?? scopeClasses[base];
}

/** Tokens of code that highlight.js marked up, neighbours of one class joined as Rouge's formatter does. */
export function rougeTokens(html: string, main: Profile, embedded: (language: string) => Profile): Token[] {
  const tokens: { cls: string; text: string }[] = [];
  const emit = (cls: string, text: string) => {
    const previous = tokens[tokens.length - 1];
    if (previous !== undefined && previous.cls === cls) previous.text += text;
    else if (text !== '') tokens.push({ cls, text });
  };
  const parts = pieces(html);
  let quote = '';
  parts.forEach((part, index) => {
    const before = parts[index - 1]?.text.at(-1) ?? '';
    const after = parts[index + 1]?.text ?? '';
    const language = part.scopes.findLast((s) => s.startsWith('language-'));
    const profile = language === undefined ? main : embedded(language.slice('language-'.length));
    const inString = part.scopes.includes('string');
    const scope = part.scopes.findLast(
      (s) => !['params', 'function', 'class', 'template', 'code', 'formula'].includes(s),
    );
    if (scope === undefined || scope === 'subst' || scope.startsWith('language')) {
      splitPlain(part.text, before, after, profile, emit);
      return;
    }
    if (inString && (scope === 'string' || scope.startsWith('char'))) {
      const starts = index === 0 || !parts[index - 1]?.scopes.includes('string');
      if (starts && scope === 'string') quote = /["'`]/.exec(part.text)?.[0] ?? '';
      const cls =
        exception('string', part.text, profile) ?? profile.scopes?.string ?? profile.quotes?.[quote] ?? 's';
      if (scope.startsWith('char')) emit(profile.escape || cls, part.text);
      else emitString(part.text, cls, quote, starts, index, parts, profile, emit);
      return;
    }
    if (
      scope === 'comment' &&
      profile.scopes?.comment === undefined &&
      exception(scope, part.text, profile) === undefined
    ) {
      emit(/^(\/\*|<!--)/.test(part.text) || part.scopes.length > 1 ? 'cm' : 'c1', part.text);
      return;
    }
    const colon = scope === 'attr' && part.text.endsWith(':') ? ':' : '';
    const bare = colon === '' ? part.text : part.text.slice(0, -1);
    const word = wordClass(bare, profile);
    const special = exception(scope, bare, profile);
    if (special !== undefined) emit(special, bare);
    else if (word !== undefined && before !== '.') emit(word, bare);
    else if (scope === 'number') emit(numberClass(bare, profile), bare);
    else if (
      (scope === 'title' || scope.startsWith('title') || scope === 'property' || scope === 'built_in') &&
      before === '.' &&
      profile.member !== undefined
    )
      emit(after.startsWith('(') ? (profile.memberCall ?? profile.member) : profile.member, bare);
    else if (scope.startsWith('title') && profile.scopes?.[scope] === undefined && profile.name === 'nx')
      emit('nx', bare);
    else if (scope === 'attr' && profile.name === 'nx') emit(profile.name, bare);
    else {
      const cls = scopeClass(scope, profile);
      if (cls === undefined) splitPlain(bare, before, after, profile, emit);
      else emit(cls, bare);
    }
    if (colon !== '') emit(profile.marks?.[colon] ?? 'p', colon);
  });
  return tokens;
}

function emitString(
  text: string,
  cls: string,
  quote: string,
  starts: boolean,
  index: number,
  parts: readonly Piece[],
  profile: Profile,
  emit: (cls: string, text: string) => void,
): void {
  const ends = !parts[index + 1]?.scopes.includes('string');
  if (profile.delimiters !== true || quote === '') {
    emit(cls, text);
    return;
  }
  let rest = text;
  if (starts && rest.startsWith(quote)) {
    emit('dl', quote);
    rest = rest.slice(1);
  }
  const close = ends && rest.endsWith(quote);
  if (close) rest = rest.slice(0, -1);
  if (rest !== '') emit(cls, rest);
  if (close) emit('dl', quote);
}
