// The Liquid step before kramdown, as Jekyll runs it: text in, text out, with a way back to the source's lines.
// What would fail the build becomes a problem at its line and a visible box; never throws.
import { Context, Liquid, LiquidError, type Template, toValueSync } from 'liquidjs';
import { registerFilters } from '#core/liquid/filters.ts';
import { liquidScope } from '#core/liquid/model.ts';
import { placeholder, registerPlaceholder, registerTags } from '#core/liquid/tags.ts';
import type { LiquidPage, LiquidResult, LiquidSite, LiquidTools } from '#core/liquid/types.ts';
import type { Problem } from '#core/problem.ts';

export type { LiquidPage, LiquidResult, LiquidSite, LiquidTools } from '#core/liquid/types.ts';

/** Milliseconds that one post's templates may take before they are given up. */
const renderLimit = 400;

/** Tags of common plugins: the build knows them, the preview does not. */
const pluginTags = new Set(
  'gist seo feed_meta include_cached youtube vimeo avatar github_edit_link picture responsive_image figure image mermaid twitter tweet jsfiddle codepen details toc toc_only bibliography cite asset chart plantuml octicon last_modified_at flickr video audio'.split(
    ' ',
  ),
);

export interface LiquidRenderer {
  /** Renders one text for one page. `source` lines in the result are 0-based, problems 1-based. */
  render(source: string, page: LiquidPage): LiquidResult;
}

const count = (text: string, from = 0, to = text.length): number => {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

/**
 * A renderer for one state of the site; make a new one when configuration, data, includes or the list of posts change.
 * Rules: Jekyll's documentation of tags and filters; unknown variables print nothing, unknown filters pass the value on.
 */
export function createLiquid(site: LiquidSite, tools: LiquidTools): LiquidRenderer {
  const engine = new Liquid({
    jekyllInclude: true,
    jekyllWhere: true,
    dynamicPartials: false,
    strictFilters: false,
    strictVariables: false,
    ownPropertyOnly: true,
    relativeReference: false,
    timezoneOffset: site.zone,
    preserveTimezones: false,
    renderLimit,
    memoryLimit: 2e7,
    templates: { ...site.includes },
  });
  registerTags(engine, site, tools);
  registerFilters(engine, site, tools);
  const ownTags = new Set(Object.keys(engine.tags));
  const hasPlugins = Array.isArray(site.config.plugins ?? site.config.gems);

  /** Gives every tag that nobody knows a stand-in, and says so. */
  const meetUnknownTags = (source: string): Problem[] => {
    const problems: Problem[] = [];
    let shut: string | null = null;
    for (const match of source.matchAll(/\{%-?\s*(\w+)[^%]*?-?%\}/g)) {
      const name = match[1] ?? '';
      if (shut !== null) {
        if (name === shut) shut = null;
        continue;
      }
      if (name === 'raw' || name === 'comment') shut = `end${name}`;
      const opener = name.startsWith('end')
        ? name.slice(3)
        : name.replace(/^(else|elsif|when|break|continue)$/, 'if');
      if (ownTags.has(name) || (ownTags.has(opener) && opener !== name)) continue;
      if (!(name in engine.tags)) registerPlaceholder(engine, name);
      if (name !== opener && engine.tags[opener] !== undefined) continue;
      const known = pluginTags.has(name) || hasPlugins;
      problems.push({
        code: known ? 'liquid-plugin-tag' : 'liquid-unknown-tag',
        severity: known ? 'info' : 'error',
        message: known
          ? `The tag "${name}" comes from a plugin; the preview shows a box in its place.`
          : `Liquid does not know the tag "${name}": Jekyll stops with an error unless a plugin brings it.`,
        line: count(source, 0, match.index) + 1,
        detail: { tag: name },
      });
    }
    return problems;
  };

  return {
    render(source, page) {
      if (!source.includes('{{') && !source.includes('{%'))
        return { text: source, lines: null, problems: [] };
      const problems = meetUnknownTags(source);
      let templates: Template[];
      try {
        templates = engine.parse(laxConditions(source));
      } catch (error) {
        problems.push(liquidProblem(error, source, 0));
        return { text: source, lines: null, problems };
      }
      const context = new Context(liquidScope(site, page), engine.options, { sync: true, renderLimit });
      const out: string[] = [];
      const lines: number[] = [];
      let line = 0; // of the output: lines[line] is set when its first character is written
      templates.forEach((template, index) => {
        const { begin } = template.token;
        const end = templates[index + 1]?.token.begin ?? source.length;
        const first = count(source, 0, begin);
        const last = first + count(source, begin, end);
        let text: string;
        let start = first;
        try {
          text = String(toValueSync(engine.renderer.renderTemplates([template], context)) ?? '');
          // Plain text keeps its lines, also behind white space that a `-%}` took.
          if (template.token.kind === htmlKind) start = last - count(text);
        } catch (error) {
          problems.push(liquidProblem(error, source, begin));
          text = placeholder(source.slice(begin, end));
        }
        lines[line] ??= start;
        const added = count(text);
        for (let k = 1; k <= added; k++) lines[line + k] = Math.min(start + k, last);
        line += added;
        out.push(text);
      });
      if (lines.length === 0) lines.push(0);
      return { text: out.join(''), lines, problems };
    },
  };
}

const CONDITION = /(\{%-?\s*raw\b[\s\S]*?\bendraw\s*-?%\})|(\{%-?\s*(?:if|elsif|unless)\s)([^%]*?)(-?%\})/g;
const NO_OPERATOR = /\s(?:&&|\|\|)\s[\s\S]*?(?=\s(?:and|or)\s|$)/g;

/** Ruby's Liquid passes over `&&` and `||` in a condition with what follows them; blanks of the same length do so here. */
function laxConditions(source: string): string {
  if (!/&&|\|\|/.test(source)) return source;
  return source.replace(CONDITION, (all, raw?: string, head = '', body = '', tail = '') =>
    raw === undefined
      ? head + body.replace(NO_OPERATOR, (lost: string) => ' '.repeat(lost.length)) + tail
      : all,
  );
}

/** liquidjs's kind of a plain text token (its `TokenKind.HTML`, not exported as a value). */
const htmlKind = 16;

function liquidProblem(error: unknown, source: string, begin: number): Problem {
  const known = LiquidError.is(error);
  const root = known ? (error.originalError ?? error) : error;
  const at = known && error.token.input === source ? error.token.begin : begin;
  const message = (root instanceof Error ? root.message : String(root)).replace(/, (line|file):[\s\S]*$/, '');
  const lost = /^ENOENT: Failed to lookup "([^"]*)"/.exec(message)?.[1];
  const reason = lost === undefined ? message : `there is no file "_includes/${lost}"`;
  const lineStart = source.lastIndexOf('\n', at - 1) + 1;
  return {
    code: 'liquid-error',
    severity: 'error',
    message: `Liquid: ${reason}. Jekyll stops the whole build here.`,
    line: count(source, 0, at) + 1,
    column: at - lineStart + 1,
    detail: { reason },
  };
}
