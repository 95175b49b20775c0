// Owns: the body of a post, after Liquid, in the target's Markdown: its blocks one by one, and what stands between them.
// Must not know: front matter, Liquid, files, or addresses.
import { type KramdownOptions, renderKramdown } from '#core/kramdown/index.ts';
import type { MarkdownTraits } from '#core/targets/types.ts';
import { type BlockResult, createBlockTranslator } from './block.ts';
import { linkDefinitions, type Note, readGap } from './gaps.ts';
import { headingIdMaker } from './heading-ids.ts';
import { parseHtml, textOf } from './html-tree.ts';
import { createModel } from './model.ts';
import { foldSigns, readingOf } from './same.ts';
import type { Loss } from './types.ts';
import { htmlBlock } from './write-markdown.ts';

export interface TranslatedBody {
  readonly text: string;
  /** Lines are 0-based and of the text given. */
  readonly losses: readonly Loss[];
}

interface Group {
  readonly line: number;
  readonly endLine: number;
  readonly html: string;
}

/** Translates a body. `options` are those of the journal's kramdown. */
export function translateBody(
  markdown: string,
  options: KramdownOptions,
  traits: MarkdownTraits,
): TranslatedBody {
  const lines = markdown.split('\n');
  const { blocks } = renderKramdown(markdown, options);
  const model = createModel(traits);
  const translate = createBlockTranslator(traits, model);
  const losses: Loss[] = [];
  const groups = grouped(blocks, lines);
  const definitions = linkDefinitions(linesBetween(lines, groups)).join('\n');
  const headings = headingAddresses(groups, traits, losses);
  const pieces: Piece[] = [];
  let at = 0;
  const gapTo = (end: number): void => {
    for (const piece of readGap(lines.slice(at, end), at)) {
      if (piece.kind === 'lines') pieces.push({ kind: 'gap', text: piece.lines.join('\n') });
      else if (traits.footnotes) pieces.push(note(piece.note, options, traits, losses));
    }
  };
  for (const group of groups) {
    if (group.line >= lines.length || isNotes(group.html)) {
      if (isNotes(group.html) && !traits.footnotes)
        pieces.push(notesAsHtml(group, lines.length, traits, losses));
      continue;
    }
    gapTo(group.line);
    at = group.endLine;
    const source = lines.slice(group.line, group.endLine).join('\n');
    const result = translate({ source, html: group.html, definitions });
    const text = headings.get(group)?.(result.text) ?? result.text;
    tell(group, source, result, traits, losses);
    pieces.push({ kind: 'block', text, own: text === source });
  }
  gapTo(lines.length);
  notesOnText(groups, traits, losses);
  return { text: assemble(pieces, model, definitions), losses };
}

interface Piece {
  readonly kind: 'gap' | 'block';
  readonly text: string;
  readonly own?: boolean;
}

const isNotes = (html: string): boolean => /^\s*<div class="footnotes"/.test(html);

/** Blocks that share a line are one; empty ones are none. */
function grouped(blocks: readonly Group[], lines: readonly string[]): readonly Group[] {
  const groups: Group[] = [];
  for (const { line, endLine, html } of blocks) {
    if (html.trim() === '') continue;
    const last = groups.at(-1);
    // The end tag of raw HTML may stand on the line on which the next block begins.
    const shared =
      last !== undefined &&
      (line < last.endLine ||
        (line === last.endLine && /^\s*</.test(lines[last.line] ?? '') && /<\//.test(lines[line] ?? '')));
    if (last && shared && !isNotes(html)) {
      groups[groups.length - 1] = {
        line: last.line,
        endLine: Math.max(last.endLine, endLine),
        html: `${last.html}${html}`,
      };
    } else groups.push({ line, endLine: Math.max(endLine, isNotes(html) ? line : line + 1), html });
  }
  return groups;
}

function linesBetween(lines: readonly string[], groups: readonly Group[]): readonly string[] {
  const inside = new Set<number>();
  for (const { line, endLine } of groups) for (let each = line; each < endLine; each++) inside.add(each);
  return lines.filter((_, line) => !inside.has(line));
}

/** Ends blocks where the target would let them run on, with an empty line or, in a list, a comment. */
function assemble(pieces: readonly Piece[], model: (text: string) => string, definitions: string): string {
  const read = (text: string): string => readingOf(model(`${text}\n\n${definitions}`));
  const out: string[] = [];
  let last: Piece | null = null;
  let blank = true;
  for (const piece of pieces) {
    if (piece.kind === 'gap') {
      // A definition right behind a block of HTML would be part of it.
      if (!blank && last !== null && /^[^\n]*\S/.test(piece.text)) out.push('');
      out.push(piece.text);
      if (/^\s*$/m.test(piece.text)) blank = true;
      continue;
    }
    if (last !== null && !(blank && last.own && piece.own && !couldMerge(last.text))) {
      const above = last.text;
      const apart = read(above) + read(piece.text);
      const reads = (between: string): boolean =>
        equalReading(read(`${above}${between}${piece.text}`), apart);
      if (reads(blank ? '\n\n' : '\n')) {
        // They stand as they are.
      } else if (!blank && reads('\n\n')) out.push('');
      else out.push(...(blank ? [] : ['']), '<!-- -->', '');
    }
    out.push(piece.text);
    last = piece;
    blank = false;
  }
  return out.join('\n');
}

/** Lists take in what follows them; other blocks end at an empty line. */
const couldMerge = (text: string): boolean => /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]/.test(text);

const equalReading = (a: string, b: string): boolean =>
  a.replaceAll('\u0002', '') === b.replaceAll('\u0002', '');

function note(found: Note, options: KramdownOptions, traits: MarkdownTraits, losses: Loss[]): Piece {
  const { text, losses: inner } = translateBody(found.text, options, traits);
  losses.push(
    ...inner.map((loss) => ({ ...loss, line: loss.line === null ? null : loss.line + found.line })),
  );
  const [first = '', ...rest] = text.split('\n');
  const indented = rest.map((line) => (line === '' ? '' : `    ${line}`));
  return { kind: 'gap', text: [`[^${found.name}]: ${first}`, ...indented].join('\n') };
}

function notesAsHtml(group: Group, line: number, traits: MarkdownTraits, losses: Loss[]): Piece {
  losses.push({
    line: Math.max(0, line - 1),
    code: 'footnotes-as-html',
    weight: traits.html ? 'changed' : 'lost',
    what: '[^…]',
  });
  const nodes = parseHtml(group.html);
  return { kind: 'gap', text: `\n${traits.html ? htmlBlock(nodes) : textOf(nodes)}\n` };
}

/** Headings whose id someone relies on get it in writing, where the target would make another one. */
function headingAddresses(
  groups: readonly Group[],
  traits: MarkdownTraits,
  losses: Loss[],
): ReadonlyMap<Group, (text: string) => string> {
  const all = groups.map(({ html }) => html).join('');
  const linked = new Set([...all.matchAll(/ href="#([^"]+)"/g)].map((match) => decodeURI(match[1] ?? '')));
  const idOf = headingIdMaker(traits.headingIds);
  const found = new Map<Group, (text: string) => string>();
  let others = 0;
  for (const group of groups) {
    const match = /^<h([1-6]) id="([^"]*)"[^>]*>([\s\S]*)<\/h\1>\s*$/.exec(group.html);
    if (match === null) continue;
    const [, level = '1', id = '', inner = ''] = match;
    // Hugo makes the id of the line as it is written, so markup in it cannot be foretold.
    const unsure = traits.headingIds === 'goldmark' && inner.includes('<');
    if (idOf(textOf(parseHtml(inner))) === id && !unsure) continue;
    if (!linked.has(id)) {
      others++;
      continue;
    }
    if (traits.headingAttributes) found.set(group, (text) => `${atx(text)} {#${id}}`);
    else if (traits.html)
      found.set(group, () => `<h${level} id="${id}">${inner.replace(/\n/g, ' ')}</h${level}>`);
    else others++;
  }
  if (others > 0)
    losses.push({ line: null, code: 'heading-ids', weight: 'changed', what: '#', count: others });
  return found;
}

