// Owns: plain English for what a translation loses or changes, as the command line prints it.
// Must not know: how it was found. The page has its own words for the same codes.
import type { LossCode, PostLoss } from './types.ts';

const WORDS: Readonly<Record<LossCode, string>> = {
  'liquid-dropped': 'Liquid that nobody can run there is left out',
  'liquid-fixed': 'what Liquid prints is written out as it is now',
  'highlight-options': 'options of the code block have no counterpart',
  'html-dropped': 'the site leaves raw HTML out; the text inside stays',
  'attributes-dropped': 'classes and sizes cannot be told there',
  'as-html': 'written as HTML, because Markdown there has no word for it',
  differs: 'it will look different there',
  'table-heads': 'a table must have heads there; it gets empty ones',
  'toc-fixed': 'the table of contents is written out as a list',
  'heading-ids': 'addresses of headings differ there',
  'math-script': 'mathematics needs a theme that loads MathJax or KaTeX',
  typography: 'quotes and dashes stay as they are typed',
  'bare-url': 'a bare address becomes a link there',
  'footnotes-as-html': 'footnotes are written as HTML',
  'template-braces': 'braces that its templates would take for their own are set apart',
  'link-unknown': 'the post that this links to has no address there',
  'image-unpublished': 'the site does not publish files of that folder',
  'key-dropped': 'the key has no counterpart and is left out',
  'key-unreadable': 'the front matter cannot be changed here and stays as it is',
  'layout-dropped': "the layout is one of this blog; the site's own is used",
  'draft-shown': 'nothing there holds a draft back unless the theme does',
  'redirects-dropped': 'old addresses are not forwarded there',
  'date-without-zone': "the date there has no zone; the site's configuration decides",
  'no-front-matter': 'the post gets a front matter, which it lacks here',
};

/** A line for each thing that is lost, and one that counts what only changes its form. */
export function lossLines(losses: readonly PostLoss[]): readonly string[] {
  const lost = losses.filter(({ weight }) => weight === 'lost');
  const lines = lost.map(
    ({ path, line, code, what }) =>
      `lost: ${path}${line === null ? '' : `:${line}`}: ${WORDS[code]}${what === '' ? '' : ` (${what})`}`,
  );
  const changed = losses.length - lost.length;
  if (changed > 0)
    lines.push(`${changed} ${changed === 1 ? 'place takes' : 'places take'} another form there.`);
  return lines;
}
