// Owns: dropping pictures on the preview: a line shows between which blocks of the page they will stand.
// Must not know: how they are stored or written; a place is a line of the source.
import { type Incoming, incomingOf, mayHoldPictures } from './incoming.ts';

/** A block of the page: its lines from 0, `endLine` just behind it; its edges in pixels from the top of what is seen. */
export interface DropBlock {
  readonly line: number;
  readonly endLine: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PreviewDropOptions {
  readonly document: Document;
  readonly mediaBase: () => string;
  /** The block at a height of what is seen; null in an empty page. */
  readonly blockAt: (y: number) => DropBlock | null;
  /** `after`: below the lines of the block, else above them. */
  readonly onDrop: (pieces: readonly Incoming[], block: DropBlock | null, after: boolean) => void;
}

export function acceptDrops({ document, mediaBase, blockAt, onDrop }: PreviewDropOptions): void {
  const mark = document.createElement('div');
  mark.className = 'galley-drop';
  mark.setAttribute('aria-hidden', 'true');
  const isBelow = (block: DropBlock, y: number): boolean => y > (block.top + block.bottom) / 2;
  const hide = (): void => mark.remove();

  document.addEventListener('dragover', (event) => {
    if (!mayHoldPictures(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    const block = blockAt(event.clientY);
    const at = block === null ? 24 : isBelow(block, event.clientY) ? block.bottom : block.top;
    mark.style.top = `${at}px`;
    if (!mark.isConnected) document.body.append(mark);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) hide();
  });
  document.addEventListener('drop', (event) => {
    hide();
    const pieces = incomingOf(event.dataTransfer, 'drop', mediaBase());
    if (pieces === null) return;
    event.preventDefault();
    const block = blockAt(event.clientY);
    onDrop(pieces, block, block !== null && isBelow(block, event.clientY));
  });
}
