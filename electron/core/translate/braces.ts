// Owns: braces of a post's text that the target's templates would take for their own.
// Must not know: what the text says.
import type { GeneratorName } from '#core/targets/types.ts';
import type { Loss } from './types.ts';

/** True where the text has braces that Liquid or Nunjucks would run. */
export function hasBraces(text: string): boolean {
  return /\{\{|\{%|\{#/.test(text);
}

/**
 * Text in which a generator's own templates leave everything alone. Only Hugo needs it: its shortcodes are found anywhere, code
 * included; `{{</* x *&#47;>}}` prints `{{< x >}}`. Other generators are told by a key (`literal`).
 */
export function keepBraces(text: string, generator: GeneratorName, losses: Loss[]): string {
  if (generator !== 'hugo' || !/\{\{[<%]/.test(text)) return text;
  const paired = text.replace(
    /\{\{([<%])(?!\/\*)([\s\S]*?)([>%])\}\}/g,
    (whole, open: string, inner: string, shut: string) =>
      (open === '<') === (shut === '>') ? `{{${open}/*${inner}*/${shut}}}` : whole,
  );
  return paired.replace(/\{\{([<%])(?!\/\*)/g, (_, open: string, at: number) => {
    const line = paired.slice(0, at).split('\n').length - 1;
    losses.push({ line, code: 'template-braces', weight: 'lost', what: `{{${open}` });
    // Nothing lets an opener without its end through; a space keeps the build going.
    return `{ {${open}`;
  });
}
