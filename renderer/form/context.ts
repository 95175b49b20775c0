// Owns: what every field of the form can do: change the post, say why it could not, find pictures.
// Must not know: any field.
import { createContext, useContext } from 'react';
import type { ImageStage } from '#contract/image-calls.ts';
import type { Change, Field, Reason } from '#core/frontmatter/index.ts';
import type { Storing } from '../editor/image-drop.ts';
import type { LibraryImage } from '../images/library.ts';
import type { FormModel } from './model.ts';

export interface FormWork {
  readonly model: FormModel;
  readonly disabled: boolean;
  /** Keys that the journal asks of this post. */
  readonly required: readonly string[];
  /** Makes the change; a refusal is shown at the field with this key. */
  change(key: string, change: Change | readonly Change[], typing?: { readonly fresh: boolean } | null): void;
  readonly refusals: ReadonlyMap<string, Reason>;
  /** Shows the field's place in the text. */
  reveal(field: Field): void;
  /** Absolute address to show a picture that is written so; null where it is none of the journal's. */
  imageUrl(written: string): string | null;
  images(): Promise<readonly LibraryImage[]>;
  /** Stores a picture for the post; `onStage` hears how far it is. */
  storeImage(file: File, onStage: (stage: ImageStage) => void): Storing;
  /** The address below which the journal's own images are shown. */
  mediaBase(): string;
}

export const FormContext = createContext<FormWork | null>(null);

export function useForm(): FormWork {
  const work = useContext(FormContext);
  if (!work) throw new Error('a field outside of the form');
  return work;
}
