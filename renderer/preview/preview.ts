// Owns: one preview put together: worker, sanitiser, patcher, frame, links, math. It shows the post it is told to show.
// Must not know: React, the editor, how scrolling is kept in step.
import type { Text } from '@codemirror/state';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { Addresses } from './address.ts';
import { linkTarget } from './address.ts';
import {
  type Connection,
  connectPreview,
  type Port,
  type PreviewAnswer,
  type PreviewListener,
} from './connection.ts';
import { dress } from './dress.ts';
import { type Frame, fillFrame } from './frame.ts';
import type { TypedChange } from './guess.ts';
import { createMathSetter } from './math.ts';
import baseCss from './page-base.css?inline';
import readingCss from './page-reading.css?inline';
import { createPatcher, type Patcher, type ShownBlock, withStretch } from './patcher.ts';
import type { PreviewBlock, Site, TextChange } from './protocol.ts';
import { sanitizerOf } from './sanitize.ts';
import { trustedWorkerUrl } from './trusted.ts';
import workerUrl from './worker.ts?worker&url';

export interface PreviewEvents extends Omit<PreviewListener, 'blocks' | 'wantsPosts'> {
  /** Heights in the page may have changed. */
  moved(): void;
  /** The page is another height than it was, before it is drawn so; `moved` where this is not given. */
  resized?(): void;
  openPost(path: RelPath): void;
  openWeb(url: string): void;
  /** A click asks for the source of this line (from 0). */
  reveal(line: number): void;
}

export interface PreviewFacts {
  readonly addresses: Addresses;
  readonly entries: readonly PostEntry[];
}

export interface Preview {
  /** The frame's document is there: fill it. Called again if the frame was made anew. */
  mount(element: HTMLIFrameElement): Frame | null;
  unmount(): void;
  show(text: Text, facts: PreviewFacts): void;
  /** `typed`: the change told by its line, where it lies within one. */
  change(changes: readonly TextChange[], typed: TypedChange | null): void;
  setFacts(facts: PreviewFacts): void;
  setSite(site: Site): void;
  blocks(): readonly ShownBlock[];
  /** Line of the file on which the body begins. */
  bodyLine(): number;
  close(): void;
}

export interface PreviewOptions {
  readonly events: PreviewEvents;
  readonly word: (key: string, values?: Readonly<Record<string, string>>) => string;
  /** The text shown now, for a worker that has to start again. */
  readonly text: () => Text | null;
  /** For tests: what answers instead of the worker. */
  readonly port?: Port;
}

const POSTS_AFTER = 2000;
const RESTARTS = 5;
const RESTART_AFTER = 700;

