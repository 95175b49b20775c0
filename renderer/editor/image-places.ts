// Owns: the places in the text where pictures will stand: they move with what is typed, show what they wait for, or what failed.
// Must not know: where pictures come from or are stored.
import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

interface Waiting {
  readonly id: number;
  readonly at: number;
  readonly name: string;
  /** It takes so long that it is shown, and can be cancelled. */
  readonly late: boolean;
  readonly stage: string | null;
  /** null while it is being stored. */
  readonly failure: string | null;
}

export const addPlace = StateEffect.define<{
  readonly id: number;
  readonly at: number;
  readonly name: string;
}>({ map: (place, changes) => ({ ...place, at: changes.mapPos(place.at, 1) }) });
export const latePlace = StateEffect.define<number>();
export const stagePlace = StateEffect.define<{ readonly id: number; readonly stage: string }>();
export const failPlace = StateEffect.define<{ readonly id: number; readonly failure: string }>();
export const removePlace = StateEffect.define<number>();

export interface PlaceWords {
  readonly storing: (name: string) => string;
  readonly stage: (stage: string, name: string) => string;
  readonly cancel: (name: string) => string;
  readonly dismiss: string;
}

const field = StateField.define<readonly Waiting[]>({
  create: () => [],
  update(places, transaction) {
    let next = places;
    if (transaction.docChanged && next.length > 0) {
      next = next.map((place) => ({ ...place, at: transaction.changes.mapPos(place.at, 1) }));
    }
    const change = (id: number, facts: Partial<Waiting>): void => {
      next = next.map((place) => (place.id === id ? { ...place, ...facts } : place));
    };
    for (const effect of transaction.effects) {
      if (effect.is(addPlace)) next = [...next, { ...effect.value, late: false, stage: null, failure: null }];
      else if (effect.is(removePlace)) next = next.filter((place) => place.id !== effect.value);
      else if (effect.is(latePlace)) change(effect.value, { late: true });
      else if (effect.is(stagePlace)) change(effect.value.id, { stage: effect.value.stage });
      else if (effect.is(failPlace)) change(effect.value.id, { failure: effect.value.failure });
    }
    return next;
  },
});

/** Where the picture with this id belongs now; null if its place was given up. */
export const placeOf = (state: EditorState, id: number): number | null =>
  state.field(field, false)?.find((place) => place.id === id)?.at ?? null;

/** `cancel` ends the storing of the picture with this id. */
export function imagePlaces(words: PlaceWords, cancel: (id: number) => void): Extension {
  return [
    field,
    EditorView.decorations.compute([field], (state) => decorations(state.field(field), words, cancel)),
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
      '.cm-image-bar': {
        width: '36px',
        height: '3px',
        borderRadius: '2px',
        background:
          'linear-gradient(90deg, transparent, var(--accent), transparent) 0 / 50% 100% no-repeat var(--line)',
        animation: 'cm-image-going 1.2s linear infinite',
      },
      '@keyframes cm-image-going': {
        from: { backgroundPosition: '-100% 0' },
        to: { backgroundPosition: '200% 0' },
      },
      '.cm-image-place button': {
        border: '0',
        borderRadius: 'var(--radius-small)',
        padding: '0 4px',
        background: 'none',
        color: 'var(--accent)',
        font: 'inherit',
        cursor: 'pointer',
      },
      '.cm-image-failed button': { color: 'inherit' },
      '@media (prefers-reduced-motion: reduce)': { '.cm-image-bar': { animation: 'none' } },
    }),
  ];
}

function decorations(
  places: readonly Waiting[],
  words: PlaceWords,
  cancel: (id: number) => void,
): DecorationSet {
  return Decoration.set(
    places
      .filter(({ late, failure }) => late || failure !== null)
      .map((place) =>
        Decoration.widget({ widget: new PlaceWidget(place, words, cancel), side: 1 }).range(place.at),
      ),
    true,
  );
}

class PlaceWidget extends WidgetType {
  private readonly place: Waiting;
  private readonly words: PlaceWords;
  private readonly cancel: (id: number) => void;

  constructor(place: Waiting, words: PlaceWords, cancel: (id: number) => void) {
    super();
    this.place = place;
    this.words = words;
    this.cancel = cancel;
  }

  override eq(other: PlaceWidget): boolean {
    const { id, failure, stage } = this.place;
    return other.place.id === id && other.place.failure === failure && other.place.stage === stage;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { id, name, failure, stage } = this.place;
    const box = document.createElement('span');
    box.className = failure === null ? 'cm-image-place' : 'cm-image-place cm-image-failed';
    box.setAttribute('role', failure === null ? 'status' : 'alert');
    const said = document.createElement('span');
    said.textContent = failure ?? (stage === null ? this.words.storing(name) : this.words.stage(stage, name));
    box.append(said);
    if (failure === null) {
      const bar = document.createElement('span');
      bar.className = 'cm-image-bar';
      bar.setAttribute('aria-hidden', 'true');
      const text = this.words.cancel('');
      box.prepend(bar);
      box.append(button(text, this.words.cancel(name), () => this.cancel(id)));
    } else {
      box.append(button('×', this.words.dismiss, () => view.dispatch({ effects: removePlace.of(id) })));
    }
    return box;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

function button(text: string, name: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.setAttribute('aria-label', name);
  made.textContent = text;
  made.onclick = press;
  return made;
}
