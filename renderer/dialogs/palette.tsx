// Owns: the palette: one box over posts and commands, moved through by arrows, taken by Enter once.
// Must not know: how anything offered is carried out.
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { commandList } from '#contract/commands.ts';
import { canRun, runCommand, shownKeys } from '../commands.ts';
import { isComposing } from '../keys.ts';
import { newestPosts } from '../state/list.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { fullDay } from '../ui/dates.ts';
import { PostIcon, SearchIcon } from '../ui/icons.ts';
import { type Offer, offersFor } from './palette-items.ts';

export interface PaletteProps {
  readonly scope: 'posts' | 'commands';
  readonly onClose: () => void;
}

export function Palette({ scope, onClose }: PaletteProps) {
  const { t } = useTranslation();
  const work = useWork();
  const state = usePart((whole) => whole);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  const posts = newestPosts(state.entries);
  const commands = useMemo(
    () =>
      commandList
        .filter((command) => command.id !== 'palette' && canRun(work.store.get(), command.id))
        .map((command) => ({ id: command.id, label: t(`commands.${command.id}`) })),
    [work, t],
  );
  // Among thousands of posts, the next letter must not wait for the last one's matches.
  const searched = useDeferredValue(typed);
  const offers = useMemo(
    () => offersFor(searched, scope, posts, commands),
    [searched, scope, posts, commands],
  );
  const current = Math.min(at, offers.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const take = (offer: Offer | undefined): void => {
    if (offer === undefined) return;
    onClose();
    if (offer.kind === 'post') void work.openPost(offer.entry.path);
    else runCommand(work, offer.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'ArrowDown') setAt(Math.min(offers.length - 1, current + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1));
    else if (event.key === 'PageDown') setAt(Math.min(offers.length - 1, current + 8));
    else if (event.key === 'PageUp') setAt(Math.max(0, current - 8));
    else if (event.key === 'Enter') {
      // Never what was offered for fewer letters.
      take(searched === typed ? offers[current] : offersFor(typed, scope, posts, commands)[0]);
    } else return;
    event.preventDefault();
  };

  return (
    <ModalOverlay
      className="veil palette-veil"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="palette">
        <Dialog className="dialog" aria-label={t(scope === 'posts' ? 'palette.openPosts' : 'palette.all')}>
          <div className="palette-box">
            <SearchIcon size={16} aria-hidden />
            <input
              className="palette-input"
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}-offers`}
              aria-activedescendant={offers.length > 0 ? `${id}-${current}` : undefined}
              aria-label={t(scope === 'posts' ? 'palette.openPosts' : 'palette.all')}
              placeholder={t(scope === 'posts' ? 'palette.postsHint' : 'palette.commandsHint')}
              value={typed}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setTyped(event.target.value);
                setAt(0);
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <div
            className="palette-offers"
            role="listbox"
            id={`${id}-offers`}
            aria-label={t('palette.offers')}
            ref={list}
          >
            {offers.map((offer, index) => (
              <div
                key={offer.kind === 'post' ? offer.entry.path : offer.id}
                id={`${id}-${index}`}
                className="palette-offer"
                role="option"
                tabIndex={-1}
                aria-selected={index === current}
                onPointerMove={() => setAt(index)}
                onClick={() => take(offer)}
                onKeyDown={onKeyDown}
              >
                <OfferLine
                  offer={offer}
                  keys={offer.kind === 'command' ? shownKeys(state, offer.id) : undefined}
                />
              </div>
            ))}
            {offers.length === 0 ? <p className="shelf-none">{t('palette.none')}</p> : null}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function OfferLine({ offer, keys }: { readonly offer: Offer; readonly keys: string | undefined }) {
  const { t, i18n } = useTranslation();
  if (offer.kind === 'command') {
    return (
      <>
        <span className="palette-sign" aria-hidden="true">
          ›
        </span>
        <span className="palette-name">{offer.label}</span>
        {keys === undefined ? null : <kbd>{keys}</kbd>}
      </>
    );
  }
  const { title, date, categories, draft } = offer.entry;
  const about = [
    draft ? t('posts.draft') : date === null ? '' : fullDay(date, i18n.language),
    categories.join(' › '),
  ];
  return (
    <>
      <PostIcon size={14} aria-hidden />
      <span className="palette-name">{title}</span>
      <span className="palette-about">{about.filter(Boolean).join(' · ')}</span>
    </>
  );
}
