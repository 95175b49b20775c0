// Owns: the words of the `images` namespace for code that is no React component.
// Must not know: any language.
import i18next from 'i18next';
import type { Word } from '../post/words.ts';

export const imageWord: Word = (key, values) => i18next.t(key, { ns: 'images', ...values });
