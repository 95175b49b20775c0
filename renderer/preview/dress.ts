// Owns: what becomes of a clean fragment before it is shown: pictures get their addresses, frames become cards, math is marked.
// Must not know: the sanitiser's rules, the frame's layout, what following a link does.
import { type Addresses, imageTarget } from './address.ts';
import { embedOf } from './embeds.ts';

export interface DressOptions {
  readonly addresses: Addresses;
  /** A word of the `post` namespace. */
  readonly word: (key: string, values?: Readonly<Record<string, string>>) => string;
}

/** Changes the fragment in place. Nothing in it may load before this. */
export function dress(fragment: DocumentFragment, options: DressOptions): void {
  for (const image of fragment.querySelectorAll('img')) dressImage(image, options);
  for (const source of fragment.querySelectorAll('source')) source.remove();
  for (const frame of fragment.querySelectorAll('iframe')) dressFrame(frame, options);
  for (const media of fragment.querySelectorAll('video, audio')) dressMedia(media, options);
  for (const link of fragment.querySelectorAll('a[href]')) {
    link.setAttribute('rel', 'noopener noreferrer');
    link.setAttribute('draggable', 'false');
  }
}

function dressImage(image: HTMLImageElement, { addresses, word }: DressOptions): void {
  const src = image.getAttribute('src') ?? '';
  const target = imageTarget(src, addresses);
  image.setAttribute('data-src', src);
  image.setAttribute('decoding', 'async');
  switch (target.kind) {
    case 'inline':
      return;
    case 'media':
      tryInTurn(image, target.urls, () => mark(image, word('preview.missingImage', { path: target.path })));
      return;
    case 'remote':
      image.removeAttribute('src');
      mark(image, word('preview.remoteImage', { host: target.host }));
      return;
    case 'none':
      image.removeAttribute('src');
      mark(image, word('preview.emptyImage'));
  }
}

function tryInTurn(image: HTMLImageElement, urls: readonly string[], fail: () => void): void {
  const [first, ...rest] = urls;
  if (first === undefined) {
    fail();
    return;
  }
  image.setAttribute('src', first);
  image.addEventListener('error', () => tryInTurn(image, rest, fail), { once: true });
}

/** A picture that cannot be shown stays in its place as a labelled box: the text of the box is the picture's own alternative. */
function mark(image: HTMLImageElement, label: string): void {
  image.removeAttribute('src');
  image.classList.add('galley-no-image');
  const alt = image.getAttribute('alt') ?? '';
  image.setAttribute('data-alt', alt);
  image.setAttribute('alt', alt === '' ? label : `${label} · ${alt}`);
}

function dressFrame(frame: Element, { word }: DressOptions): void {
  const src = frame.getAttribute('src') ?? '';
  const embed = embedOf(src);
  const host = hostOf(src);
  const label = embed ? word('preview.video', { service: embed.service }) : word('preview.embed', { host });
  frame.replaceWith(
    card(frame.ownerDocument, label, frame.getAttribute('title') ?? embed?.id ?? '', embed?.url ?? src),
  );
}

function dressMedia(media: Element, { word }: DressOptions): void {
  const src = media.getAttribute('src') ?? '';
  media.replaceWith(card(media.ownerDocument, word('preview.media'), src.split('/').at(-1) ?? '', src));
}

/** What stands for a frame or film: it names itself, loads nothing, and opens outside when it is pressed. */
function card(document: Document, label: string, detail: string, href: string): HTMLElement {
  const link = document.createElement(/^(?:https?:)?\/\//i.test(href) ? 'a' : 'span');
  link.className = 'galley-card';
  if (link instanceof HTMLAnchorElement || link.nodeName === 'A') {
    link.setAttribute('href', href.startsWith('//') ? `https:${href}` : href);
  }
  const name = document.createElement('strong');
  name.textContent = label;
  const more = document.createElement('span');
  more.textContent = detail;
  link.append(name, more);
  return link;
}

function hostOf(src: string): string {
  try {
    return new URL(src, 'https://here.invalid/').host.replace('here.invalid', '');
  } catch {
    return '';
  }
}
