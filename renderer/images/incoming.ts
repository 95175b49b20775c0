// Owns: what of a drop or a paste is pictures: files, data written into a web page, addresses that stay where they are.
// Must not know: the editor, the host. Nothing here fetches anything.
import { type PastedPiece, pastedPieces } from '#core/images/index.ts';

export type Incoming =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: File; readonly alt: string | null }
  /** A picture of the web: its address is written, it is never asked for. */
  | { readonly kind: 'remote'; readonly url: string; readonly alt: string }
  /** A picture of the open journal, by its path below the root. */
  | { readonly kind: 'own'; readonly path: string; readonly alt: string };

/** The part of a DataTransfer that is read. */
export interface Carried {
  readonly files: ArrayLike<File>;
  getData(format: string): string;
}

/**
 * The pictures (and the words between them) that `data` carries, in their order; null where it carries none that can be used,
 * and the text is meant. `mediaBase`: the address below which the journal's own images are shown.
 */
export function incomingOf(
  data: Carried | null,
  way: 'drop' | 'paste',
  mediaBase: string,
): readonly Incoming[] | null {
  if (data === null) return null;
  const files = Array.from(data.files, (file): Incoming => ({ kind: 'file', file, alt: null }));
  const text = data.getData('text/plain');
  // Office programs put a picture of the text beside the text: the text is meant. File managers put the names there.
  if (files.length > 0 && (way === 'drop' || text === '' || namesOnly(text, data.files))) return files;
  const html = data.getData('text/html');
  if (/<img\b/i.test(html)) {
    const pieces = pastedPieces(html).flatMap((piece) => pieceOf(piece, mediaBase) ?? []);
    return pieces.some(({ kind }) => kind !== 'text') ? pieces : null;
  }
  if (way === 'paste') return null;
  const [address] = data
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (address === undefined || !/^data:image\/|\.(?:png|jpe?g|gif|webp|avif|svg)(?:[?#]|$)/i.test(address))
    return null;
  const piece = pieceOf({ kind: 'picture', src: address, alt: '' }, mediaBase);
  return piece === null ? null : [piece];
}

/** Every line is the name or the path of one of the files. */
function namesOnly(text: string, files: ArrayLike<File>): boolean {
  const names = Array.from(files, ({ name }) => name.normalize('NFC'));
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().normalize('NFC'))
    .filter((line) => line !== '')
    .every((line) =>
      names.some(
        (name) => line === name || (/[\\/]/.test(line.at(-name.length - 1) ?? '') && line.endsWith(name)),
      ),
    );
}

/** True where a drag that is still in the air may hold pictures; what it holds is told only when it is dropped. */
export function mayHoldPictures(data: { readonly types: readonly string[] } | null): boolean {
  return data !== null && (data.types.includes('Files') || data.types.includes('text/uri-list'));
}

function pieceOf(piece: PastedPiece, mediaBase: string): Incoming | null {
  if (piece.kind === 'text') return piece;
  const { src, alt } = piece;
  if (/^data:/i.test(src)) {
    const file = fileOfData(src, alt);
    return file === null ? null : { kind: 'file', file, alt };
  }
  const url = absolute(src);
  if (url === null) return null;
  if (url.startsWith(mediaBase)) {
    // A small picture of an image stands for the image.
    const path = decoded(
      url
        .slice(mediaBase.length)
        .replace(/[?#].*$/, '')
        .replace(/^\.thumb\//, ''),
    );
    return path === null ? null : { kind: 'own', path, alt };
  }
  return { kind: 'remote', url, alt };
}

/** An address of the web; null for files of this machine, parts of mails, and addresses without their site. */
function absolute(src: string): string | null {
  try {
    const url = new URL(src.startsWith('//') ? `https:${src}` : src);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The file that a `data:` address holds; null where it is no picture or damaged. */
function fileOfData(src: string, alt: string): File | null {
  const head = /^data:(image\/[a-z0-9.+-]+)((?:;[^,;]*)*),/i.exec(src.slice(0, 200));
  if (head === null) return null;
  const [whole, type = '', parameters = ''] = head;
  const body = src.slice(whole.length);
  const extension = type.replace(/^image\//, '').replace(/\+xml$|^x-/, '');
  // Slashes and dots of an alternative text are no folders and no extension.
  const name = `${
    alt
      .replace(/[./\\]+/g, ' ')
      .trim()
      .slice(0, 80) || 'image'
  }.${extension}`;
  try {
    if (!/;base64$/i.test(parameters)) return new File([decodeURIComponent(body)], name, { type });
    const binary = atob(body.replace(/\s+/g, ''));
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return new File([bytes], name, { type });
  } catch {
    return null;
  }
}