/** A heading on one line, which is the form that takes an id. */
function atx(text: string): string {
  const setext = /^([^\n]+)\n[ \t]*(=+|-+)[ \t]*$/.exec(text);
  return setext === null
    ? text.replace(/[ \t]+#+[ \t]*$/, '')
    : `${setext[2]?.startsWith('=') ? '#' : '##'} ${setext[1]}`;
}

function tell(
  group: Group,
  source: string,
  result: BlockResult,
  traits: MarkdownTraits,
  losses: Loss[],
): void {
  const { line, html } = group;
  const short = shorten(source);
  if (html.includes('id="markdown-toc"'))
    losses.push({ line, code: 'toc-fixed', weight: 'changed', what: '{:toc}' });
  else if (result.by === 'html') losses.push({ line, code: 'as-html', weight: 'changed', what: short });
  const headless = !traits.html && /<table/.test(html) && !/<th\b/.test(html);
  if (headless) losses.push({ line, code: 'table-heads', weight: 'changed', what: short });
  else if (result.by === 'differs' && result.dropped.length === 0)
    losses.push({ line, code: 'differs', weight: 'lost', what: short });
  const tags = result.dropped.filter((each) => each.startsWith('<'));
  const attributes = result.dropped.filter((each) => !each.startsWith('<'));
  if (tags.length > 0) losses.push({ line, code: 'html-dropped', weight: 'lost', what: tags.join(' ') });
  if (attributes.length > 0)
    losses.push({ line, code: 'attributes-dropped', weight: 'lost', what: attributes.join(' ') });
  if (result.math && !traits.dollarMath)
    losses.push({ line, code: 'math-script', weight: 'changed', what: '$$' });
  const file = /^\{:[^\n]*\}/m.exec(source)?.[0];
  if (
    /^<div class="language-/.test(html) &&
    file !== undefined &&
    !/^\{:\s*\.language-[\w-]+\s*\}$/.test(file)
  )
    losses.push({ line, code: 'attributes-dropped', weight: 'lost', what: file });
}

export const shorten = (text: string): string => {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};

/** What is true of the text as a whole: signs that stay straight, addresses that become links. */
function notesOnText(groups: readonly Group[], traits: MarkdownTraits, losses: Loss[]): void {
  if (!traits.smart) {
    const signs = groups.filter(({ html }) => /[“”‘’–—…]/.test(html) && foldSigns(html) !== html);
    const [first] = signs;
    if (first)
      losses.push({
        line: first.line,
        code: 'typography',
        weight: 'changed',
        what: '“ ” –',
        count: signs.length,
      });
  }
  if (!traits.linkify) return;
  for (const { html, line } of groups) {
    if (!/https?:\/\//.test(html)) continue;
    const bare = /https?:\/\/[^\s<]+/.exec(
      textOf(parseHtml(html.replace(/<(a|code|pre)\b[\s\S]*?<\/\1>/g, ''))),
    );
    if (bare) losses.push({ line, code: 'bare-url', weight: 'changed', what: shorten(bare[0]) });
  }
}
