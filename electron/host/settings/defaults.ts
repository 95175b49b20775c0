// Owns: what every setting is until a person changes it, and which stored values are still good.
// Must not know: where settings are stored.
import { type Settings, settings } from '#contract/values.ts';

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  autosave: true,
  autosaveDelay: 1000,
  editorFont: 'mono',
  editorSize: 15,
  slugStyle: 'keep',
  imageFolder: 'assets/img/{category}/{slug}',
  imageName: '{name}',
  imageMarkup: 'auto',
  imageConvert: true,
  imageMaxWidth: 1600,
  imageMaxHeight: 8000,
  imageQuality: 82,
  imageOriginal: 'drop',
  imagePrivate: false,
  imageLimit: 25 * 1024 * 1024,
  imageHeavy: 500 * 1024,
  syncScroll: true,
  previewPaper: true,
};

/**
 * Gives full settings from stored ones: each value that still fits is kept, each other one is the default. Stored settings of
 * another version may have more or fewer.
 */
export function completeSettings(stored: Readonly<Record<string, unknown>>): Settings {
  const kept = Object.entries(settings.shape).flatMap(([key, schema]) => {
    const value = Object.hasOwn(stored, key) ? stored[key] : undefined;
    return schema.safeParse(value).success ? [[key, value] as const] : [];
  });
  return settings.parse({ ...defaultSettings, ...Object.fromEntries(kept) });
}
