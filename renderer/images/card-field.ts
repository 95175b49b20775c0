// Owns: the pictures that were just inserted as the editor's state knows them: where they stand, whether they are still talked
// about, and what undo and redo mean for their files. Must not know: how the card looks, or how files are changed.
import { invertedEffects } from '@codemirror/commands';
import {
  Annotation,
  type EditorState,
  type Extension,
  Prec,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { EditorView, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import type { StoredImage } from '#contract/image-calls.ts';
import type { Markup } from '#core/images/index.ts';

/** A picture whose reference stands at `from..to`. */
export interface InsertedImage {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly file: File;
  readonly stored: StoredImage;
  readonly form: Markup;
  readonly alt: string;
}

/** A change of ours: the card stays while it happens. */
export const ownChange = Annotation.define<boolean>();
/** The reference to a stored file came into the text (`there`) or went. */
export const insertedImage = StateEffect.define<{ readonly path: string; readonly there: boolean }>();
/** The text shows this side of an adjustment. */
export const swappedImage = StateEffect.define<{
  readonly swap: string;
  readonly side: 'before' | 'after';
}>();

export const openCard = StateEffect.define<readonly InsertedImage[]>();
export const turnCard = StateEffect.define<number>();
/** What was chosen is being done: typing does not close the card any more. */
export const holdCard = StateEffect.define<boolean>();
export const closeCard = StateEffect.define<null>();

export interface CardState {
  readonly images: readonly InsertedImage[];
  /** Which of them is shown. */
  readonly at: number;
  readonly held: boolean;
}

const field = StateField.define<CardState | null>({
  create: () => null,
  update(card, transaction) {
    let next = card;
    if (next !== null && transaction.docChanged) {
      // Whoever goes on writing has nothing to say about the picture.
      const stays = next.held || transaction.annotation(ownChange) === true;
      next = stays
        ? { ...next, images: next.images.map((image) => mapped(image, transaction.changes)) }
        : null;
    }
    for (const effect of transaction.effects) {
      if (effect.is(openCard)) next = { images: effect.value, at: 0, held: false };
      else if (effect.is(closeCard)) next = null;
      else if (effect.is(turnCard) && next !== null) next = { ...next, at: effect.value };
      else if (effect.is(holdCard) && next !== null) next = { ...next, held: effect.value };
    }
    return next;
  },
});

function mapped(image: InsertedImage, changes: { mapPos(at: number, side: number): number }): InsertedImage {
  return { ...image, from: changes.mapPos(image.from, 1), to: changes.mapPos(image.to, -1) };
}

export const cardOf = (state: EditorState): CardState | null => state.field(field, false) ?? null;

export interface CardOptions {
  /** Makes the element of the card beside its picture, and says when it goes. */
  readonly mount: (view: EditorView) => { readonly dom: HTMLElement; readonly destroy: () => void };
  readonly accept: (view: EditorView) => undefined;
  /** Goes into the card; false where there is nothing to go to. */
  readonly enter: (view: EditorView) => boolean;
  /** Undo or redo showed another side of an adjustment. */
  readonly onSwap: (swap: string, side: 'before' | 'after') => void;
  /** Undo or redo took the reference of a stored file away, or brought it back. */
  readonly onInserted: (path: string, there: boolean) => void;
}

export function imageCard(options: CardOptions): Extension {
  const create = (view: EditorView) => options.mount(view);
  /** Keys mean the card only while it is open; a command that gives nothing has done it. */
  const whenOpen = (run: (view: EditorView) => boolean | undefined) => (view: EditorView) =>
    cardOf(view.state) !== null && !view.composing && run(view) !== false;
  const close = (view: EditorView): undefined => {
    view.dispatch({ effects: closeCard.of(null) });
  };
  return [
    field,
    showTooltip.compute([field], (state): Tooltip | null => {
      const card = state.field(field);
      const image = card?.images[card.at];
      return image === undefined ? null : { pos: image.from, above: false, strictSide: false, create };
    }),
    Prec.highest(
      keymap.of([
        { key: 'Enter', run: whenOpen(options.accept) },
        { key: 'Escape', run: whenOpen(close) },
        { key: 'Tab', run: whenOpen((view) => options.enter(view)) },
      ]),
    ),
    invertedEffects.of((transaction) =>
      transaction.effects.flatMap((effect): readonly StateEffect<unknown>[] => {
        if (effect.is(insertedImage))
          return [insertedImage.of({ ...effect.value, there: !effect.value.there })];
        if (!effect.is(swappedImage)) return [];
        const side = effect.value.side === 'before' ? 'after' : 'before';
        return [swappedImage.of({ ...effect.value, side })];
      }),
    ),
    EditorView.updateListener.of((update) => {
      for (const transaction of update.transactions) {
        if (!transaction.isUserEvent('undo') && !transaction.isUserEvent('redo')) continue;
        for (const effect of transaction.effects) {
          if (effect.is(swappedImage)) options.onSwap(effect.value.swap, effect.value.side);
          if (effect.is(insertedImage)) options.onInserted(effect.value.path, effect.value.there);
        }
      }
    }),
  ];
}
