// Owns: doing what the card of inserted pictures says: the host puts the second form of each file down, then one step of the
// editor's history changes all references, then the first forms go. Must not know: how the card looks.
import { isolateHistory } from '@codemirror/commands';
import type { ChangeSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Client } from '#contract/transport.ts';
import { followMoves, type ReferenceBase, writeMarkup } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { cardOf, closeCard, holdCard, type InsertedImage, ownChange, swappedImage } from './card-field.ts';

/** What the person chose for one picture. */
export interface Choice {
  /** Without extension. */
  readonly name: string;
  readonly alt: string;
  /** Value of the attribute; null for a form that has none, empty for no width. */
  readonly width: string | null;
  readonly format: 'webp' | 'original' | null;
  readonly private: boolean;
}

export interface ApplyParts {
  readonly client: Pick<Client, 'call'>;
  readonly view: EditorView;
  /** The post that the pictures are in, and what resolves its references. */
  readonly base: ReferenceBase;
  readonly argsOf: (file: File) => Promise<{
    readonly post: RelPath;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly categories: string[];
    readonly slug: string;
  }>;
  /** Saves the text; false where that could not be done. */
  readonly flush: () => Promise<boolean>;
}

/** The name of a stored file without folder and extension. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));

/** The chosen name; an empty one is none. */
const nameFor = (choice: Choice, path: string): string => choice.name.trim() || nameOf(path);

/** What the card begins with. */
export function firstChoice({ stored, alt, form }: InsertedImage): Choice {
  const sized = form.kind === 'html' || form.kind === 'center' || form.kind === 'figure';
  return {
    name: nameOf(stored.path),
    alt,
    width: sized ? (form.width ?? '') : null,
    format: null,
    private: false,
  };
}

/** Applies the choices; rejects with the host's failure and nothing changed in the text. */
export async function applyChoices(
  choices: ReadonlyMap<number, Choice>,
  images: readonly InsertedImage[],
  { client, view, base, argsOf, flush }: ApplyParts,
): Promise<void> {
  const changed = images.flatMap((image) => {
    const choice = choices.get(image.id);
    return choice === undefined || same(choice, firstChoice(image)) ? [] : [{ image, choice }];
  });
  view.dispatch({ effects: holdCard.of(true) });
  const done: { readonly image: InsertedImage; readonly choice: Choice; readonly to: Adjusted | null }[] = [];
  try {
    for (const { image, choice } of changed) {
      done.push({ image, choice, to: await adjusted(image, choice, client, argsOf) });
    }
  } catch (error) {
    view.dispatch({ effects: holdCard.of(false) });
    await Promise.all(
      done.map(({ to }) => to && client.call('image.settle', { swap: to.swap, side: 'before' })),
    );
    throw error;
  }
  write(view, done, base);
  const swaps = done.flatMap(({ to }) => to?.swap ?? []);
  if (swaps.length === 0 || !(await flush())) return;
  for (const swap of swaps) await client.call('image.settle', { swap, side: 'after' });
}

interface Adjusted {
  readonly path: string;
  readonly url: string;
  readonly swap: string;
}

async function adjusted(
  { stored, file }: InsertedImage,
  choice: Choice,
  client: ApplyParts['client'],
  argsOf: ApplyParts['argsOf'],
): Promise<Adjusted | null> {
  if (choice.format === null && nameFor(choice, stored.path) === nameOf(stored.path)) return null;
  const { post, bytes, categories, slug } = await argsOf(file);
  return await client.call('image.adjust', {
    post,
    categories,
    slug,
    name: nameFor(choice, stored.path),
    path: stored.path,
    bytes: choice.format === null ? null : bytes,
    format: choice.format,
    private: choice.private,
  });
}

/** All references in one step: those of the card are written anew, any other to a renamed file follows. */
function write(
  view: EditorView,
  done: readonly { readonly image: InsertedImage; readonly choice: Choice; readonly to: Adjusted | null }[],
  base: ReferenceBase,
): void {
  // Somebody may have typed meanwhile: the card has followed.
  const now = new Map(cardOf(view.state)?.images.map((image) => [image.id, image]));
  const text = view.state.doc.toString();
  const changes: { from: number; to: number; insert: string }[] = [];
  for (const { image, choice, to } of done) {
    const { from, to: end } = now.get(image.id) ?? image;
    const before = writeMarkup(image.form, { url: image.stored.url, alt: image.alt });
    if (text.slice(from, end) !== before) continue;
    const insert = writeMarkup(withWidth(image, choice), {
      url: to?.url ?? image.stored.url,
      alt: choice.alt,
    });
    if (insert !== before) changes.push({ from, to: end, insert });
  }
  const moved = new Map(
    done.flatMap(({ image, to }) => (to === null ? [] : [[image.stored.path.normalize('NFC'), to.path]])),
  );
  const others = followMoves(text, base, (path) => moved.get(path) ?? null).filter(
    (edit) => !changes.some(({ from, to }) => edit.from < to && edit.to > from),
  );
  const all: ChangeSpec[] = [...changes, ...others.map(({ from, to, insert }) => ({ from, to, insert }))];
  view.dispatch({
    changes: all,
    effects: [
      closeCard.of(null),
      ...done.flatMap(({ to }) => (to === null ? [] : [swappedImage.of({ swap: to.swap, side: 'after' })])),
    ],
    annotations: [isolateHistory.of('full'), ownChange.of(true)],
    userEvent: 'input.image',
  });
  view.focus();
}

/** A height that was written like the width goes with it. */
function withWidth({ form }: InsertedImage, { width }: Choice) {
  if (width === null) return form;
  const next = width.trim() === '' ? null : width.trim();
  return {
    ...form,
    width: next,
    height: form.height === form.width ? next : next === null ? null : form.height,
  };
}

const same = (one: Choice, other: Choice): boolean =>
  one.name.trim() === other.name &&
  one.alt === other.alt &&
  one.width === other.width &&
  one.format === other.format;
