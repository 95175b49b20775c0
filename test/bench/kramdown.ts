// Speed of our kramdown beside kramdown itself and the usual JavaScript renderers, in one run on the same texts.
// The texts are the sample journal's posts repeated; a number counts only where the output is not empty.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as commonmark from 'commonmark';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { micromark } from 'micromark';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkHtml from 'remark-html';
import showdown from 'showdown';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { highlight, isRougeLanguage } from '#core/highlight/index.ts';
import { createSession, renderKramdown, resolveOptions } from '#core/kramdown/index.ts';
import { hostileTexts } from '#test/support/hostile-markdown.ts';

type Row = Readonly<Record<string, string>>;

const { options } = resolveOptions('jekyll');
const now = () => performance.now();
const ours = (text: string) => renderKramdown(text, options, { knownLanguage: isRougeLanguage }).html;

const markdownIt = new MarkdownIt({ html: true });
const remarkAll = remark().use(remarkGfm).use(remarkHtml, { sanitize: false });
const reader = new commonmark.Parser();
const writer = new commonmark.HtmlRenderer();
const show = new showdown.Converter({ tables: true, strikethrough: true });

const renderers: Readonly<Record<string, (text: string) => string>> = {
  Galley: ours,
  'Galley with highlighting': (text) =>
    renderKramdown(text, options, { knownLanguage: isRougeLanguage, highlight }).html,
  'markdown-it (html)': (text) => markdownIt.render(text),
  marked: (text) => marked.parse(text, { async: false }),
  commonmark: (text) => writer.render(reader.parse(text)),
  micromark: (text) => micromark(text, { allowDangerousHtml: true }),
  remark: (text) => String(remarkAll.processSync(text)),
  showdown: (text) => show.makeHtml(text),
};

/** Markdown of `size` UTF-16 units: the bodies of the sample journal, over and over. */
export function sampleMarkdown(size: number): string {
  const folder = join(process.cwd(), 'posts/_posts');
  const bodies = readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .map((text) => text.slice(readFrontMatter(text).bodyFrom).replace(/\{% post_url (\S+) %\}/g, '/$1'));
  let text = '';
  for (let i = 0; text.length < size; i++) text += `${bodies[i % bodies.length] ?? ''}\n\n`;
  const cut = text.lastIndexOf('\n\n', size);
  // One table of contents, as a post has it: each would list the headers of the whole text.
  const contents = /^\{:toc\}\n/gm;
  let first = true;
  return `${text.slice(0, cut)}\n`.replace(contents, (mark) => {
    const kept = first ? mark : '';
    first = false;
    return kept;
  });
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Milliseconds of kramdown in Ruby, measured inside its process; null where Ruby or kramdown is absent. */
function ruby(text: string, rounds: number): number | null {
  const script = `
    require "kramdown"; require "kramdown-parser-gfm"; require "json"
    text = STDIN.read.force_encoding("UTF-8")
    opts = { input: "GFM", hard_wrap: false, syntax_highlighter: nil, smart_quotes: "lsquo,rsquo,ldquo,rdquo" }
    times = ${rounds + 1}.times.map { t = Process.clock_gettime(Process::CLOCK_MONOTONIC); Kramdown::Document.new(text, opts).to_html; (Process.clock_gettime(Process::CLOCK_MONOTONIC) - t) * 1000 }
    puts times.drop(1).sort[${rounds >> 1}]`;
  const { status, stdout } = spawnSync('ruby', ['-e', script], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  });
  return status === 0 ? Number(stdout) : null;
}

function compare(size: number, rounds: number, label: string): Row[] {
  const text = sampleMarkdown(size);
  const times = new Map<string, number[]>(Object.keys(renderers).map((name) => [name, []]));
  const slow = new Set<string>();
  for (let round = -Math.ceil(rounds / 3); round < rounds; round++) {
    for (const [name, render] of Object.entries(renderers)) {
      // What takes seconds is warm after one run and tells enough by two.
      if (slow.has(name) && round !== 0) continue;
      const start = now();
      const html = render(text);
      const took = now() - start;
      if (html.length < text.length / 2)
        throw new Error(`${name} gave ${html.length} characters for ${text.length}`);
      if (took > 3000) slow.add(name);
      if (round >= 0) times.get(name)?.push(took);
    }
  }
  const base = median(times.get('markdown-it (html)') ?? []);
  const rows = [...times].map(([name, all]) => [name, median(all)] as const);
  const rubyTime = ruby(text, Math.min(rounds, 5));
  if (rubyTime !== null) rows.splice(2, 0, ['kramdown (Ruby)', rubyTime]);
  return rows.map(([name, ms]) => ({
    text: label,
    renderer: name,
    ms: ms.toFixed(2),
    'against markdown-it': (ms / base).toFixed(2),
  }));
}

/** One-character edits all over a text of 1 MB: parse and convert again, against a render of the whole. */
function edits(): Row[] {
  const text = sampleMarkdown(1_000_000);
  const context = { knownLanguage: isRougeLanguage, highlight };
  const full: number[] = [];
  for (let i = 0; i < 5; i++) {
    const start = now();
    createSession(options, context).update(text);
    full.push(now() - start);
  }
  const session = createSession(options, context);
  session.update(text);
  const times: number[] = [];
  let seed = 12345;
  for (let i = 0; i < 120; i++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    const at = Math.floor((seed / 2147483648) * text.length);
    const edited = `${text.slice(0, at)}x${text.slice(at)}`;
    // Looked through once, so that the engine's joining of the pieces is not counted as parsing.
    if (edited.includes('\u0001')) throw new Error('not of this text');
    const start = now();
    const result = session.update(edited);
    times.push(now() - start);
    if (result.blocks.length === 0) throw new Error('an edit lost the text');
    // Back again, so that no broken tag stays and makes the rest of the text another one.
    session.update(text);
  }
  const whole = median(full);
  return [
    { text: '1 MB', renderer: 'whole render, new session', ms: whole.toFixed(1), share: '100 %' },
    ...(['median', 'p95'] as const).map((name) => {
      const ms =
        name === 'median'
          ? median(times)
          : ([...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0);
      return {
        text: '1 MB',
        renderer: `one-character edit, ${name}`,
        ms: ms.toFixed(2),
        share: `${((100 * ms) / whole).toFixed(2)} %`,
      };
    }),
  ];
}

function hostile(): Row[] {
  return hostileTexts(100_000).map(({ name, text }) => {
    const start = now();
    const html = ours(text);
    const ms = now() - start;
    return {
      class: name,
      ms: ms.toFixed(0),
      'within 1 s': ms < 1000 ? 'yes' : 'NO',
      'characters of HTML': String(html.length),
    };
  });
}

export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  return [
    { title: 'A post of 10 KB', rows: compare(10_000, 60, '10 KB') },
    { title: 'A text of 1 MB', rows: compare(1_000_000, 5, '1 MB') },
    { title: 'After a one-character edit in 1 MB', rows: edits() },
    { title: 'Hostile texts of 100 KB', rows: hostile() },
  ];
}
