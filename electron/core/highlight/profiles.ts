// How each language's highlight.js scopes and plain words are named in Rouge's short token classes.
// Data only; the walk over a token stream is in tokens.ts.

/** Naming rules of one language. Every value is a Rouge short class (`k`, `nf`, `s1` ...); `''` leaves text bare. */
export interface Profile {
  /** A plain identifier. */
  readonly name: string;
  /** An identifier in front of `(`. */
  readonly call?: string;
  /** An identifier after `.`, `->` or `::`. */
  readonly member?: string;
  /** A member in front of `(`. */
  readonly memberCall?: string;
  /** An identifier that begins with a capital. */
  readonly capital?: string;
  /** Punctuation that Rouge calls an operator or the reverse, by character. */
  readonly marks?: Readonly<Record<string, string>>;
  /** Words with a class of their own, whatever highlight.js calls them. */
  readonly words?: Readonly<Record<string, string>>;
  /** highlight.js scopes, `scope` or `scope.sub`, to a class. */
  readonly scopes?: Readonly<Record<string, string>>;
  /** Class of a string by its opening quote; the delimiters get `dl` where `delimiters` is set. */
  readonly quotes?: Readonly<Record<string, string>>;
  readonly delimiters?: boolean;
  /** Escapes inside strings: their class, where Rouge marks them. */
  readonly escape?: string;
  /** Classes of white space between tokens, where Rouge marks it. */
  readonly space?: string;
  /** Exceptions by highlight.js scope and text, tried first; scope `''` is plain text's words. */
  readonly patterns?: readonly (readonly [scope: string, text: RegExp, cls: string])[];
  readonly integer?: string;
  readonly float?: string;
  readonly hex?: string;
}

const words = (list: string, cls: string): Record<string, string> =>
  Object.fromEntries(list.split(' ').map((word) => [word, cls]));

export const generic: Profile = { name: 'n', quotes: { "'": 's1', '"': 's2', '`': 'sb' }, escape: 'se' };

const script: Profile = {
  name: 'nx',
  delimiters: true,
  quotes: { "'": 's1', '"': 's2', '`': 's2' },
  escape: 'se',
  words: {
    ...words(
      'const let var function class extends enum interface type implements readonly abstract declare namespace static',
      'kd',
    ),
    ...words('true false null undefined NaN Infinity', 'kc'),
    ...words(
      'if else for while do return throw try catch finally switch case default break continue new delete typeof in of instanceof void yield await async import export from as super this get set constructor',
      'k',
    ),
    ...words(
      'Array Boolean Date Error Function Math Number Object RegExp String Map Set Promise JSON document window Symbol parseInt parseFloat isNaN eval',
      'nb',
    ),
    ...words('get set constructor of', 'nx'),
    ...words('of', 'k'),
  },
  scopes: { attr: 'na', regexp: 'sr', subst: 'p' },
};

const anyName = /^\p{L}/u;

