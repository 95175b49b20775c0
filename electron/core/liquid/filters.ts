// Jekyll's filters that liquidjs does not have.
// Must not know kramdown; Markdown is converted by a function that is given.
import type { FilterImplOptions, Liquid } from 'liquidjs';
import { registerArrayFilters } from '#core/liquid/array-filters.ts';
import { rubyInspect } from '#core/liquid/model.ts';
import type { LiquidSite, LiquidTools } from '#core/liquid/types.ts';
import { absoluteUrl, relativeUrl } from '#core/liquid/urls.ts';

/** Formats of Ruby's strftime that are short for others, which liquidjs knows. */
const formats: Readonly<Record<string, string>> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  D: '%m/%d/%y',
  h: '%b',
  r: '%I:%M:%S %p',
  n: '\n',
};

/** Filters of text, for which Ruby writes a list out with its brackets. */
const textFilters =
  'upcase downcase capitalize strip lstrip rstrip strip_html strip_newlines newline_to_br split append prepend remove ' +
  'remove_first replace replace_first truncate truncatewords url_encode url_decode normalize_whitespace escape ' +
  'escape_once xml_escape cgi_escape uri_escape base64_encode slugify markdownify smartify relative_url absolute_url';

type Plain = (this: unknown, input: unknown, ...args: unknown[]) => unknown;

/** The function of a filter that is registered, or null. */
function functionOf(engine: Liquid, name: string): Plain | null {
  const filter: FilterImplOptions | undefined = engine.filters[name];
  return typeof filter === 'function' ? (filter as unknown as Plain) : null; // it is called with its own `this` below
}

/** Writes lists as Ruby does before a filter of text sees them, and quotes as Ruby escapes them. */
function adaptTextFilters(engine: Liquid): void {
  for (const name of textFilters.split(' ')) {
    const own = functionOf(engine, name);
    if (own === null) continue;
    const escapes = name === 'escape' || name === 'escape_once' || name === 'xml_escape';
    engine.registerFilter(name, function (this: unknown, input: unknown, ...args: unknown[]) {
      const out = own.call(this, Array.isArray(input) ? rubyInspect(input) : input, ...args);
      if (!escapes || typeof out !== 'string') return out;
      const quoted = out.replaceAll('&#34;', '&quot;');
      return name === 'xml_escape' ? quoted.replaceAll('&#39;', '&apos;') : quoted;
    });
  }
}

/** A number as Ruby's Liquid takes it: what a text begins with, else 0. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' ? Number.parseFloat(value) : 0;
  return Number.isNaN(number) ? 0 : number;
}

/** Registers Jekyll's filters on an engine, and lets liquidjs's own do as Ruby's Liquid does. */
export function registerFilters(engine: Liquid, site: LiquidSite, tools: LiquidTools): void {
  engine.registerFilter('relative_url', (input: unknown) => relativeUrl(input, site.config));
  engine.registerFilter('absolute_url', (input: unknown) => absoluteUrl(input, site.config));
  // Ruby divides integers to integers; a written `4.0` asks for a fraction, which only its text can tell here.
  engine.registerFilter('divided_by', function (input: unknown, divisor: unknown) {
    const [left, right] = [numberOf(input), numberOf(divisor)];
    const written = this.token.args.map((arg) => ('getText' in arg ? arg.getText() : '')).join('');
    const whole = Number.isInteger(left) && Number.isInteger(right) && !/\d\.\d/.test(written);
    if (whole && right === 0) throw new Error('divided by 0');
    return whole ? Math.floor(left / right) : left / right;
  });
  const decimals: Readonly<Record<string, (a: number, b: number) => number>> = {
    plus: (a, b) => a + b,
    minus: (a, b) => a - b,
    times: (a, b) => a * b,
  };
  // Ruby's Liquid counts with decimal numbers: 0.1 and 0.2 are 0.3.
  for (const [name, count] of Object.entries(decimals)) {
    engine.registerFilter(name, (input: unknown, other: unknown) =>
      Number(count(numberOf(input), numberOf(other)).toPrecision(15)),
    );
  }
  const dateFilter = engine.filters.date;
  if (typeof dateFilter === 'function') {
    engine.registerFilter('date', function (input: unknown, format: unknown, ...rest: unknown[]) {
      const spelled =
        typeof format === 'string'
          ? format.replace(/%([FTRDhrn])/g, (all, key: string) => formats[key] ?? all)
          : format;
      return dateFilter.call(this, input, ...(spelled === undefined ? [] : [spelled]), ...rest);
    });
  }
  engine.registerFilter('strip_index', (input: unknown) =>
    String(input ?? '').replace(/\/index\.html?$/, '/'),
  );
  engine.registerFilter('markdownify', (input: unknown) => tools.markdown(String(input ?? '')));
  engine.registerFilter('to_integer', (input: unknown) => {
    if (typeof input === 'boolean') return input ? 1 : 0;
    const whole = Number.parseInt(String(input ?? ''), 10);
    return Number.isNaN(whole) ? 0 : whole;
  });
  engine.registerFilter('smartify', (input: unknown) =>
    tools
      .markdown(String(input ?? ''))
      .replace(/^<p>([\s\S]*)<\/p>\s*$/, '$1')
      .replace(/^\n$/, ''),
  );
  const slugify = functionOf(engine, 'slugify');
  if (slugify !== null) {
    engine.registerFilter(
      'slugify',
      function (this: unknown, input: unknown, mode: unknown, ...rest: unknown[]) {
        if (mode !== 'latin') return slugify.call(this, input, mode, ...rest);
        const latin = String(input ?? '')
          .normalize('NFD')
          .replace(/\p{M}/gu, '')
          .replace(/[^A-Za-z0-9]+/g, '-');
        return latin.replace(/^-|-$/g, '').toLowerCase();
      },
    );
  }
  registerArrayFilters(engine);
  adaptTextFilters(engine);
}
