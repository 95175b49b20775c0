// Jekyll's filters that liquidjs does not have.
// Must not know kramdown; Markdown is converted by a function that is given.
import type { Liquid } from 'liquidjs';
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

/** Registers `relative_url`, `absolute_url`, `strip_index`, `markdownify`, `smartify` on an engine. */
export function registerFilters(engine: Liquid, site: LiquidSite, tools: LiquidTools): void {
  engine.registerFilter('relative_url', (input: unknown) => relativeUrl(input, site.config));
  engine.registerFilter('absolute_url', (input: unknown) => absoluteUrl(input, site.config));
  // Ruby divides integers to integers; a written `4.0` asks for a fraction, which only its text can tell here.
  engine.registerFilter('divided_by', function (input: unknown, divisor: unknown) {
    const [left, right] = [Number(input), Number(divisor)];
    const written = this.token.args.map((arg) => ('getText' in arg ? arg.getText() : '')).join('');
    const whole = Number.isInteger(left) && Number.isInteger(right) && !/\d\.\d/.test(written);
    if (whole && right === 0) throw new Error('divided by 0');
    return whole ? Math.floor(left / right) : left / right;
  });
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
  engine.registerFilter('smartify', (input: unknown) =>
    tools.markdown(String(input ?? '')).replace(/^<p>([\s\S]*)<\/p>\s*$/, '$1'),
  );
}
