// Owns: the open post's moving parts put together: workspace, one editor view, one preview, and the marks on both.
// Must not know: React, what the form and the banners look like.
import type { Text, TransactionSpec } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { postExtensions } from '../editor/extensions.ts';
import { foldedFrontMatter, foldFrontMatter, unfoldFrontMatter } from '../editor/front-matter-fold.ts';
import { frontMatterOf } from '../editor/front-matter-state.ts';
import { showMarks } from '../editor/lint-marks.ts';
import { acceptDrops } from '../images/preview-drop.ts';
import type { Addresses } from '../preview/address.ts';
import type { Frame } from '../preview/frame.ts';
import type { TypedChange } from '../preview/guess.ts';
import { createPreview, type Preview } from '../preview/preview.ts';
import type { Counts, PlacedProblem, TextChange } from '../preview/protocol.ts';
import { createDeskImages, type DeskImages } from './desk-images.ts';
import { factsOf, headOf, openWeb, type SiteModel } from './facts.ts';
import { fromDisk, type OpenPost } from './open-post.ts';
import type { PostViewProps } from './post-view.ts';
import { marksOf } from './problems.ts';
import { createScrolling, type Scrolling } from './scrolling.ts';
import { isDirty, type Session } from './session/machine.ts';
import { createSnapshotStore, type SnapshotStore } from './snapshot.ts';
import { createStatusTeller, saveState } from './status.ts';
import { word } from './words.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

export interface Desk {
  readonly snapshots: SnapshotStore;
  readonly view: EditorView;
  readonly scrolling: Scrolling;
  /** Takes the newest props over; shows another post if the path changed. */
  update(props: PostViewProps): void;
  current(): OpenPost | null;
  /** Changes the open text. */
  dispatch(spec: TransactionSpec): void;
  mountFrame(element: HTMLIFrameElement): Frame | null;
  unmountFrame(): void;
  preview(): Preview;
  addresses(): Addresses;
  frame(): Frame | null;
  /** The post was moved or renamed by the host at the frame's request. */
  rekey(from: RelPath, post: OpenPost): void;
  readonly images: DeskImages;
  /** Is told when the person asks for an image to insert. */
  onPick(run: (() => void) | null): void;
  reveal(line: number): void;
  retry(): void;
  dispose(): void;
}

