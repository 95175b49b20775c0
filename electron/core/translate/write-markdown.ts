// Owns: writing a rendered fragment as Markdown that every CommonMark reader takes the same way.
// Must not know: kramdown, or whether the result is good enough; whoever asks compares.
import type { MarkdownTraits } from '#core/targets/types.ts';
import { escapeLine, escapeSpan, fenceFor, fitsBeside } from './escape.ts';
import {
  blockNames,
  type HtmlElement,
  type HtmlNode,
  isVoid,
  openTag,
  textOf,
  writeHtml,
} from './html-tree.ts';
import { repairEmphasis } from './repair.ts';
import { codeOf } from './same.ts';

export interface WriteOptions {
  readonly traits: Pick<MarkdownTraits, 'html' | 'breaks' | 'taskLists'>;
}

/** Writes nodes as Markdown blocks with an empty line between them; no line end at the end. */
export function writeMarkdown(nodes: readonly HtmlNode[], options: WriteOptions): string {
  return blocks(nodes, options).join('\n\n');
}

function blocks(nodes: readonly HtmlNode[], options: WriteOptions): readonly string[] {
  const out: string[] = [];
  let run: HtmlNode[] = [];
  const flush = (): void => {
    const text = paragraph(run, options);
    if (text !== '') out.push(text);
    run = [];
  };
  for (const node of nodes) {
    if (node.kind === 'element' && blockNames.has(node.name) && node.name !== 'br') {
      flush();
      const text = block(node, options);
      if (text !== '') out.push(text);
    } else run.push(node);
  }
  flush();
  return out;
}

/** Text of a line; without raw HTML the marks of emphasis are helped where CommonMark would not see them. */
function inline(nodes: readonly HtmlNode[], options: WriteOptions): string {
  const written = spans(nodes, options);
  return options.traits.html ? written : repairEmphasis(written, false);
}

function paragraph(nodes: readonly HtmlNode[], options: WriteOptions): string {
  const text = inline(nodes, options)
    .trim()
    .replace(/[ \t]*\n\s*/g, '\n')
    // A break before the first word or after the last is none.
    .replace(/^(?:\\\n)+/, '');
  const lines = text.split('\n');
  return lines
    .map((line) => escapeLine(line))
    .join('\n')
    .replace(/(?:\\\n)*\\$/, '');
}

function block(node: HtmlElement, options: WriteOptions): string {
  const code = codeOf(node);
  if (code !== null) return fenced(code.text, code.language);
  const { name, children } = node;
  const plain =
    [...node.attributes.keys()].every((key) => key === 'id' && /^(?:h\d|[uo]l)$/.test(name)) ||
    hasNoMeaning(node);
  if (!plain && options.traits.html && !/^(?:h\d|pre)$/.test(name)) return htmlBlock([node]);
  switch (name) {
    case 'p':
      return paragraph(children, options);
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return `${'#'.repeat(Number(name.slice(1)))} ${inline(children, options).replace(/\s+/g, ' ').trim().replace(/(#+)$/, '\\$1')}`;
    case 'hr':
      return '---';
    case 'blockquote':
      return quoted(writeMarkdown(children, options));
    case 'ul':
    case 'ol':
      return list(node, options);
    case 'table':
      return (
        table(node, options) ?? (options.traits.html ? htmlBlock([node]) : tableWithoutHead(node, options))
      );
    default:
      return options.traits.html ? htmlBlock([node]) : writeMarkdown(children, options);
  }
}

const hasNoMeaning = ({ attributes }: HtmlElement): boolean =>
  [...attributes].every(([key, value]) => key === 'class' && /^task-list(?:-item)?$/.test(value));

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

function fenced(text: string, language: string): string {
  const body = text.replace(/\n$/, '');
  const fence = fenceFor(body);
  return `${fence}${language}\n${body === '' ? '' : `${body}\n`}${fence}`;
}

