// Owns: the images of the open post: ways in, the card after them, what undo means for their files.
// Must not know: React, how files are stored, how the preview is drawn.
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { ImageStage } from '#contract/image-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import {
  type ImageDropOptions,
  type ImageTarget,
  imageDrop,
  insertPieces,
  insertStored,
  type Storing,
} from '../editor/image-drop.ts';
import { untilQuiet } from '../editor/quiet.ts';
import { applyChoices, type Choice } from '../images/apply-card.ts';
import type { InsertedImage } from '../images/card-field.ts';
import { type Cards, createCards } from '../images/cards.ts';
import type { Incoming } from '../images/incoming.ts';
import type { DropBlock } from '../images/preview-drop.ts';
import { createRemovals } from '../images/removals.ts';
import { imageWord } from '../images/words.ts';
import type { Addresses } from '../preview/address.ts';
import type { OpenPost } from './open-post.ts';
import type { PostViewProps } from './post-view.ts';
import { argsOf, readable, storeImage } from './store-image.ts';
import { word } from './words.ts';

export interface DeskImages {
  readonly extension: Extension;
  readonly cards: Cards;
  mediaUrl(path: string): string;
  store(file: File, onStage: (stage: ImageStage) => void): Storing;
  /** Stores pictures and inserts them at the caret. */
  insertFiles(files: readonly File[]): void;
  /** Inserts the reference to an image of the journal at the caret. */
  insertStored(image: { readonly url: string; readonly path: string }): void;
  /** Pictures were dropped on the page, above or below a block of it. */
  dropOnPage(pieces: readonly Incoming[], block: DropBlock | null, after: boolean): void;
  apply(choices: ReadonlyMap<number, Choice>, images: readonly InsertedImage[]): Promise<void>;
  users(path: string): Promise<number>;
}

export interface DeskImagesParts {
  readonly props: () => PostViewProps;
  readonly current: () => OpenPost | null;
  readonly view: () => EditorView;
  readonly addresses: () => Addresses;
  readonly onPick: () => void;
}

export function createDeskImages({ props, current, view, addresses, onPick }: DeskImagesParts): DeskImages {
  const client = props().client;
  const flush = async (): Promise<boolean> => (await current()?.runner.flush()) ?? true;
  const removals = createRemovals({
    client,
    flush,
    tell: (words, options) => props().onTell(words, options),
  });
  const cards = createCards({
    onSwap(swap, side) {
      void (async () => {
        try {
          await client.call('image.ready', { swap, side });
          if (await flush()) await client.call('image.settle', { swap, side });
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          props().onTell({ key: 'errors.unavailable', facts: { message } }, { tone: 'error' });
        }
      })();
    },
    onInserted: (path, there) => void removals.changed(path, there),
  });

  const targetOf = (post: OpenPost): ImageTarget => ({
    state: post.state,
    dispatch: post.dispatch,
    store: (file, onStage) => storeImage(props(), post.runner.path(), file, onStage),
    quiet: () => (post === current() ? untilQuiet(view()) : Promise.resolve()),
    inserted(images) {
      if (post === current()) cards.open(images, post.dispatch);
    },
  });

  let manner: Promise<Awaited<ReturnType<ImageDropOptions['manner']>>> | null = null;
  const drop: ImageDropOptions = {
    target: () => {
      const post = current();
      return post ? targetOf(post) : null;
    },
    markup: () => props().settings.imageMarkup,
    manner() {
      manner ??= client.call('image.manner', {}).catch(() => {
        // Without it a post without pictures gets plain Markdown; the next picture asks again.
        manner = null;
        return { baseurl: addresses().baseurl, markup: null };
      });
      return manner;
    },
    mediaBase: () => addresses().mediaBase,
    onRemote: (count) => props().onTell({ key: 'notices.imagesRemote', facts: { count } }),
    onPick,
    words: {
      storing: (name) => word('images.storing', { name }),
      stage: (stage, name) => imageWord(`place.${stage}`, { name }),
      cancel: (name) => (name === '' ? imageWord('place.cancel') : imageWord('place.cancelNamed', { name })),
      dismiss: word('images.dismiss'),
    },
  };

  return {
    extension: [imageDrop(drop), cards.extension],
    cards,
    mediaUrl: (path) => addresses().mediaBase + path.split('/').map(encodeURIComponent).join('/'),
    store: (file, onStage) => storeImage(props(), current()?.runner.path() ?? props().path, file, onStage),
    insertFiles(files) {
      const pieces = files.map((file): Incoming => ({ kind: 'file', file, alt: null }));
      void insertPieces(pieces, { at: view().state.selection.main.to }, drop);
    },
    insertStored(image) {
      void insertStored(image, drop);
      view().focus();
    },
    dropOnPage(pieces, block, after) {
      void insertPieces(pieces, spotOf(view(), block, after), drop);
      // The card that follows is heard by its keys there.
      if (view().dom.isConnected) view().focus();
    },
    async apply(choices, images) {
      const post = current();
      if (post === null) return;
      const { baseurl, siteUrl } = addresses();
      try {
        await applyChoices(choices, images, {
          client,
          view: view(),
          base: { post: post.runner.path(), baseurl: baseurl.replace(/\/+$/, ''), url: siteUrl },
          argsOf: (file) => argsOf(props(), post.runner.path(), file),
          flush,
        });
      } catch (error) {
        const [first] = images;
        throw readable(error, { name: first?.file.name ?? '', limit: props().settings.imageLimit });
      }
    },
    async users(path) {
      // A stored image's path is the host's own.
      const { images } = await client.call('image.users', { paths: [path as RelPath] });
      return images[0]?.posts.length ?? 0;
    },
  };
}

/** A paragraph of its own: below the last line of the block that says something, or above its first. */
function spotOf(view: EditorView, block: DropBlock | null, after: boolean) {
  const { doc } = view.state;
  if (block === null) return { at: doc.length, alone: true };
  const line = (number: number) => doc.line(Math.min(Math.max(1, number), doc.lines));
  if (!after) {
    // The blank line above belongs to what stands above; where there is none, the picture makes one.
    let above = line(block.line);
    while (above.number > 1 && above.text.trim() === '' && line(above.number - 1).text.trim() === '') {
      above = line(above.number - 1);
    }
    return { at: above.to, alone: true };
  }
  let last = line(block.endLine);
  while (last.number > block.line + 1 && last.text.trim() === '') last = line(last.number - 1);
  return { at: last.to, alone: true };
}
