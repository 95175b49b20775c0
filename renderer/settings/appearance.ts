// Owns: what settings change about the document itself: theme, language, the editor's type.
// Must not know: where settings come from.
import i18next from 'i18next';
import type { Settings } from '#contract/values.ts';
import { pickLanguage } from '../locales/catalogue.ts';

export function applyAppearance(settings: Settings, systemLocale: string): void {
  const page = document.documentElement;
  if (settings.theme === 'system') delete page.dataset.theme;
  else page.dataset.theme = settings.theme;
  const language = pickLanguage(settings.language, systemLocale);
  page.lang = language;
  page.dataset.editorFont = settings.editorFont;
  page.style.setProperty('--editor-size', `${settings.editorSize}px`);
  page.style.setProperty(
    '--editor-font',
    settings.editorFont === 'mono' ? 'var(--font-mono)' : 'var(--font-reading)',
  );
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
