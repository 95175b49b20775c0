// Owns: how one post looks in the list: its title, and below it when, where, and what is the matter.
// Must not know: what pressing it does.
import type { CSSProperties, DragEvent, KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PostEntry } from '#core/journal/entry.ts';
import { highlightIn } from '#core/journal/query.ts';
import { problemWords } from '../locales/problem-words.ts';
import { dayOf } from '../ui/dates.ts';
import { CheckIcon, ProblemIcon, WarningIcon } from '../ui/icons.ts';

export interface PostRowProps {
  readonly entry: PostEntry;
  readonly style: CSSProperties;
  /** What the list is narrowed by. */
  readonly typed: string;
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
  const { entry, style, typed, isOpen, isChosen, many, isEntry } = props;
  const about = `about ${entry.path}`.replaceAll(' ', '_');
  return (
    <li
      className="posts-item"
      aria-label={entry.title}
      style={style}
      data-chosen={isChosen || undefined}
      data-open={isOpen || undefined}
      draggable
      onDragStart={props.onDragStart}
    >
      <button
        type="button"
        className="post-row"
        data-path={entry.path}
        aria-describedby={about}
        aria-current={isOpen}
        {...(many ? { 'aria-pressed': isChosen } : {})}
        tabIndex={isEntry ? 0 : -1}
        onClick={props.onClick}
        onKeyDown={props.onKeyDown}
        onContextMenu={props.onContextMenu}
      >
        {many && isChosen ? <CheckIcon size={14} aria-hidden /> : null}
        <span className="post-row-words">
          <Marked text={entry.title} typed={typed} />
        </span>
      </button>
      <About entry={entry} id={about} />
    </li>
  );
}

/** A title with what was typed marked in it. */
function Marked({ text, typed }: { readonly text: string; readonly typed: string }) {
  const hit = highlightIn(text, typed);
  if (hit === null) return text;
  return (
    <>
      {text.slice(0, hit.from)}
      <mark>{text.slice(hit.from, hit.to)}</mark>
      {text.slice(hit.to)}
    </>
  );
}

function About({ entry, id }: { readonly entry: PostEntry; readonly id: string }) {
  const { t, i18n } = useTranslation();
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
  const warning = entry.problems.find((problem) => problem.severity === 'warning');
  return (
    <span className="post-row-about" id={id}>
      {date === null ? null : <span className="post-row-day">{dayOf(date, i18n.language)}</span>}
      {categories.length === 0 ? null : <span className="post-row-place">{categories.join(' › ')}</span>}
      <span className="post-row-marks">
        {warning === undefined ? null : (
          <span className="post-row-warning" title={problemWords(t, warning)}>
            <WarningIcon size={14} aria-label={problemWords(t, warning)} />
          </span>
        )}
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
