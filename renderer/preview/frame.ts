// Owns: the preview's frame: its empty document, its style sheets and theme, the page element that blocks go into.
// Must not know: blocks, scrolling, where links lead.

export interface Frame {
  readonly document: Document;
  readonly window: Window;
  /** The element `#preview` that holds the post's content. */
  readonly page: HTMLElement;
  /** The title and date that a blog's layout puts above the content. */
  setHead(head: { readonly title: string; readonly date: string | null; readonly lang: string }): void;
  setLook(look: {
    readonly theme: 'light' | 'dark';
    readonly phone: boolean;
    readonly fontSize: number;
  }): void;
  /** The blog's own sheets, instead of our reading style; null: ours. */
  setBlogStyles(styles: readonly string[] | null): void;
  /** Adds a sheet below all others (KaTeX's). */
  addSheet(css: string): void;
}

export interface FrameSheets {
  /** What every page needs: boxes of missing pictures, cards. */
  readonly base: string;
  /** Our reading style. */
  readonly reading: string;
}

/** Fills a frame whose empty document has loaded; null where it has none (it was removed meanwhile). */
export function fillFrame(element: HTMLIFrameElement, sheets: FrameSheets): Frame | null {
  const { contentDocument: document, contentWindow: window } = element;
  if (!document?.body || !window) return null;
  // The frame's own constructor: a sheet may only be adopted by the document whose window made it.
  const { CSSStyleSheet: Sheet } = window as Window & typeof globalThis;
  const sheet = (css: string): CSSStyleSheet => {
    const made = new Sheet({ baseURL: window.parent.document.baseURI });
    made.replaceSync(css);
    return made;
  };
  const base = sheet(sheets.base);
  const reading = sheet(fontFaces(window.parent.document) + sheets.reading);
  const extra: CSSStyleSheet[] = [];
  let blog: readonly CSSStyleSheet[] | null = null;
  const adopt = (): void => {
    document.adoptedStyleSheets = [...(blog ?? [reading]), ...extra, base];
    document.documentElement.classList.toggle('galley-blog-styles', blog !== null);
  };

  const sheetElement = document.createElement('main');
  sheetElement.className = 'galley-sheet';
  const head = document.createElement('header');
  head.className = 'galley-head';
  const title = document.createElement('h1');
  const date = document.createElement('p');
  head.append(title, date);
  const page = document.createElement('article');
  page.id = 'preview';
  page.className = 'post-content content';
  sheetElement.append(head, page);
  document.body.replaceChildren(sheetElement);
  adopt();

  return {
    document,
    window,
    page,
    setHead(next) {
      document.documentElement.lang = next.lang;
      if (title.textContent !== next.title) title.textContent = next.title;
      const shown = next.date ?? '';
      if (date.textContent !== shown) date.textContent = shown;
      head.hidden = next.title === '' && shown === '';
    },
    setLook({ theme, phone, fontSize }) {
      document.documentElement.dataset.theme = theme;
      document.documentElement.classList.toggle('galley-phone', phone);
      document.documentElement.style.setProperty('--reading-size', `${fontSize}px`);
    },
    setBlogStyles(styles) {
      blog = styles === null || styles.length === 0 ? null : styles.map(sheet);
      adopt();
    },
    addSheet(css) {
      extra.push(sheet(css));
      adopt();
    },
  };
}

/** The page's own font faces, with absolute addresses: a frame's document does not inherit them. */
function fontFaces(document: Document): string {
  const faces: string[] = [];
  for (const sheet of document.styleSheets) {
    let rules: CSSRuleList;
    try {
      rules = sheet.cssRules;
    } catch {
      continue;
    }
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const base = sheet.href ?? document.baseURI;
      faces.push(
        rule.cssText.replace(
          /url\("([^"]*)"\)/g,
          (_all, address: string) => `url("${new URL(address, base).href}")`,
        ),
      );
    }
  }
  return faces.join('\n');
}