export function createDesk(first: PostViewProps): Desk {
  let props = first;
  let wanted: RelPath | null = null;
  let current: OpenPost | null = null;
  let frame: Frame | null = null;
  let found: readonly PlacedProblem[] = [];
  let marksWait = false;
  let site: SiteModel | null = null;
  const snapshots = createSnapshotStore();
  const status = createStatusTeller(() => props.onStatus);

  const onUpdate = (update: ViewUpdate): void => {
    if (update.docChanged) textChanged(update);
    if (update.docChanged || update.selectionSet) {
      tellStatus();
      if (!update.transactions.some((transaction) => transaction.annotation(fromDisk)))
        scrolling.caretMoved(update.docChanged);
    }
    // A key alone moves nothing; where it wraps a line, the measuring that follows says so.
    if (update.heightChanged || (update.geometryChanged && !update.docChanged)) scrolling.moved();
    const folded = foldedFrontMatter(update.state) !== null;
    if (folded !== snapshots.get().frontMatterFolded) snapshots.set({ frontMatterFolded: folded });
  };

  const textChanged = (update: ViewUpdate): void => {
    const changes: { from: number; to: number; insert: string }[] = [];
    update.changes.iterChanges((from, to, _fromB, _toB, inserted) =>
      changes.push({ from, to, insert: inserted.toString() }),
    );
    preview.change(changes, typedChange(update.startState.doc, changes));
    const own = update.transactions.some(
      (transaction) => transaction.docChanged && !transaction.annotation(fromDisk),
    );
    if (own) current?.runner.send({ type: 'edited', autosave: props.settings.autosave });
    takeFrontMatter();
  };

  /** The form and the marks hear of the front matter once a syllable is composed, not during it. */
  const takeFrontMatter = (): void => {
    if (view.composing) {
      marksWait = true;
      return;
    }
    const frontMatter = frontMatterOf(view.state);
    if (frontMatter === snapshots.get().frontMatter) return;
    snapshots.set({ frontMatter });
    frame?.setHead(headOf(props, frontMatter.data));
    queueMicrotask(mark);
  };

  const mark = (): void => {
    const { frontMatter } = snapshots.get();
    marksWait = !showMarks(view, marksOf(frontMatter, found, word));
    tellStatus();
  };

  const tellStatus = (): void => {
    if (!current) return;
    status.tell({
      session: current.runner.session(),
      path: current.runner.path(),
      state: view.state,
      frontMatter: snapshots.get().frontMatter,
      found,
    });
  };

  const view = new EditorView({
    extensions: [],
    dispatchTransactions(transactions, target) {
      target.update(transactions);
    },
  });
  view.contentDOM.addEventListener('compositionend', () => {
    setTimeout(() => {
      if (!marksWait || view.composing) return;
      marksWait = false;
      takeFrontMatter();
      mark();
    });
  });

  const preview = createPreview({
    word,
    text: () => (current ? view.state.doc : null),
    events: {
      moved: () => scrolling.moved(),
      resized: () => scrolling.resized(),
      problems(next) {
        found = next;
        snapshots.set({ found });
        mark();
      },
      counts: (counts: Counts) => status.counts(counts),
      openPost: (path) => props.onOpenPost(path),
      openWeb,
      reveal: (line) => desk.reveal(line + 1),
    },
  });

  let pick: (() => void) | null = null;
  const images = createDeskImages({
    props: () => props,
    current: () => current,
    view: () => view,
    addresses: () => desk.addresses(),
    onPick: () => pick?.(),
  });
  const extensions = postExtensions({ word, onUpdate, images: images.extension });
  const workspace: Workspace = createWorkspace(props.client, {
    extensions,
    autosaveDelay: () => props.settings.autosaveDelay,
    onSession(post, session) {
      if (post !== current) return;
      // Revisions change with each key; what is drawn of a session changes rarely.
      const { session: before } = snapshots.get();
      if (!before || !looksSame(before, session)) snapshots.set({ session });
      if (!isDirty(session)) snapshots.set({ restored: null });
      tellStatus();
    },
  });
  const scrolling = createScrolling({ view, preview, frame: () => frame });

  const loadSite = async (): Promise<void> => {
    try {
      site = await props.client.call('site.model', {});
    } catch {
      // Without the model the preview shows the post by kramdown's defaults; the next change of the site asks again.
      return;
    }
    const { config, includes, data, documents } = site;
    snapshots.set({ config });
    preview.setSite({ config, includes, data, documents });
    if (current) preview.setFacts(factsOf(props, current.runner.path(), site));
    applyStyles();
  };
  void loadSite();
  const stopSite = props.client.on('site.changed', () => void loadSite());

  const applyStyles = (): void => {
    frame?.setBlogStyles(props.layout.blogStyles ? (site?.styles ?? []).map(({ css }) => css) : null);
  };

  const leave = (): void => {
    if (!current) return;
    if (props.settings.autosave) current.runner.send({ type: 'save', why: 'leaving' });
    current.scroll = scrolling.editorTop();
    current.detach();
    current = null;
  };

  const show = async (path: RelPath): Promise<void> => {
    wanted = path;
    leave();
    snapshots.set({ phase: 'opening', failure: null, path });
    try {
      const post = await workspace.open(path);
      if (wanted === path) present(post);
    } catch (error) {
      if (wanted !== path) return;
      const failure =
        error instanceof CallError
          ? { code: error.code, message: error.message }
          : { code: 'internal', message: String(error) };
      snapshots.set({ phase: 'failed', failure, session: null, frontMatter: null });
    }
  };

  const present = (post: OpenPost): void => {
    current = post;
    found = [];
    post.attach(view);
    if (props.layout.form) foldFrontMatter(view);
    const frontMatter = frontMatterOf(view.state);
    snapshots.set({
      phase: 'ready',
      path: post.runner.path(),
      session: post.runner.session(),
      frontMatter,
      restored: post.restored,
      found,
      frontMatterFolded: foldedFrontMatter(view.state) !== null,
    });
    frame?.setHead(headOf(props, frontMatter.data));
    preview.show(view.state.doc, factsOf(props, post.runner.path(), site));
    scrolling.show(post.scroll);
    mark();
  };

  const desk: Desk = {
    snapshots,
    view,
    scrolling,
    update(next) {
      const before = props;
      props = next;
      if (next.path !== wanted) {
        if (current && current.runner.path() === next.path) wanted = next.path;
        else void show(next.path);
      }
      if (current && (before.entries !== next.entries || before.info !== next.info)) {
        preview.setFacts(factsOf(next, current.runner.path(), site));
      }
      if (before.layout.form !== next.layout.form && current) {
        if (next.layout.form) foldFrontMatter(view);
        else unfoldFrontMatter(view);
      }
      if (before.layout.blogStyles !== next.layout.blogStyles) applyStyles();
      scrolling.setLocked(next.layout.syncScroll);
    },
    current: () => current,
    dispatch: (spec) => current?.dispatch(spec),
    mountFrame(element) {
      frame = preview.mount(element);
      const { frontMatter } = snapshots.get();
      if (frame && frontMatter) frame.setHead(headOf(props, frontMatter.data));
      if (frame) {
        scrolling.watchFrame(frame);
        acceptDrops({
          document: frame.document,
          mediaBase: () => desk.addresses().mediaBase,
          blockAt: (y) => scrolling.blockAt(y),
          onDrop: images.dropOnPage,
        });
      }
      applyStyles();
      return frame;
    },
    unmountFrame() {
      preview.unmount();
      frame = null;
    },
    preview: () => preview,
    addresses: () => factsOf(props, current?.runner.path() ?? props.path, site).addresses,
    frame: () => frame,
    rekey(from, post) {
      workspace.rekey(from, post);
      snapshots.set({ path: post.runner.path() });
      preview.setFacts(factsOf(props, post.runner.path(), site));
    },
    images,
    onPick(run) {
      pick = run;
    },
    reveal(line) {
      const { doc } = view.state;
      const at = doc.line(Math.min(Math.max(1, line), doc.lines)).from;
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'center' }),
      });
      view.focus();
    },
    retry() {
      if (wanted !== null) void show(wanted);
    },
    dispose() {
      leave();
      stopSite();
      scrolling.dispose();
      status.dispose();
      preview.close();
      workspace.dispose();
      view.destroy();
    },
  };
  return desk;
}

/** A change within one line, told by that line. */
function typedChange(doc: Text, changes: readonly TextChange[]): TypedChange | null {
  const [change] = changes;
  if (!change || changes.length > 1 || change.insert.includes('\n')) return null;
  const { number, from, to, text } = doc.lineAt(change.from);
  if (change.to > to) return null;
  return { line: number - 1, text, from: change.from - from, to: change.to - from, insert: change.insert };
}

const looksSame = (a: Session, b: Session): boolean =>
  saveState(a) === saveState(b) && a.disk === b.disk && a.failure === b.failure;
