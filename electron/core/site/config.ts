// Owns: turning the text of `_config.yml` into the values that decide paths, URLs and whether a post appears.
// Must not know: where the file is, the machine's zone (an argument), or posts.
import { parse as parseToml } from 'smol-toml';
import type { Problem } from '../problem.ts';
import { readDateText, readPlainDate } from './moment.ts';
import { readYaml } from './read-yaml.ts';
import type { CollectionConfig, DefaultSet, SiteConfig } from './types.ts';
import { utc, type Zone, zoneOf } from './zone.ts';

/** Permalink styles by name; anything else is a template. */
export const permalinkStyles: Readonly<Record<string, string>> = {
  none: '/:categories/:title:output_ext',
  date: '/:categories/:year/:month/:day/:title:output_ext',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
};

/** What Jekyll leaves out besides the configured `exclude`. */
const DEFAULT_EXCLUDES = [
  '.sass-cache',
  '.jekyll-cache',
  'gemfiles',
  'Gemfile',
  'Gemfile.lock',
  'node_modules',
  'vendor/bundle/',
  'vendor/cache/',
  'vendor/gems/',
  'vendor/ruby/',
];

export interface ConfigInput {
  readonly kind: 'jekyll' | 'plain';
  /** Text of the configuration; null where there is none. */
  readonly text: string | null;
  readonly format?: 'yaml' | 'toml';
  /** IANA name of the machine's zone, which counts where `timezone` is not set. */
  readonly machineZone: string;
}

export interface ConfigRead {
  readonly site: SiteConfig;
  readonly problems: readonly Problem[];
}

/** Reads a site's configuration; whatever is missing or unreadable has Jekyll's default. */
export function readSiteConfig(input: ConfigInput): ConfigRead {
  const { raw, problems } = parseConfig(input);
  const found = [...problems];
  const zone = zoneFor(textOf(raw.timezone), input.machineZone, found);
  const markdown = textOf(raw.markdown) ?? 'kramdown';
  if (input.kind === 'jekyll' && !/^kramdown$/iu.test(markdown)) found.push(otherEngine(markdown));
  const style = textOf(raw.permalink);
  const collections = readCollections(raw.collections);
  // A collection's own permalink is always a template: style names count only in the site's.
  const own = collections.find((each) => each.label === 'posts')?.permalink ?? null;
  return {
    problems: found,
    site: {
      kind: input.kind,
      permalink: own ?? permalinkStyles[style ?? 'date'] ?? style ?? '',
      baseurl: (textOf(raw.baseurl) ?? '').replace(/\/+$/u, ''),
      url: textOf(raw.url) ?? '',
      zone: zone.name,
      timezone: textOf(raw.timezone),
      future: isTrue(raw.future),
      unpublished: isTrue(raw.unpublished),
      showDrafts: isTrue(raw.show_drafts),
      exclude: [...texts(raw.exclude), ...DEFAULT_EXCLUDES],
      include: 'include' in raw && Array.isArray(raw.include) ? texts(raw.include) : ['.htaccess'],
      defaults: readDefaults(raw.defaults),
      collections,
      collectionsDir: (textOf(raw.collections_dir) ?? '').replace(/^\/+|\/+$/gu, ''),
      destination: readDestination(textOf(raw.destination)),
      markdown,
      kramdown: isMap(raw.kramdown) ? raw.kramdown : {},
      highlighter: textOf(raw.highlighter) ?? 'rouge',
      excerptSeparator: typeof raw.excerpt_separator === 'string' ? raw.excerpt_separator : '\n\n',
      markdownExtensions: (textOf(raw.markdown_ext) ?? 'markdown,mkdown,mkdn,mkd,md')
        .toLowerCase()
        .split(',')
        .map((each) => each.trim()),
      time: buildTime(raw.time, zone),
      raw,
    },
  };
}

function parseConfig(input: ConfigInput): {
  raw: Readonly<Record<string, unknown>>;
  problems: readonly Problem[];
} {
  if (input.text === null) return { raw: {}, problems: [] };
  if (input.format === 'toml') {
    try {
      return { raw: parseToml(input.text), problems: [] };
    } catch (error) {
      const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'not valid TOML';
      return { raw: {}, problems: [{ code: 'config-invalid', severity: 'error', message }] };
    }
  }
  const { value, problems } = readYaml(input.text);
  return {
    raw: isMap(value) ? value : {},
    problems: problems.map((problem) => ({ ...problem, code: 'config-invalid' })),
  };
}

function zoneFor(timezone: string | null, machineZone: string, problems: Problem[]): Zone {
  const machine = zoneOf(machineZone) ?? utc;
  if (timezone === null) return machine;
  const zone = zoneOf(timezone);
  if (zone !== null) return zone;
  problems.push({
    code: 'config-timezone-unknown',
    severity: 'warning',
    message: `The time zone "${timezone}" is not known; dates are read as UTC, as the build does.`,
    detail: { timezone },
  });
  return utc;
}

function otherEngine(markdown: string): Problem {
  return {
    code: 'config-markdown-engine',
    severity: 'warning',
    message: `This site converts Markdown with ${markdown}, not kramdown: the preview may differ from it.`,
    detail: { engine: markdown },
  };
}

function readCollections(value: unknown): readonly CollectionConfig[] {
  if (Array.isArray(value)) {
    return texts(value).map((label) => ({ label, output: label === 'posts', permalink: null }));
  }
  if (!isMap(value)) return [];
  return Object.entries(value).map(([label, options]) => {
    const map = isMap(options) ? options : {};
    return { label, output: label === 'posts' || isTrue(map.output), permalink: textOf(map.permalink) };
  });
}

function readDefaults(value: unknown): readonly DefaultSet[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((set: unknown): DefaultSet[] => {
    if (!isMap(set) || !isMap(set.values)) return [];
    const scope = isMap(set.scope) ? set.scope : {};
    const type = textOf(scope.type);
    const plural = type !== null && /^(?:page|post|draft)$/u.test(type) ? `${type}s` : type;
    return [{ path: textOf(scope.path) ?? '', type: plural, values: set.values }];
  });
}

function readDestination(value: string | null): string {
  if (value === null) return '_site';
  // A place outside the site cannot shadow anything in it.
  return /^(?:[/\\~]|[A-Za-z]:|\.\.)/u.test(value) ? '' : value.replace(/^\.\/|\/+$/gu, '');
}

function buildTime(value: unknown, zone: Zone): number | null {
  const text = textOf(value);
  if (text === null) return null;
  return (readPlainDate(text, zone) ?? readDateText(text, zone))?.time ?? null;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((each: unknown) => textOf(each) ?? []) : [];
}

function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}