export const profiles: Readonly<Record<string, Profile>> = {
  javascript: script,
  typescript: {
    ...script,
    words: {
      ...script.words,
      ...words('string number boolean any unknown never void object bigint symbol', 'kr'),
      ...words('public private protected keyof interface enum', 'kr'),
      ...words('readonly implements', 'k'),
      ...words('constructor get', 'kd'),
    },
  },
  python: {
    name: 'n',
    quotes: { "'": 's', '"': 's' },
    escape: 'se',
    marks: { '.': 'p', '@': 'o', ':': 'p' },
    words: {
      ...words('import from as', 'kn'),
      ...words('in is and or not', 'ow'),
      ...words('True False None self cls NotImplemented Ellipsis', 'bp'),
      ...words('True False None', 'bp'),
      ...words(
        'abs all any bin bool bytearray bytes callable chr classmethod compile complex dict dir divmod enumerate eval exec file filter float format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter len list locals map max min next object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip',
        'nb',
      ),
      ...words(
        'Exception BaseException OSError ValueError TypeError KeyError IndexError RuntimeError StopIteration AttributeError FileNotFoundError ImportError NotImplementedError',
        'nb',
      ),
      ...words(
        'def class if elif else for while return yield lambda with try except finally raise pass break continue del global nonlocal assert async await match case',
        'k',
      ),
      ...words('print', 'k'),
    },
    scopes: { meta: 'nd', title: 'nf', 'title.class': 'nc', 'title.function': 'nf', subst: 'si' },
    patterns: [
      ['meta', /^@$/, 'o'],
      ['', /^@$/, 'o'],
    ],
  },
  java: {
    name: 'n',
    member: 'na',
    memberCall: 'na',
    call: 'nf',
    capital: 'nc',
    marks: { '.': 'o', '(': 'o', ')': 'o', '{': 'o', '}': 'o', '[': 'o', ']': 'o', ';': 'o' },
    quotes: { "'": 'sc', '"': 's' },
    patterns: [
      ['', /^[A-Z][A-Z0-9_]+$/, 'no'],
      ['variable', /^[A-Z][A-Z0-9_]+$/, 'no'],
      ['variable', anyName, 'n'],
      ['type', /^\p{Lu}/u, 'nc'],
      ['comment', /^\/\//, 'c1'],
    ],
    words: {
      ...words(
        'abstract final private protected public static extends implements synchronized throws transient volatile native strictfp default',
        'kd',
      ),
      ...words('class interface enum', 'kd'),
      ...words('boolean byte char double float int long short var void', 'kt'),
      ...words('true false null', 'kc'),
      ...words('package', 'kn'),
      ...words('import', 'kn'),
      ...words(
        'if else for while do return throw try catch finally switch case break continue new this super instanceof assert',
        'k',
      ),
    },
    scopes: { meta: 'nd' },
    escape: '',
  },
  kotlin: {
    name: 'n',
    capital: 'nc',
    member: 'nf',
    quotes: { "'": 'sc', '"': 's' },
    words: {
      ...words(
        'abstract annotation as break by catch class companion const continue constructor data do else enum external final finally for fun if import in infix init inline inner interface internal is lateinit object open operator out override package private protected public return sealed super suspend this throw try typealias val var when where while null true false',
        'k',
      ),
    },
    escape: 'se',
  },
  c: {
    name: 'n',
    call: 'n',
    marks: { '.': 'p', ':': 'o' },
    quotes: { "'": 'sc', '"': 's' },
    escape: 'se',
    words: {
      ...words(
        'int char long short unsigned signed float double void bool _Bool size_t wchar_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t FILE',
        'kt',
      ),
      ...words('NULL', 'nb'),
      ...words(
        'if else for while do return switch case default break continue goto sizeof typedef struct union enum static const extern volatile register inline',
        'k',
      ),
    },
    scopes: { meta: 'cp', 'title.function': 'nf' },
    patterns: [
      ['type', /_t$/, 'n'],
      ['built_in', anyName, 'n'],
      ['title.class', anyName, 'n'],
      ['title', anyName, 'n'],
      ['keyword', /^#?\s*(include|define|ifdef|ifndef|endif|if|else|undef|pragma|error)$/, 'cp'],
      ['string', /^<.*>$/, 'cpf'],
      ['char.escape', /./, 'se'],
    ],
  },
  cpp: {
    name: 'n',
    marks: { '.': 'p', ':': 'o' },
    quotes: { "'": 'sc', '"': 's' },
    escape: 'se',
    words: {
      ...words('int char long short unsigned signed float double void bool wchar_t size_t', 'kt'),
      ...words('auto', 'k'),
      ...words('class struct', 'k'),
      ...words('true false nullptr NULL', 'nb'),
      ...words('namespace using', 'k'),
      ...words(
        'if else for while do return switch case default break continue throw try catch new delete this template typename public private protected virtual explicit const static noexcept override final friend inline operator',
        'k',
      ),
    },
    scopes: { meta: 'cp', 'title.function': 'n', 'title.class': 'nc' },
    patterns: [
      ['type', /^auto$/, 'k'],
      ['built_in', anyName, 'n'],
      ['title', anyName, 'n'],
      ['keyword', /^#?\s*(include|define|ifdef|ifndef|endif|undef|pragma)$/, 'cp'],
      ['string', /^<.*>$/, 'cpf'],
    ],
  },
  csharp: {
    name: 'n',
    capital: 'n',
    quotes: { "'": 'sc', '"': 's' },
    words: { ...words('int string bool void var double float long object char byte decimal', 'kt') },
  },
  shell: {
    name: '',
    patterns: [
      ['', /^-{1,2}[\w-]*$/, 'nt'],
      ['title', anyName, ''],
      ['title.function', anyName, ''],
      ['operator', /^[&|]+$/, 'o'],
    ],
    marks: {
      '.': '',
      ',': '',
      ':': '',
      '-': '',
      '*': 'k',
      '/': '',
      '+': 'o',
      '%': '',
      '&': '',
      '|': '',
      '!': 'o',
      '~': '',
      '@': '',
      '{': 'o',
      '}': 'o',
      '(': 'o',
      ')': 'o',
      '[': 'o',
      ']': 'o',
    },
    quotes: { "'": 's1', '"': 's2' },
    words: {
      ...words('if fi else elif then for while until do done case esac in function select return time', 'k'),
      ...words(
        'alias bg bind break builtin caller cd command compgen complete declare dirs disown echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout popd printf pushd pwd read readonly set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait cat tac nl od base32 base64 fmt pr fold head tail split csplit wc sum cksum b2sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum sort shuf uniq comm ptx tsort cut paste join tr expand unexpand ls dir vdir dircolors cp dd install mv rm shred link ln mkdir mkfifo mknod readlink rmdir unlink chown chgrp chmod touch df du stat sync truncate expr tee basename dirname pathchk mktemp realpath printenv tty id logname whoami groups users who date arch nproc uname hostname hostid uptime chcon runcon chroot env nice nohup stdbuf timeout sleep numfmt seq tar grep sudo awk sed gzip gunzip',
        'nb',
      ),
    },
    scopes: { comment: 'c', meta: 'c', variable: 'nv', subst: 'k' },
    escape: '',
    integer: '',
    float: '',
  },
  json: {
    name: 'n',
    space: 'w',
    quotes: { '"': 's2' },
    escape: 'se',
    words: words('true false null', 'kc'),
    scopes: { attr: 'nl' },
    marks: { ',': 'p' },
  },
  html: {
    name: '',
    marks: {},
    quotes: { "'": 's', '"': 's' },
    scopes: { meta: 'cp', comment: 'c', tag: 'nt', name: 'nt', attr: 'na', string: 's', symbol: 'ni' },
    patterns: [
      ['tag', /^=$/, 'na'],
      ['keyword', /^html$/, 'cp'],
    ],
  },
  css: {
    name: 'n',
    quotes: { "'": 's2', '"': 's2' },
    escape: '',
    integer: 'm',
    float: 'm',
    hex: 'm',
    scopes: {
      comment: 'c',
      'selector-tag': 'nt',
      'selector-class': 'nc',
      'selector-id': 'nf',
      'selector-pseudo': 'nd',
      'selector-attr': 'o',
      attribute: 'nl',
      attr: 'py',
      keyword: 'k',
      built_in: 'nb',
      number: 'm',
      meta: 'cp',
    },
    patterns: [
      ['built_in', /^url$/, 'sx'],
      ['built_in', /^(var|calc)$/, 'n'],
      ['string', /^"/, 's1'],
      ['string', /^[^"']/, 'sx'],
      ['attribute', /^(min|max)-/, 'n'],
      [
        '',
        /^(auto|sans|serif|no|repeat|none|block|flex|grid|inherit|initial|solid|bold|normal|center|left|right|top|bottom|absolute|relative|fixed|hidden|visible|pointer|ease|monospace|cursive|italic|underline|transparent|dashed|dotted|inline|row|column|wrap|nowrap|cover|contain|stretch)$/,
        'nb',
      ],
    ],
    marks: {
      ',': 'o',
      '>': 'o',
      '+': 'o',
      '~': 'o',
      '*': 'o',
      '.': 'm',
      '!': 'cp',
      '=': 'o',
      '^': 'o',
      '[': 'o',
      ']': 'o',
      '%': 'm',
    },
  },
  ruby: {
    name: 'n',
    capital: 'no',
    member: 'nf',
    memberCall: 'nf',
    marks: { '.': 'p', ':': 'o' },
    quotes: { "'": 's1', '"': 's2' },
    escape: 'se',
    words: {
      ...words('nil true false', 'kp'),
      ...words(
        'if unless else elsif end def class module do while until for return yield begin rescue ensure case when then break next redo retry super self alias undef in not and or',
        'k',
      ),
      ...words('and or not', 'ow'),
      ...words('self', 'nb'),
      ...words(
        'require require_relative puts print p raise attr_reader attr_writer attr_accessor include extend lambda proc loop format sprintf catch throw open select gets',
        'nb',
      ),
      ...words('private public protected module_function private_class_method', 'kp'),
    },
    patterns: [
      ['variable', /^[A-Z]/, 'no'],
      ['variable.constant', /^[A-Z]/, 'no'],
      ['title.class', /^[A-Z]/, 'nc'],
      ['title', /^[A-Z]/, 'no'],
    ],
    scopes: {
      variable: 'vi',
      symbol: 'ss',
      'title.function': 'nf',
      'title.class': 'nc',
      subst: 'si',
      regexp: 'sr',
    },
  },
  yaml: {
    name: '',
    quotes: { "'": 's1', '"': 's2' },
    patterns: [
      ['attr', /^<<$/, 'na'],
      ['meta', /^\*/, 'nv'],
      ['number', /^\d+-\d+/, 's'],
      ['literal', /^(true|false|yes|no|on|off)$/i, 'no'],
      ['string', /^[|>][-+]?/, 'pi'],
    ],
    scopes: { attr: 'na', bullet: 'pi', string: 's', number: 'm', literal: 's', meta: 'nl', type: 'nl' },
    marks: {
      ':': 'pi',
      '-': 'pi',
      ',': 'pi',
      '[': 'pi',
      ']': 'pi',
      '{': 'pi',
      '}': 'pi',
      '*': 'nv',
      '&': 'nl',
      '<': 'na',
    },
    integer: 'm',
    float: 'm',
  },
  sql: {
    name: 'n',
    quotes: { "'": 's1', '"': 'nv' },
    marks: { '.': 'p' },
    scopes: { literal: 'k', type: 'nb', built_in: 'nb' },
    words: { COUNT: 'k', SUM: 'k', MAX: 'k', MIN: 'k', AVG: 'k' },
  },
  go: {
    name: 'n',
    capital: 'n',
    call: 'n',
    marks: { '.': 'o', ':': 'o' },
    quotes: { "'": 'sc', '"': 's', '`': 's' },
    escape: '',
    integer: 'm',
    float: 'm',
    patterns: [
      ['comment', /^\/\//, 'c'],
      ['title.function', /^main$/, 'n'],
    ],
    words: {
      ...words(
        'break case chan continue default defer else fallthrough for go goto if map package range return select switch',
        'k',
      ),
      ...words('const func import interface struct type var', 'k'),
      ...words(
        'bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr',
        'kt',
      ),
      ...words(
        'append cap close complex copy delete imag len make new panic print println real recover',
        'nb',
      ),
      ...words('true false nil iota', 'no'),
    },
  },
  rust: {
    name: 'n',
    capital: 'n',
    call: 'nf',
    member: 'py',
    memberCall: 'nf',
    marks: { '.': 'p' },
    quotes: { "'": 'sc', '"': 's' },
    words: {
      ...words(
        'as break const continue else extern fn for if impl in let loop match mod move mut pub ref return static super trait unsafe use where while async await dyn crate',
        'k',
      ),
      ...words('struct enum type', 'k'),
      ...words('self true false', 'k'),
      ...words('bool char str i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64', 'nb'),
    },
  },
};
