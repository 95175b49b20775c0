// Owns: what happens when pictures are dropped or pasted into the text: each is stored, then its reference is inserted.
// Must not know: how pictures are stored, React.
import { isolateHistory } from '@codemirror/commands';
import { type EditorState, type Extension, Prec, type TransactionSpec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { ImageStage, StoredImage } from '#contract/image-calls.ts';
import { chooseMarkup, type Markup, writeMarkup } from '#core/images/index.ts';
import { type InsertedImage, insertedImage, ownChange } from '../images/card-field.ts';
import { type Incoming, incomingOf } from '../images/incoming.ts';
import {
  addPlace,
  failPlace,
  imagePlaces,
  latePlace,
  type PlaceWords,
  placeOf,
  removePlace,
  stagePlace,
} from './image-places.ts';
import { placed } from './image-spot.ts';

/** The storing of one picture. Rejects with an `Error` whose message a person can read, or `Cancelled`. */
export interface Storing {
  readonly done: Promise<StoredImage>;
  cancel(): void;
}

/** The person gave up: nothing is to be said. */
export class Cancelled extends Error {}

/** The text that takes the picture, shown in a view or not. */
export interface ImageTarget {
  state(): EditorState;
  dispatch(spec: TransactionSpec): void;
  /** Resolves when nobody is composing in it. */
  quiet(): Promise<void>;
  store(file: File, onStage: (stage: ImageStage) => void): Storing;
  /** Pictures that were stored at this one's request stand in the text now. */
  inserted(images: readonly InsertedImage[]): void;
}

export type MarkupSetting = 'auto' | 'markdown' | 'html' | 'center';

export interface ImageDropOptions {
  readonly target: () => ImageTarget | null;
  readonly markup: () => MarkupSetting;
  /** How the site and its other posts write pictures. */
  readonly manner: () => Promise<{ readonly baseurl: string; readonly markup: Markup | null }>;
  /** The address below which the journal's own images are shown. */
  readonly mediaBase: () => string;
  /** So many pictures stay on the web. */
  readonly onRemote: (count: number) => void;
  readonly onPick: () => void;
  readonly words: PlaceWords;
}

/** Milliseconds after which a picture that is still being stored is shown. */
const LATE = 300;

let lastId = 0;
const running = new Map<number, () => void>();

export function imageDrop(options: ImageDropOptions): Extension {
  const pick = (): boolean => {
    options.onPick();
    return true;
  };
  return [
    imagePlaces(options.words, (id) => running.get(id)?.()),
    Prec.high(keymap.of([{ key: 'Mod-Alt-g', run: pick, preventDefault: true }])),
    Prec.high(
      EditorView.domEventHandlers({
        drop(event, view) {
          const pieces = incomingOf(event.dataTransfer, 'drop', options.mediaBase());
          if (pieces === null) return false;
          event.preventDefault();
          // The nearest place: what is dropped beside or below the words is meant for there all the same.
          const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
          view.focus();
          void insertPieces(pieces, { at }, options);
          return true;
        },
        paste(event, view) {
          const pieces = incomingOf(event.clipboardData, 'paste', options.mediaBase());
          if (pieces === null) return false;
          event.preventDefault();
          const { from, to } = view.state.selection.main;
          const words = pieces.some(({ kind }) => kind === 'text');
          void insertPieces(pieces, words && from !== to ? { at: from, over: to } : { at: to }, options);
          return true;
        },
      }),
    ),
  ];
}

/** Where pictures go; `over`: end of what they replace; `alone`: as a paragraph of their own below the line. */
export interface Spot {
  readonly at: number;
  readonly over?: number;
  readonly alone?: boolean;
}

/** Inserts the words and web addresses at once, stores the files, and inserts a reference to each where its place has moved to. */
export async function insertPieces(
  pieces: readonly Incoming[],
  spot: Spot,
  options: ImageDropOptions,
): Promise<void> {
  const target = options.target();
  if (!target || target.state().readOnly) return;
  // Whatever is typed while we wait moves the spot.
  const anchor = ++lastId;
  target.dispatch({ effects: addPlace.of({ id: anchor, at: spot.at, name: '' }) });
  const manner = await options.manner();
  await target.quiet();
  const at = placeOf(target.state(), anchor) ?? target.state().doc.length;
  target.dispatch({ effects: removePlace.of(anchor) });
  const form = () =>
    chooseMarkup(target.state().doc.toString(), options.markup(), manner.baseurl, manner.markup);
  const over =
    spot.over === undefined ? {} : { over: Math.min(at + spot.over - spot.at, target.state().doc.length) };
  const places = insertWords(pieces, { at, ...over }, target, form());
  const remote = pieces.filter(({ kind }) => kind === 'remote').length;
  if (remote > 0) options.onRemote(remote);
  // All are on their way together, the host works on few at a time; their references come in the order of the files.
  const all = places.map((place) => ({ ...place, storing: storeAt(place, target) }));
  const done: InsertedImage[] = [];
  for (const { id, file, alt, storing } of all) {
    const stored = await storing;
    if (stored === null) continue;
    await target.quiet();
    const picture = { file, stored, alt: alt ?? altOf(file.name) };
    const inserted = insert(target, id, picture, form(), spot.alone === true);
    if (inserted !== null) done.push(inserted);
  }
  if (done.length > 0) target.inserted(done);
}

interface Place {
  readonly id: number;
  readonly file: File;
  readonly alt: string | null;
}

/** What needs no storing goes in as one step of undo; the files get their places in it. */
function insertWords(
  pieces: readonly Incoming[],
  spot: Spot,
  target: ImageTarget,
  form: Markup,
): readonly Place[] {
  const places: (Place & { readonly at: number })[] = [];
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.kind === 'remote') text += writeMarkup({ ...form, prefix: '' }, piece);
    else if (piece.kind === 'own') text += writeMarkup(form, { url: `/${piece.path}`, alt: piece.alt });
    else places.push({ id: ++lastId, file: piece.file, alt: piece.alt, at: spot.at + text.length });
  }
  const effects = places.map(({ id, at, file }) => addPlace.of({ id, at, name: file.name }));
  if (text === '' && spot.over === undefined) target.dispatch({ effects });
  else {
    target.dispatch({
      changes: { from: spot.at, to: spot.over ?? spot.at, insert: text },
      selection: { anchor: spot.at + text.length },
      annotations: isolateHistory.of('full'),
      userEvent: 'input.paste',
    });
    // Their positions are those of the text that stands there now.
    target.dispatch({ effects });
  }
  return places;
}

