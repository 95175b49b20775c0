// Owns: what happens when files are dropped or pasted into the text: each picture is stored, then its reference is inserted.
// Must not know: how pictures are stored, React.
import { isolateHistory } from '@codemirror/commands';
import { type EditorState, type Extension, Prec, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { chooseMarkup, writeMarkup } from '#core/images/index.ts';
import { addPlace, failPlace, imagePlaces, type PlaceWords, placeOf, removePlace } from './image-places.ts';

/** The text that takes the picture, shown in a view or not. */
export interface ImageTarget {
  state(): EditorState;
  dispatch(spec: TransactionSpec): void;
  /** Resolves when nobody is composing in it. */
  quiet(): Promise<void>;
  /** Stores one picture for it and gives the address to write; rejects with an `Error` whose message a person can read. */
  store(file: File): Promise<{ readonly url: string }>;
}

export interface ImageDropOptions {
  readonly target: () => ImageTarget | null;
  readonly markup: () => 'auto' | 'markdown' | 'html' | 'center';
  readonly words: PlaceWords;
}

let lastId = 0;

export function imageDrop(options: ImageDropOptions): Extension {
  return [
    imagePlaces(options.words),
    Prec.high(
      EditorView.domEventHandlers({
        drop(event, view) {
          const files = [...(event.dataTransfer?.files ?? [])];
          if (files.length === 0) return false;
          event.preventDefault();
          const at =
            view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head;
          view.focus();
          void insertImages(files, at, options);
          return true;
        },
        paste(event, view) {
          const files = [...(event.clipboardData?.files ?? [])];
          // Office programs put a picture of the text beside the text: the text is meant.
          if (files.length === 0 || (event.clipboardData?.getData('text/plain') ?? '') !== '') return false;
          event.preventDefault();
          void insertImages(files, view.state.selection.main.head, options);
          return true;
        },
      }),
    ),
  ];
}

/** Stores the files one after another and inserts a reference to each where `at` has moved to by then. */
export async function insertImages(
  files: readonly File[],
  at: number,
  options: ImageDropOptions,
): Promise<void> {
  const target = options.target();
  if (!target || target.state().readOnly) return;
  const places = files.map((file) => ({ id: ++lastId, at, name: file.name, file }));
  await target.quiet();
  target.dispatch({ effects: places.map(({ id, name }) => addPlace.of({ id, at, name })) });
  for (const { id, file } of places) {
    try {
      const { url } = await target.store(file);
      await target.quiet();
      insert(target, id, { url, alt: altOf(file.name) }, options.markup());
    } catch (error) {
      await target.quiet();
      const failure = error instanceof Error ? error.message : String(error);
      target.dispatch({ effects: failPlace.of({ id, failure }) });
    }
  }
}

function insert(
  target: ImageTarget,
  id: number,
  picture: { readonly url: string; readonly alt: string },
  setting: 'auto' | 'markdown' | 'html' | 'center',
): void {
  const state = target.state();
  const at = placeOf(state, id);
  if (at === null) return;
  const form = chooseMarkup(state.doc.toString(), setting);
  const markup = writeMarkup(form, form.alt || form.kind === 'markdown' ? picture : { ...picture, alt: '' });
  const change = placed(state, at, markup, form.kind === 'markdown' || form.kind === 'include');
  target.dispatch({
    changes: change,
    effects: removePlace.of(id),
    selection: { anchor: change.from + change.insert.length },
    // One step of undo takes the reference away, whatever was typed before and after.
    annotations: isolateHistory.of('full'),
    userEvent: 'input.drop.image',
  });
}

/** On a blank line the markup stands alone; in a line of text an inline form stays in it, a block goes below it. */
function placed(state: EditorState, at: number, markup: string, inline: boolean) {
  const line = state.doc.lineAt(at);
  if (line.text.trim() === '') {
    const above = line.number > 1 ? state.doc.line(line.number - 1).text.trim() : '';
    const below = line.number < state.doc.lines ? state.doc.line(line.number + 1).text.trim() : '';
    return {
      from: line.from,
      to: line.to,
      insert: `${isText(above) ? '\n' : ''}${markup}${below === '' ? '' : '\n'}`,
    };
  }
  if (inline && !isImageLine(line.text)) return { from: at, to: at, insert: markup };
  const after = line.number < state.doc.lines ? state.doc.line(line.number + 1).text.trim() : '';
  return { from: line.to, to: line.to, insert: `\n\n${markup}${after === '' ? '' : '\n'}` };
}

const isText = (line: string): boolean => line !== '' && !/^(?:---|\.\.\.)$/.test(line);
const isImageLine = (text: string): boolean => /^\s*(?:!\[[^\]]*\]\([^)]*\)|<[^>]+>)+\s*$/.test(text);

/** A file's name as words; names that only a machine gives say nothing. */
function altOf(name: string): string {
  const bare = name
    .replace(/\.[^.]+$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .normalize('NFC');
  return /^(?:image|img|dsc|screenshot|스크린샷|untitled|clipboard|pasted)?[\s\d._-]*$/i.test(bare)
    ? ''
    : bare;
}
