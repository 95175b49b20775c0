// Owns: the places in a text that wait for a picture: they move with the text and show what they wait for, or what failed.
// Must not know: where pictures come from or are stored.
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

interface Waiting {
  readonly id: number;
  readonly at: number;
  readonly name: string;
  /** null while it is being stored. */
  readonly failure: string | null;
}

export const addPlace = StateEffect.define<{
  readonly id: number;
  readonly at: number;
  readonly name: string;
}>();
export const failPlace = StateEffect.define<{ readonly id: number; readonly failure: string }>();
export const removePlace = StateEffect.define<number>();

export interface PlaceWords {
  readonly storing: (name: string) => string;
  readonly dismiss: string;
}

const field = StateField.define<readonly Waiting[]>({
  create: () => [],
  update(places, transaction) {
    let next = places;
    if (transaction.docChanged && next.length > 0) {
      next = next.map((place) => ({ ...place, at: transaction.changes.mapPos(place.at, 1) }));
    }
    for (const effect of transaction.effects) {
      if (effect.is(addPlace)) next = [...next, { ...effect.value, failure: null }];
      else if (effect.is(removePlace)) next = next.filter((place) => place.id !== effect.value);
      else if (effect.is(failPlace)) {
        const { id, failure } = effect.value;
        next = next.map((place) => (place.id === id ? { ...place, failure } : place));
      }
    }
    return next;
  },
});

/** Where the picture with this id belongs now; null if its place was given up. */
export const placeOf = (state: EditorState, id: number): number | null =>
  state.field(field, false)?.find((place) => place.id === id)?.at ?? null;

export function imagePlaces(words: PlaceWords): Extension {
  return [
    field,
    EditorView.decorations.compute([field], (state) => decorations(state.field(field), words)),
    EditorView.baseTheme({
      '.cm-image-place': {
        display: 'inline-flex',
        alignItems: 'center',
        gap: '8px',
        maxWidth: '100%',
        margin: '0 2px',
        padding: '0 8px',
        border: '1px dashed var(--line-strong)',
        borderRadius: 'var(--radius)',
        color: 'var(--ink-soft)',
        fontFamily: 'var(--font-ui)',
        fontSize: 'var(--text)',
      },
      '.cm-image-failed': { borderColor: 'var(--red)', color: 'var(--red)' },
      '.cm-image-place button': {
        border: '0',
        padding: '0 2px',
        background: 'none',
        color: 'inherit',
        cursor: 'pointer',
      },
    }),
  ];
}

function decorations(places: readonly Waiting[], words: PlaceWords): DecorationSet {
  return Decoration.set(
    places.map((place) =>
      Decoration.widget({ widget: new PlaceWidget(place, words), side: 1 }).range(place.at),
    ),
    true,
  );
}

class PlaceWidget extends WidgetType {
  private readonly place: Waiting;
  private readonly words: PlaceWords;

  constructor(place: Waiting, words: PlaceWords) {
    super();
    this.place = place;
    this.words = words;
  }

  override eq(other: PlaceWidget): boolean {
    return other.place.id === this.place.id && other.place.failure === this.place.failure;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { id, name, failure } = this.place;
    const box = document.createElement('span');
    box.className = failure === null ? 'cm-image-place' : 'cm-image-place cm-image-failed';
    box.setAttribute('role', failure === null ? 'status' : 'alert');
    box.append(failure ?? this.words.storing(name));
    if (failure !== null) {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('aria-label', this.words.dismiss);
      button.textContent = '×';
      button.onclick = () => view.dispatch({ effects: removePlace.of(id) });
      box.append(button);
    }
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
