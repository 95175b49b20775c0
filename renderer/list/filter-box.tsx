// Owns: the box above the list that narrows it as one types; syllables still in composition count already.
// Must not know: how posts are matched.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isComposing } from '../keys.ts';
import { usePart, useStore } from '../state/store.ts';
import { CloseIcon, SearchIcon } from '../ui/icons.ts';

const many = 2000;
const pause = 80;

export function FilterBox() {
  const { t } = useTranslation();
  const store = useStore();
  const filter = usePart((state) => state.filter);
  const [text, setText] = useState(filter);

  const timer = useRef<number | undefined>(undefined);
  const change = (next: string): void => {
    setText(next);
    window.clearTimeout(timer.current);
    const narrow = (): void => store.dispatch({ type: 'filter', filter: next });
    // Among thousands, the next letter must not wait for the last one's matches.
    if (store.get().entries.length < many) narrow();
    else timer.current = window.setTimeout(narrow, pause);
  };

  // Cleared from outside (another view was chosen): follow. What is typed here is never written over.
  useEffect(() => {
    if (filter === '') setText('');
  }, [filter]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      event.stopPropagation();
      change('');
    }
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      const pane = event.currentTarget.closest('[data-pane]');
      pane?.querySelector<HTMLElement>('.post-row[tabindex="0"]')?.focus();
    }
  };

  return (
    <div className="filter">
      <SearchIcon size={14} aria-hidden />
      <input
        className="filter-input"
        data-filter-posts=""
        type="search"
        aria-label={t('posts.filter')}
        placeholder={t('posts.filter')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text === '' ? null : (
        <button
          type="button"
          className="filter-clear"
          aria-label={t('empty.clearFilter')}
          onClick={() => change('')}
        >
          <CloseIcon size={14} aria-hidden />
        </button>
      )}
    </div>
  );
}
