// Owns: a post's Liquid on its way to a generator that has none: what Jekyll would print stands there, and what cannot be printed is told.
// Must not know: kramdown, addresses in the target, files.
import type { LiquidPage, LiquidRenderer } from '#core/liquid/index.ts';
import type { Loss } from './types.ts';

export interface WithoutLiquid {
  readonly text: string;
  /** Source line (0-based) of a line of `text`. */
  readonly lineOf: (line: number) => number;
  /** Lines are 0-based and of the source. */
  readonly losses: readonly Loss[];
}

const TAG = /\{%-?\s*(\w+)([\s\S]*?)-?%\}|\{\{-?([\s\S]*?)-?\}\}/g;

/** Prints a body's Liquid. `{% highlight %}` becomes a fence, so that the target colours the code in its own way. */
export function printLiquid(body: string, liquid: LiquidRenderer, page: LiquidPage): WithoutLiquid {
  if (!/\{[{%]/.test(body)) return { text: body, lineOf: (line) => line, losses: [] };
  const losses: Loss[] = [];
  const fenced = highlightsAsFences(body, losses);
  const result = liquid.render(fenced, page);
  for (const { code, line = 1, detail } of result.problems) {
    if (code !== 'liquid-error' && code !== 'liquid-unknown-tag' && code !== 'liquid-plugin-tag') continue;
    const what = typeof detail?.tag === 'string' ? `{% ${detail.tag} %}` : String(detail?.reason ?? '');
    losses.push({ line: line - 1, code: 'liquid-dropped', weight: 'lost', what });
  }
  tellTags(fenced, losses);
  // Boxes of the preview for what it could not run are not part of the post.
  const text = result.text.replace(/<code class="galley-liquid">[\s\S]*?<\/code>/g, '');
  const { lines } = result;
  return { text, lineOf: (line) => lines?.[line] ?? line, losses };
}

/** A fence around the code of `{% highlight %}`, at least as long as any in it. Only at the start of a line, where it is a block. */
function highlightsAsFences(body: string, losses: Loss[]): string {
  const block =
    /^( {0,3})\{%-?\s*highlight\s+([\w.+#-]+)([^%]*?)-?%\}([\s\S]*?)\{%-?\s*endhighlight\s*-?%\}[ \t]*$/gm;
  return body.replace(
    block,
    (_, indent: string, language: string, options: string, code: string, at: number) => {
      if (options.trim() !== '') {
        const line = body.slice(0, at).split('\n').length - 1;
        losses.push({ line, code: 'highlight-options', weight: 'lost', what: options.trim() });
      }
      const fence = '`'.repeat(Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([run]) => run.length)) + 1);
      const inner = code.startsWith('\n') ? code : `\n${code}`;
      return `${indent}${fence}${language}${inner}${inner.endsWith('\n') ? '' : '\n'}${fence}`;
    },
  );
}

/** Values that every page prints alike, or that only say where something is. */
const STEADY =
  /^\s*(?:site\.(?:baseurl|url)\s*(?:\|\s*(?:append|prepend)\s*:.*)?|(["'])[^"']*\1\s*(?:\|\s*(?:relative_url|absolute_url|prepend|append)\b.*)?)\s*$/;

function tellTags(body: string, losses: Loss[]): void {
  let shut: string | null = null;
  let depth = 0;
  for (const match of body.matchAll(TAG)) {
    const [whole, name, , output] = match;
    if (shut !== null) {
      if (name === shut) shut = null;
      continue;
    }
    if (name === 'raw' || name === 'comment') {
      shut = `end${name}`;
      continue;
    }
    if (name === 'post_url' || name === 'link' || (output !== undefined && STEADY.test(output))) continue;
    if (name?.startsWith('end')) {
      depth = Math.max(0, depth - 1);
      continue;
    }
    const outer = depth === 0;
    if (name !== undefined && /^(?:if|unless|for|case|capture|tablerow)$/.test(name)) depth++;
    if (!outer) continue;
    const line = body.slice(0, match.index).split('\n').length - 1;
    // What could not be run is told already.
    if (losses.some((loss) => loss.code === 'liquid-dropped' && loss.line === line)) continue;
    losses.push({
      line,
      code: 'liquid-fixed',
      weight: 'changed',
      what: whole.replace(/\s+/g, ' ').slice(0, 60),
    });
  }
}