function list({ name, children }: HtmlElement, options: WriteOptions): string {
  const items = children.filter(
    (child): child is HtmlElement => child.kind === 'element' && child.name === 'li',
  );
  const loose = items.some((item) =>
    item.children.some((child) => child.kind === 'element' && child.name === 'p'),
  );
  const written = items.map((item, index) => {
    const marker = name === 'ul' ? '- ' : `${index + 1}. `;
    const inner = itemBlocks(item, options, loose);
    const indent = ' '.repeat(marker.length);
    return `${marker}${inner.split('\n').join(`\n${indent}`)}`.replace(/\n +(?=\n|$)/g, '\n');
  });
  return written.join(loose ? '\n\n' : '\n');
}

function itemBlocks(item: HtmlElement, options: WriteOptions, loose: boolean): string {
  const parts = blocks(item.children, options);
  if (loose) return parts.join('\n\n');
  // In a tight item a list follows its text at once; any other block needs the empty line.
  return parts.reduce(
    (text, part) => (text === '' ? part : `${text}${/^(?:[-*+]|\d+\.) /.test(part) ? '\n' : '\n\n'}${part}`),
    '',
  );
}

interface Row {
  readonly cells: readonly HtmlElement[];
}

function rowsOf(node: HtmlElement): readonly Row[] {
  return node.children.flatMap((child): readonly Row[] => {
    if (child.kind !== 'element') return [];
    if (child.name === 'tr') {
      const cells = child.children.filter(
        (cell): cell is HtmlElement => cell.kind === 'element' && /^t[hd]$/.test(cell.name),
      );
      return [{ cells }];
    }
    return rowsOf(child);
  });
}

/** A table with one row of heads, as GFM has it; null for any other. */
function table(node: HtmlElement, options: WriteOptions): string | null {
  const [head, ...body] = rowsOf(node);
  if (!head?.cells.every(({ name }) => name === 'th')) return null;
  if (body.some(({ cells }) => cells.some(({ name }) => name !== 'td') || cells.length > head.cells.length))
    return null;
  return pipes(head.cells, body, options);
}

/** Without raw HTML a table must have heads; empty ones are the least that it can have. */
function tableWithoutHead(node: HtmlElement, options: WriteOptions): string {
  const rows = rowsOf(node);
  const width = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const first = rows[0]?.cells ?? [];
  if (first.length > 0 && first.every(({ name }) => name === 'th'))
    return pipes(first, rows.slice(1), options);
  const heads = Array.from(
    { length: width },
    (): HtmlElement => ({ kind: 'element', name: 'th', attributes: new Map(), children: [] }),
  );
  return pipes(heads, rows, options);
}

function pipes(heads: readonly HtmlElement[], rows: readonly Row[], options: WriteOptions): string {
  const cell = (each: HtmlElement): string =>
    inline(each.children, { traits: { ...options.traits, breaks: true } })
      .replace(/\\?\n/g, ' ')
      .replace(/\|/g, '\\|')
      .replace(/\\\\\|/g, '\\|')
      .trim();
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map(({ attributes }) => {
    const align = /text-align:\s*(left|right|center)/.exec(attributes.get('style') ?? '')?.[1];
    return align === 'left' ? ':---' : align === 'right' ? '---:' : align === 'center' ? ':---:' : '---';
  });
  return [line(heads.map(cell)), line(rule), ...rows.map(({ cells }) => line(cells.map(cell)))].join('\n');
}

/**
 * Raw HTML as one block: no empty line inside (one would end it), and a first tag that begins a block in CommonMark.
 */
export function htmlBlock(nodes: readonly HtmlNode[]): string {
  const html = withoutBlankLines(nodes)
    .map((node) => writeHtml([node]).trim())
    .filter((each) => each !== '')
    .join('\n')
    // The line ends of code come as entities where an empty line would stand.
    .replaceAll(LINE_END, '&#10;');
  const first = nodes.find(
    (node) => node.kind === 'element' || (node.kind === 'text' && node.text.trim() !== ''),
  );
  const stands = first?.kind === 'element' && STARTS.has(first.name);
  return stands ? html : `<div>\n${html}\n</div>`;
}

const LINE_END = '\uE010';

function withoutBlankLines(nodes: readonly HtmlNode[], verbatim = false): readonly HtmlNode[] {
  return nodes.map((node): HtmlNode => {
    if (node.kind === 'element') {
      return { ...node, children: withoutBlankLines(node.children, verbatim || node.name === 'pre') };
    }
    const text = node.text.replace(/\n((?:[ \t]*\n)+)/g, (_, rest: string) =>
      verbatim ? `\n${rest.replaceAll('\n', LINE_END)}` : '\n',
    );
    return { ...node, text };
  });
}