export function createPreview({ events, word, text, port }: PreviewOptions): Preview {
  const sanitize = sanitizerOf(window);
  let facts: PreviewFacts | null = null;
  let frame: Frame | null = null;
  let patcher: Patcher | null = null;
  let model: PreviewBlock[] = [];
  let bodyLine = 0;
  /** The page shows the very text that the editor holds. */
  let settled = false;
  let observer: ResizeObserver | null = null;
  let postsWanted = false;
  let postsTimer: ReturnType<typeof setTimeout> | undefined;

  const math = createMathSetter({
    load: async () => {
      const [{ default: katex }, { default: css }] = await Promise.all([
        import('katex'),
        import('katex/dist/katex.min.css?inline'),
      ]);
      frame?.addSheet(css);
      mathCss = css;
      return katex.render;
    },
    onReady: () => {
      if (frame) math.set(frame.page);
      events.moved();
    },
  });
  let mathCss: string | null = null;

  const make = (html: string): DocumentFragment => {
    const fragment = sanitize(html);
    if (facts) dress(fragment, { addresses: facts.addresses, word });
    if (html.includes('\\(') || html.includes('\\[')) math.set(fragment);
    return fragment;
  };

  const takeBlocks = (answer: PreviewAnswer): void => {
    if (answer.shift !== 0) {
      const moved = model.length - answer.tail;
      model = model.map((block, at) => (at < moved ? block : shifted(block, answer.shift)));
    }
    model = withStretch(model, answer.head, answer.tail, answer.blocks);
    bodyLine = answer.bodyLine;
    if (answer.first) frame?.window.scrollTo(0, 0);
    settled = !answer.stale;
    patcher?.apply(answer);
  };

  let failures = 0;
  const startWorker = (): Port => {
    if (port) return port;
    const worker = new Worker(trustedWorkerUrl(workerUrl), { type: 'module', name: 'preview' });
    // A worker that cannot start, or dies of a text, is replaced; after some times that helps no more.
    worker.onerror = () => {
      if (failures++ < RESTARTS) setTimeout(() => connection.reconnect(startWorker(), text()), RESTART_AFTER);
    };
    return worker;
  };
  const connection: Connection = connectPreview(startWorker(), {
    ...events,
    blocks(answer) {
      if (answer.first) {
        model = [];
        patcher?.clear();
      }
      takeBlocks(answer);
    },
    wantsPosts() {
      postsWanted = true;
      if (facts) connection.posts(facts.entries);
    },
  });

  const follow = (event: MouseEvent): void => {
    const target = elementOf(event.target);
    const link = target?.closest('a[href]');
    if (link) {
      event.preventDefault();
      if (event.button <= 1 && facts) followLink(link.getAttribute('href') ?? '');
      return;
    }
    if (event.type === 'click' && (event.ctrlKey || event.metaKey) && target) events.reveal(lineOf(target));
  };

  const followLink = (href: string): void => {
    if (!facts) return;
    const to = linkTarget(href, facts.addresses, facts.entries);
    switch (to?.kind) {
      case 'post':
        events.openPost(to.path);
        return;
      case 'web':
        events.openWeb(to.url);
        return;
      case 'anchor':
        frame?.document.getElementById(to.id)?.scrollIntoView({ block: 'start' });
        return;
      default:
        return;
    }
  };

  /** The line of the innermost lined element around the node, or of its block. */
  const lineOf = (target: Element): number => {
    const block = patcher?.blocks().find((one) => one.nodes?.some((node) => node.contains(target)));
    if (!block) return bodyLine;
    const lined = target.closest('[data-line]');
    const inside = lined && block.nodes?.some((node) => node.contains(lined));
    return block.line + (inside ? Number(lined.getAttribute('data-line')) : 0);
  };

  const preview: Preview = {
    mount(element) {
      preview.unmount();
      frame = fillFrame(element, { base: baseCss, reading: readingCss });
      if (!frame) return null;
      const { document, page } = frame;
      if (mathCss !== null) frame.addSheet(mathCss);
      for (const type of ['click', 'auxclick'] as const)
        document.addEventListener(type, follow, { capture: true });
      document.addEventListener('dblclick', (event) => {
        const target = elementOf(event.target);
        if (target) events.reveal(lineOf(target));
      });
      // Nothing dragged onto the page or out of it may navigate.
      for (const type of ['dragover', 'drop', 'submit'] as const) {
        document.addEventListener(type, (event) => event.preventDefault(), { capture: true });
      }
      patcher = createPatcher({
        page,
        make,
        now: () => performance.now(),
        later: (run) => void setTimeout(run, 0),
        onChange: () => events.moved(),
      });
      patcher.apply({ head: 0, tail: 0, shift: 0, blocks: model });
      observer = new ResizeObserver(() => (events.resized ?? events.moved)());
      observer.observe(page);
      return frame;
    },
    unmount() {
      observer?.disconnect();
      observer = null;
      patcher?.clear();
      patcher = null;
      frame = null;
    },
    show(shown, next) {
      settled = false;
      facts = next;
      model = [];
      patcher?.clear();
      connection.open(shown, next.entries.find((entry) => entry.path === next.addresses.post) ?? null);
    },
    change(changes, typed) {
      // While an answer is awaited the page shows an older text: what was typed has no place in it yet.
      if (settled && typed) patcher?.guess(typed);
      settled = false;
      connection.change(changes);
    },
    setFacts(next) {
      const before = facts;
      facts = next;
      if (before && JSON.stringify(before.addresses) !== JSON.stringify(next.addresses)) patcher?.redo();
      if (postsWanted && before?.entries !== next.entries) {
        // Each save changes the list; templates that print other posts need not follow every one of them.
        clearTimeout(postsTimer);
        postsTimer = setTimeout(() => facts && connection.posts(facts.entries), POSTS_AFTER);
      }
    },
    setSite: (site) => connection.site(site),
    blocks: () => patcher?.blocks() ?? [],
    bodyLine: () => bodyLine,
    close() {
      clearTimeout(postsTimer);
      preview.unmount();
      connection.close();
    },
  };
  return preview;
}

const shifted = (block: PreviewBlock, by: number): PreviewBlock => ({
  html: block.html,
  line: block.line + by,
  endLine: block.endLine + by,
});

/** The element of an event's target: nodes of the frame are of another realm, so `instanceof` does not tell. */
function elementOf(target: EventTarget | null): Element | null {
  const node = target as Node | null; // events of a document come from nodes
  if (!node) return null;
  return node.nodeType === 1 ? (node as Element) : node.parentElement; // 1 is ELEMENT_NODE
}
