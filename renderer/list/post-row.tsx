// Owns: how one post looks in the list: its title, and below it when, where, and what is the matter.
// Must not know: what pressing it does.
import type { CSSProperties, DragEvent, KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PostEntry } from '#core/journal/entry.ts';
import { problemWords } from '../locales/problem-words.ts';
import { dayOf } from '../ui/dates.ts';
import { CheckIcon, ProblemIcon } from '../ui/icons.ts';

export interface PostRowProps {
  readonly entry: PostEntry;
  readonly style: CSSProperties;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  /** More than one post is chosen. */
  readonly many: boolean;
  /** The one that Tab reaches. */
  readonly isEntry: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly onDragStart: (event: DragEvent) => void;
}

export function PostRow(props: PostRowProps) {
  const { entry, style, isOpen, isChosen, many, isEntry } = props;
  return (
    <li className="posts-item" aria-label={entry.title} style={style}>
      <button
        type="button"
        className="post-row"
        data-path={entry.path}
        data-chosen={isChosen || undefined}
        aria-label={entry.title}
        aria-describedby={`about ${entry.path}`.replaceAll(' ', '_')}
        aria-current={isOpen}
        {...(many ? { 'aria-pressed': isChosen } : {})}
        tabIndex={isEntry ? 0 : -1}
        draggable
        onClick={props.onClick}
        onKeyDown={props.onKeyDown}
        onContextMenu={props.onContextMenu}
        onDragStart={props.onDragStart}
      >
        <span className="post-row-title">
          {many && isChosen ? <CheckIcon size={14} aria-hidden /> : null}
          <span className="post-row-words">{entry.title}</span>
        </span>
        <About entry={entry} />
      </button>
    </li>
  );
}

function About({ entry }: { readonly entry: PostEntry }) {
  const { t, i18n } = useTranslation();
  const id = `about ${entry.path}`.replaceAll(' ', '_');
  const trouble = entry.problems.find((problem) => problem.severity === 'error');
  if (trouble !== undefined) {
    return (
      <span className="post-row-about post-row-trouble" id={id} title={problemWords(t, trouble)}>
        <ProblemIcon size={14} aria-hidden />
        {trouble.line === undefined ? t('posts.problem') : t('posts.problemAt', { line: trouble.line })}
      </span>
    );
  }
  const { date, categories, draft, appears } = entry;
  return (
    <span className="post-row-about" id={id}>
      {date === null ? null : <span className="post-row-day">{dayOf(date, i18n.language)}</span>}
      {categories.length === 0 ? null : <span className="post-row-place">{categories.join(' › ')}</span>}
      <span className="post-row-marks">
        {draft ? <span className="mark mark-draft">{t('posts.draft')}</span> : null}
        {!draft && !appears.will ? (
          <span
            className="mark mark-hidden"
            title={t(`appears.why.${appears.why}`, { detail: appears.detail ?? '' })}
          >
            {t(`appears.mark.${appears.why}`)}
          </span>
        ) : null}
      </span>
    </span>
  );
}
