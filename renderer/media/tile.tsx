// Owns: how one image looks in the grid: its picture, and below it name, size and use.
// Must not know: what pressing it does.
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaFacts } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { CheckIcon } from '../ui/icons.ts';
import type { Item } from './model.ts';
import { Thumb } from './thumb.tsx';
import { shownBytes, shownPixels } from './units.ts';

export interface TileHandlers {
  readonly onClick: (event: MouseEvent, path: RelPath) => void;
  readonly onKeyDown: (event: KeyboardEvent, path: RelPath) => void;
  readonly onDoubleClick: (path: RelPath) => void;
}

export interface TileProps {
  readonly item: Item;
  readonly facts: MediaFacts | undefined;
  readonly isChosen: boolean;
  /** The one that Tab reaches. */
  readonly isEntry: boolean;
  readonly heavy: boolean;
  readonly handlers: TileHandlers;
}

export const Tile = memo(function Tile({ item, facts, isChosen, isEntry, heavy, handlers }: TileProps) {
  const { t, i18n } = useTranslation();
  const { image, name, uses } = item;
  const { path, size } = image;
  const pixels = shownPixels(facts);
  return (
    <li className="tile-place">
      <button
        type="button"
        className="tile"
        aria-pressed={isChosen}
        title={path}
        data-image={path}
        tabIndex={isEntry ? 0 : -1}
        onClick={(event) => handlers.onClick(event, path)}
        onDoubleClick={() => handlers.onDoubleClick(path)}
        onKeyDown={(event) => handlers.onKeyDown(event, path)}
      >
        <span className="tile-picture">
          <Thumb image={image} alt="" />
          {isChosen ? (
            <span className="tile-chosen">
              <CheckIcon size={14} strokeWidth={3} aria-hidden />
            </span>
          ) : null}
          {facts?.animated === true ? (
            <span className="tile-badge" data-silent={t('media.animated')} />
          ) : null}
        </span>
        <span className="tile-name">{name}</span>
        <span className="tile-about">
          {pixels === null ? null : <span>{pixels}</span>}
          <span className={heavy ? 'tile-heavy' : undefined}>{shownBytes(size, i18n.language)}</span>
          {facts?.animated === true ? <span className="visually-hidden">{t('media.animated')}</span> : null}
          <span className={uses === 0 ? 'tile-unused' : 'tile-uses'}>
            {uses === 0 ? t('media.unused') : t('media.uses', { count: uses })}
          </span>
        </span>
      </button>
    </li>
  );
});
