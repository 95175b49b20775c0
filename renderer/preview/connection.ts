// Owns: the page's end of the preview worker: sends text changes, keeps the list of blocks that the answers describe.
// Must not know: the DOM, the editor's view.
import type { Text } from '@codemirror/state';
import type { PostEntry } from '#core/journal/entry.ts';
import type {
  Counts,
  FromWorker,
  PlacedProblem,
  PreviewBlock,
  Site,
  TextChange,
  ToWorker,
} from './protocol.ts';

export interface PreviewAnswer {
  readonly head: number;
  readonly tail: number;
  readonly shift: number;
  readonly blocks: readonly PreviewBlock[];
  readonly bodyLine: number;
  readonly complete: boolean;
  /** The text has moved on since: another answer is coming. */
  readonly stale: boolean;
  /** True for the first answer of a post. */
  readonly first: boolean;
}

export interface PreviewListener {
  blocks(answer: PreviewAnswer): void;
  /** Problems of the very text that the editor holds now. */
  problems(problems: readonly PlacedProblem[]): void;
  counts(counts: Counts): void;
  /** The posts are wanted, now and whenever they change. */
  wantsPosts(): void;
}

export interface Connection {
  /** Another worker takes over: it is told everything that the last one knew, and `text`. */
  reconnect(port: Port, text: Text | null): void;
  open(text: Text, entry: PostEntry | null): void;
  change(changes: readonly TextChange[]): void;
  site(site: Site): void;
  posts(posts: readonly PostEntry[]): void;
  close(): void;
}

/** A worker, or in tests anything that answers like it. */
export type Port = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export function connectPreview(first: Port, listener: PreviewListener): Connection {
  let port = first;
  let post = 0;
  let revision = 0;
  let fresh = true;
  let entry: PostEntry | null = null;
  let site: Site | null = null;
  let problems: readonly PlacedProblem[] = [];
  let problemsPending = false;

  const send = (message: ToWorker): void => port.postMessage(message);

  const hear = ({ data }: MessageEvent<FromWorker>): void => {
    if (data.type === 'wantsPosts') {
      listener.wantsPosts();
      return;
    }
    if (data.post !== post) return;
    if (data.type === 'counted') {
      listener.counts(data.counts);
      return;
    }
    const stale = data.revision !== revision;
    const { head, tail, shift, blocks, bodyLine, complete } = data;
    listener.blocks({ head, tail, shift, blocks, bodyLine, complete, stale, first: fresh });
    fresh = false;
    if (data.problems) {
      problems = data.problems;
      problemsPending = true;
    }
    if (problemsPending && !stale) {
      problemsPending = false;
      listener.problems(problems);
    }
  };

  port.onmessage = hear;
  const connection: Connection = {
    reconnect(next, text) {
      port.terminate();
      port = next;
      port.onmessage = hear;
      if (site) send({ type: 'site', site });
      if (text) connection.open(text, entry);
    },
    open(text, of) {
      entry = of;
      post++;
      revision = 0;
      fresh = true;
      problems = [];
      problemsPending = true;
      send({ type: 'open', post, revision, text: text.toString(), entry });
    },
    change(changes) {
      revision++;
      send({ type: 'change', post, revision, changes });
    },
    site(next) {
      site = next;
      send({ type: 'site', site: next });
    },
    posts: (posts) => send({ type: 'posts', posts }),
    close: () => port.terminate(),
  };
  return connection;
}
