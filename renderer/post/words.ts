// Owns: the words of the open post for code that is no React component.
// Must not know: any language.
import i18next from 'i18next';

export type Word = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A word of the `post` namespace in the language of the moment. */
export const word: Word = (key, values) => i18next.t(key, { ns: 'post', ...values });