/** What was stored; null where that failed or was cancelled, which shows in the place at once, whoever is before it. */
async function storeAt({ id, file }: Place, target: ImageTarget): Promise<StoredImage | null> {
  const storing = target.store(file, (stage) => target.dispatch({ effects: stagePlace.of({ id, stage }) }));
  running.set(id, storing.cancel);
  const late = setTimeout(() => target.dispatch({ effects: latePlace.of(id) }), LATE);
  try {
    return await storing.done;
  } catch (error) {
    await target.quiet();
    const failure = error instanceof Error ? error.message : String(error);
    const gone = error instanceof Cancelled;
    target.dispatch({ effects: gone ? removePlace.of(id) : failPlace.of({ id, failure }) });
    return null;
  } finally {
    clearTimeout(late);
    running.delete(id);
  }
}

function insert(
  target: ImageTarget,
  id: number,
  picture: { readonly file: File; readonly stored: StoredImage; readonly alt: string },
  form: Markup,
  alone: boolean,
): InsertedImage | null {
  const state = target.state();
  const at = placeOf(state, id);
  if (at === null) return null;
  const { file, stored } = picture;
  const alt = form.alt || form.kind === 'markdown' ? picture.alt : '';
  const markup = writeMarkup(form, { url: stored.url, alt });
  const inline = !alone && (form.kind === 'markdown' || form.kind === 'include');
  const change = placed(state, at, markup, inline);
  const from = change.from + change.insert.indexOf(markup);
  target.dispatch({
    changes: change,
    effects: [removePlace.of(id), insertedImage.of({ path: stored.path, there: true })],
    selection: { anchor: change.from + change.insert.length },
    // One step of undo takes the reference away, whatever was typed before and after.
    annotations: [isolateHistory.of('full'), ownChange.of(true)],
    userEvent: 'input.drop.image',
  });
  return { id, from, to: from + markup.length, file, stored, form, alt };
}

/** Inserts the reference to an image that the journal has, at the end of the selection. */
export async function insertStored(
  image: { readonly url: string; readonly path: string },
  options: ImageDropOptions,
): Promise<void> {
  const target = options.target();
  if (!target || target.state().readOnly) return;
  const { baseurl, markup } = await options.manner();
  await target.quiet();
  const state = target.state();
  const form = chooseMarkup(state.doc.toString(), options.markup(), baseurl, markup);
  const alt =
    form.alt || form.kind === 'markdown' ? altOf(image.path.slice(image.path.lastIndexOf('/') + 1)) : '';
  const change = placed(
    state,
    state.selection.main.to,
    writeMarkup(form, { url: image.url, alt }),
    form.kind === 'markdown' || form.kind === 'include',
  );
  target.dispatch({
    changes: change,
    selection: { anchor: change.from + change.insert.length },
    annotations: isolateHistory.of('full'),
    userEvent: 'input.image',
    scrollIntoView: true,
  });
}

/** A file's name as words; names that only a machine gives say nothing. */
export function altOf(name: string): string {
  const bare = name
    .replace(/\.[^.]+$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .normalize('NFC');
  return /^(?:image|img|dsc|screenshot|스크린샷|untitled|clipboard|pasted)?[\s\d._-]*$/i.test(bare)
    ? ''
    : bare;
}
