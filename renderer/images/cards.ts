// Owns: the card of the pictures that were just inserted, between the editor's state and the component that draws it.
// Must not know: what the card looks like, or how files are changed.
import type { Extension, TransactionSpec } from '@codemirror/state';
import { type EditorView, repositionTooltips } from '@codemirror/view';
import {
  type CardState,
  cardOf,
  closeCard,
  type InsertedImage,
  imageCard,
  openCard,
  turnCard,
} from './card-field.ts';

/** What the component draws, and where. */
export interface CardShown {
  readonly host: HTMLElement;
  readonly images: readonly InsertedImage[];
  readonly at: number;
}

export interface Cards {
  readonly extension: Extension;
  get(): CardShown | null;
  subscribe(listener: () => void): () => void;
  open(images: readonly InsertedImage[], dispatch: (spec: TransactionSpec) => void): void;
  close(): void;
  turn(at: number): void;
  /** The card is as large as it will be. */
  drawn(): void;
  /** What Enter does; the component says. */
  onAccept(run: (() => void) | null): void;
  readonly view: () => EditorView | null;
}

export interface CardsOptions {
  readonly onSwap: (swap: string, side: 'before' | 'after') => void;
  readonly onInserted: (path: string, there: boolean) => void;
}

export function createCards({ onSwap, onInserted }: CardsOptions): Cards {
  const listeners = new Set<() => void>();
  let shown: CardShown | null = null;
  let accepting: (() => void) | null = null;
  let where: { readonly view: EditorView; readonly host: HTMLElement } | null = null;

  /** The editor is in the middle of its own drawing when it says so. */
  const tell = (): void =>
    queueMicrotask(() => {
      const card: CardState | null = where && cardOf(where.view.state);
      const next =
        where !== null && card !== null ? { host: where.host, images: card.images, at: card.at } : null;
      if (next?.host === shown?.host && next?.images === shown?.images && next?.at === shown?.at) return;
      shown = next;
      for (const listener of listeners) listener();
    });

  const extension = imageCard({
    mount(view) {
      const host = document.createElement('div');
      host.className = 'image-card';
      where = { view, host };
      tell();
      return {
        dom: host,
        destroy() {
          if (where?.host === host) where = null;
          tell();
        },
      };
    },
    accept(view) {
      if (accepting === null) view.dispatch({ effects: closeCard.of(null) });
      else accepting();
    },
    enter: () => {
      const field = where?.host.querySelector<HTMLElement>('input, button');
      field?.focus();
      return field !== null && field !== undefined;
    },
    // Others hear of the same change after us: whoever saves must know of it first.
    onSwap: (swap, side) => queueMicrotask(() => onSwap(swap, side)),
    onInserted: (path, there) => queueMicrotask(() => onInserted(path, there)),
  });

  return {
    extension,
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: (images, dispatch) => dispatch({ effects: openCard.of(images) }),
    close() {
      const view = where?.view;
      view?.dispatch({ effects: closeCard.of(null) });
      view?.focus();
    },
    turn(at) {
      where?.view.dispatch({ effects: turnCard.of(at) });
      tell();
    },
    drawn: () => where && repositionTooltips(where.view),
    onAccept(run) {
      accepting = run;
    },
    view: () => where?.view ?? null,
  };
}
