// Owns: the one catalogue of the page's words, a file for each namespace and language, and how it is started.
// Must not know: what a word is used for.
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { commandWords } from '#contract/command-words.ts';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

type Words = { readonly [key: string]: string | Words };

/** `./en/common.json` -> its words. A missing namespace file is simply not there. */
const files = import.meta.glob<Words>('./*/*.json', { eager: true, import: 'default' });

export const catalogue: Readonly<Record<Language, Readonly<Record<string, Words>>>> = {
  en: wordsOf('en'),
  ko: wordsOf('ko'),
};

function wordsOf(language: Language): Readonly<Record<string, Words>> {
  // The names of commands are shared with native menus, which cannot read the page's files.
  const words: Record<string, Words> = {
    commands: {
      commands: { ...flat(commandWords[language].commands), menus: { ...commandWords[language].menus } },
    },
  };
  for (const [file, content] of Object.entries(files)) {
    const match = /^\.\/(\w+)\/([\w-]+)\.json$/.exec(file);
    if (match?.[1] === language && match[2] !== undefined) words[match[2]] = content;
  }
  return words;
}

/** Command ids hold dots, which separate keys here: `post.save` is found as `commands.post.save`. */
function flat(words: Readonly<Record<string, string>>): Words {
  const nested: Record<string, string | Record<string, string>> = {};
  for (const [id, word] of Object.entries(words)) {
    const [first = id, second] = id.split('.');
    if (second === undefined) nested[first] = word;
    else nested[first] = { ...(nested[first] as Record<string, string> | undefined), [second]: word }; // dotted ids share a first part only with each other
  }
  return nested;
}

/** The language to speak: the setting, else the first of the system's that we have, else English. */
export function pickLanguage(setting: 'system' | Language, system: string): Language {
  if (setting !== 'system') return setting;
  return system.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

/** Starts i18next with both languages in memory; a key is looked for in every namespace. */
export async function startWords(language: Language): Promise<i18n> {
  const namespaces = Object.keys(catalogue.en);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: catalogue.en, ko: catalogue.ko },
    ns: namespaces,
    defaultNS: 'common',
    fallbackNS: namespaces,
    interpolation: { escapeValue: false },
  });
  return i18next;
}
