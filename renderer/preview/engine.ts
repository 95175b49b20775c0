// Owns: the preview's own copy of the text, rendered again after each change, and what changed since the last answer.
// Must not know: workers and messages, the DOM.
import { type FrontMatter, readFrontMatter } from '#core/frontmatter/index.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { createSession, resolveOptions, type Session } from '#core/kramdown/index.ts';
import { countText } from './counts.ts';
import { asWritten, hasTemplates, type Prepare, type Tools } from './prepare.ts';
import type { Counts, FromWorker, PlacedProblem, PreviewBlock, Site, TextChange } from './protocol.ts';

type Rendered = Extract<FromWorker, { type: 'rendered' }>;

export interface Engine {
  open(post: number, revision: number, text: string, entry: PostEntry | null): void;
  /** Takes a change over; false where it does not fit the text held (a message was lost). */
  change(post: number, revision: number, changes: readonly TextChange[]): boolean;
  site(site: Site): void;
  posts(posts: readonly PostEntry[]): void;
  equip(tools: Tools): void;
  /** The text has templates and cannot be shown rightly before `equip`; or they ask for posts that were not given yet. */
  needs(): 'tools' | 'posts' | null;
  /** Renders the present text and gives what changed since the last time; null without a post. */
  render(): Rendered | null;
  count(): { readonly post: number; readonly revision: number; readonly counts: Counts } | null;
}

export interface EngineOptions {
  readonly now?: () => number;
  /** The moment of the render, in milliseconds since the epoch, and the machine's zone: `site.time` in templates. */
  readonly clock?: () => { readonly now: number; readonly zone: string };
  /** Milliseconds after which the rest of a text is shown plainly. */
  readonly budgetMs?: number;
}

export const emptySite: Site = { config: {}, includes: {}, data: {} };
const noClock = (): { readonly now: number; readonly zone: string } => ({ now: 0, zone: 'UTC' });

export function createEngine({ now, clock = noClock, budgetMs = 4000 }: EngineOptions = {}): Engine {
  let site = emptySite;
  let posts: readonly PostEntry[] | null = null;
  let tools: Tools | null = null;
  let post = 0;
  let revision = -1;
  let text = '';
  let entry: PostEntry | null = null;
  let session: Session | null = null;
  let prepare: Prepare | null = null;
  let shown: readonly PreviewBlock[] = [];
  let shownProblems = '';

  const newSession = (): Session => {
    const options = site.config.kramdown;
    const { options: resolved } = resolveOptions('jekyll', isRecord(options) ? options : {});
    return createSession(resolved, {
      ...(tools ? { highlight: tools.highlight, knownLanguage: tools.knownLanguage } : {}),
      ...(now ? { now, budgetMs } : {}),
      sourceLines: 'block',
    });
  };

  const newPrepare = (): Prepare => {
    const { timezone } = site.config;
    const moment = clock();
    const zone = typeof timezone === 'string' ? timezone : moment.zone;
    return tools?.prepare({ ...site, posts: posts ?? [], zone, now: moment.now, jekyll: 4 }) ?? asWritten;
  };

  return {
    open(nextPost, nextRevision, nextText, nextEntry) {
      entry = nextEntry;
      post = nextPost;
      revision = nextRevision;
      text = nextText;
      session = null;
      shown = [];
      shownProblems = '';
    },
    change(ofPost, nextRevision, changes) {
      if (ofPost !== post) return false;
      text = applyChanges(text, changes);
      revision = nextRevision;
      return true;
    },
    site(next) {
      site = next;
      session = null;
      prepare = null;
    },
    posts(next) {
      posts = next;
      prepare = null;
    },
    equip(next) {
      tools = next;
      session = null;
      prepare = null;
    },
    needs() {
      if (revision < 0 || !hasTemplates(text)) return null;
      if (tools === null) return 'tools';
      return posts === null ? 'posts' : null;
    },
    render() {
      if (revision < 0) return null;
      session ??= newSession();
      const { bodyFrom, data } = headOf(text);
      const bodyLine = countLines(text, bodyFrom);
      const body = text.slice(bodyFrom);
      if (prepare === null && hasTemplates(body)) prepare = newPrepare();
      const prepared = (prepare ?? asWritten)(body, { entry, frontMatter: data });
      const result = session.update(prepared.text);
      const lineOf = (line: number): number =>
        bodyLine + (prepared.lines === null ? line : (prepared.lines[line] ?? prepared.lines.at(-1) ?? 0));
      const blocks = result.blocks.map(({ html, line, endLine }) => ({
        html,
        line: lineOf(line),
        endLine: Math.max(lineOf(line) + 1, lineOf(Math.max(line, endLine - 1)) + 1),
      }));
      const problems: PlacedProblem[] = [
        ...prepared.problems.map((problem) =>
          problem.line === undefined ? problem : { ...problem, line: problem.line + bodyLine },
        ),
        ...result.diagnostics.map((found) => ({
          code: found.code,
          severity: found.severity,
          message: found.message,
          line: lineOf(found.line) + 1,
          column: found.column + 1,
          endLine: lineOf(found.endLine) + 1,
          endColumn: found.endColumn + 1,
          ...(found.detail ? { detail: found.detail } : {}),
        })),
      ];
      const fingerprint = JSON.stringify(problems);
      const change = difference(shown, blocks);
      shown = blocks;
      const sameProblems = fingerprint === shownProblems;
      shownProblems = fingerprint;
      return {
        type: 'rendered',
        post,
        revision,
        ...change,
        problems: sameProblems ? null : problems,
        bodyLine,
        complete: result.complete,
      };
    },
    count() {
      if (revision < 0) return null;
      return { post, revision, counts: countText(text.slice(headOf(text).bodyFrom)) };
    },
  };
}

/** What of `before` stays at both ends, and what stands between in `after`. */
export function difference(
  before: readonly PreviewBlock[],
  after: readonly PreviewBlock[],
): Pick<Rendered, 'head' | 'tail' | 'shift' | 'blocks'> {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && sameAt(before[head], after[head], 0)) head++;
  const shift = (after.at(-1)?.line ?? 0) - (before.at(-1)?.line ?? 0);
  let tail = 0;
  while (
    tail < shorter - head &&
    sameAt(before[before.length - 1 - tail], after[after.length - 1 - tail], shift)
  ) {
    tail++;
  }
  return { head, tail, shift, blocks: after.slice(head, after.length - tail) };
}

const sameAt = (a: PreviewBlock | undefined, b: PreviewBlock | undefined, shift: number): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.line + shift === b.line &&
  a.endLine + shift === b.endLine &&
  a.html === b.html;

function applyChanges(text: string, changes: readonly TextChange[]): string {
  let out = '';
  let at = 0;
  for (const { from, to, insert } of changes) {
    out += text.slice(at, from) + insert;
    at = to;
  }
  return out + text.slice(at);
}

const HEAD = 32_768;

/** Reads the front matter without looking at the whole of a long text. */
function headOf(text: string): FrontMatter {
  if (text.length <= HEAD) return readFrontMatter(text);
  const head = readFrontMatter(text.slice(0, HEAD));
  const open = head.block === null && head.problems.some((problem) => problem.code === 'unclosed-block');
  return open ? readFrontMatter(text) : head;
}

function countLines(text: string, until: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
