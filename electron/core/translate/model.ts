// Owns: Markdown as the target's generator renders it, near enough to tell whether a piece of text reads the same there.
// Must not know: kramdown. Real builds of each generator hold this model to its word (test/generators).
import MarkdownIt from 'markdown-it';
import { Marked } from 'marked';
import type { MarkdownTraits } from '#core/targets/types.ts';

/** Renders CommonMark with tables and strikethrough, in the target's manner. */
export type Model = (markdown: string) => string;

/** Makes the model of a target's Markdown. Links of bare URLs and typographic signs make no difference to it. */
export function createModel(traits: MarkdownTraits): Model {
  if (traits.engine === 'marked') {
    const marked = new Marked({ gfm: true, breaks: traits.breaks, async: false });
    // Without `async` the answer is the text itself.
    return (markdown) => String(marked.parse(markdown));
  }
  const engine = new MarkdownIt('default', {
    html: true,
    breaks: traits.breaks,
    linkify: false,
    typographer: false,
  });
  if (!traits.indentedCode) engine.disable('code');
  engine.validateLink = () => true;
  if (!traits.html) {
    // Goldmark writes a comment in the place of each tag it leaves out.
    engine.renderer.rules.html_block = () => '';
    engine.renderer.rules.html_inline = () => '';
  }
  const render = (markdown: string): string => engine.render(markdown);
  return (markdown) => (traits.taskLists ? taskBoxes(render(markdown)) : render(markdown));
}

/** Boxes of task lists, which the engine leaves as text. */
function taskBoxes(html: string): string {
  if (!/\[[ xX]\]/.test(html)) return html;
  return html.replace(/(<li>\s*(?:<p>)?)\[([ xX])\] /g, (_, lead: string, mark: string) =>
    mark === ' ' ? `${lead}<input type="checkbox">` : `${lead}<input type="checkbox" checked>`,
  );
}
