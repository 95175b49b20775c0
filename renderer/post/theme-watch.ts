// Owns: telling whether the page is light or dark now, and when that changes.
// Must not know: who wants to know.

export type Theme = 'light' | 'dark';

export function currentTheme(): Theme {
  const fixed = document.documentElement.dataset.theme;
  if (fixed === 'light' || fixed === 'dark') return fixed;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Calls `listener` after each change; gives the way to stop. */
export function watchTheme(listener: (theme: Theme) => void): () => void {
  const tell = (): void => listener(currentTheme());
  const query = matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', tell);
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => {
    query.removeEventListener('change', tell);
    observer.disconnect();
  };
}