/** Names that begin an HTML block up to an empty line, by CommonMark. */
const STARTS = new Set(
  'script style textarea address article aside blockquote body center details dialog dd dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr iframe legend li link main menu nav ol optgroup option p param section summary table tbody td tfoot th thead title tr track ul'.split(
    ' ',
  ),
);

function spans(nodes: readonly HtmlNode[], options: WriteOptions): string {
  let out = '';
  nodes.forEach((node, index) => {
    if (node.kind === 'comment') return;
    if (node.kind === 'text') {
      const text = options.traits.breaks ? node.text.replace(/[ \t]*\n[ \t]*/g, ' ') : node.text;
      out += escapeSpan(text);
    } else out = joined(out, span(node, out, nodes[index + 1], options));
  });
  return out;
}

/** Two pieces of emphasis of one kind side by side are one: their marks would not be told apart. */
function joined(before: string, text: string): string {
  const mark = /(?<![\\*~])(\*\*|~~|\*)$/.exec(before)?.[1];
  if (mark === undefined || !text.startsWith(mark) || text.charAt(mark.length) === mark.charAt(0))
    return before + text;
  return before.slice(0, -mark.length) + text.slice(mark.length);
}

function span(node: HtmlElement, before: string, next: HtmlNode | undefined, options: WriteOptions): string {
  const { name, attributes, children } = node;
  const bare = attributes.size === 0;
  const inner = (): string => spans(children, options);
  const html = options.traits.html;
  switch (name) {
    case 'strong':
    case 'em':
    case 'del': {
      const text = inner();
      if (text.trim() === '') return text;
      const mark = name === 'strong' ? '**' : name === 'em' ? '*' : '~~';
      const after = next?.kind === 'text' ? next.text.charAt(0) : next === undefined ? '' : '<';
      const fits = bare && fitsBeside(before.slice(-1), text, after);
      if (fits || !html) return `${mark}${text}${mark}`;
      return `${openTag(node)}${text}</${name}>`;
    }
    case 'code': {
      const text = textOf(children);
      const fence = '`'.repeat(longestRun(text, '`') + 1);
      const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
      return text === '' ? '' : `${fence}${pad}${text}${pad}${fence}`;
    }
    case 'br':
      return bare ? '\\\n' : html ? openTag(node) : '\\\n';
    case 'a':
      return [...attributes.keys()].every((key) => key === 'href' || key === 'title') || !html
        ? link(inner(), attributes)
        : `${openTag(node)}${inner()}</a>`;
    case 'img':
      return [...attributes.keys()].every((key) => key === 'src' || key === 'alt' || key === 'title') || !html
        ? `!${link(escapeSpan(attributes.get('alt') ?? ''), new Map([...attributes].map(([key, value]) => [key === 'src' ? 'href' : key, value])))}`
        : openTag(node);
    case 'input':
      if (html && !options.traits.taskLists) return openTag(node);
      return attributes.has('checked') ? '[x] ' : '[ ] ';
    case 'b':
    case 'i':
      return html
        ? `${openTag(node)}${inner()}</${name}>`
        : `${name === 'b' ? '**' : '*'}${inner()}${name === 'b' ? '**' : '*'}`;
    default:
      if (!html) return inner();
      return isVoid(name) ? openTag(node) : `${openTag(node)}${inner()}</${name}>`;
  }
}

function link(text: string, attributes: ReadonlyMap<string, string>): string {
  const href = attributes.get('href') ?? '';
  const title = attributes.get('title');
  const target =
    /[\s()<>]/.test(href) || href === '' ? `<${href.replace(/[<>\n]/g, encodeURIComponent)}>` : href;
  const tail = title === undefined ? '' : ` "${title.replace(/["\\]/g, '\\$&')}"`;
  return `[${text}](${target}${tail})`;
}

function longestRun(text: string, char: string): number {
  let longest = 0;
  for (const run of text.split(new RegExp(`[^${char}]+`))) longest = Math.max(longest, run.length);
  return longest;
}
