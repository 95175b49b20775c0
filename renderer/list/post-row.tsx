// Owns: how one post looks in the list: its title, and below it when, where, and what is the matter.
// Must not know: what pressing it does.
import { type DragEvent, type KeyboardEvent, type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { highlightIn } from '#core/journal/query.ts';
import { problemLine, problemWords } from '../locales/problem-words.ts';
import { dayOf } from '../ui/dates.ts';
import { CheckIcon, ProblemIcon, WarningIcon } from '../ui/icons.ts';

export interface RowHandlers {
  readonly onClick: (event: MouseEvent, path: RelPath) => void;
  readonly onKeyDown: (event: KeyboardEvent, path: RelPath) => void;
  readonly onContextMenu: (event: MouseEvent, path: RelPath) => void;
  readonly onDragStart: (event: DragEvent, path: RelPath) => void;
}

export interface PostRowProps {
  readonly entry: PostEntry;
  /** Place in the sheet, in CSS pixels. */
  readonly top: number;
  readonly height: number;
  /** What the list is narrowed by. */
  readonly typed: string;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  /** More than one post is chosen. */
  readonly many: boolean;
  /** The one that Tab reaches. */
  readonly isEntry: boolean;
  readonly handlers: RowHandlers;
}

export const PostRow = memo(function PostRow(props: PostRowProps) {
  const { entry, top, height, typed, isOpen, isChosen, many, isEntry, handlers } = props;
  const { path } = entry;
  const about = `about ${path}`.replaceAll(' ', '_');
  const reason = useReason(entry);
  return (
    <li
      className="posts-item"
      aria-label={entry.title}
      style={{ height, transform: `translateY(${top}px)` }}
      data-chosen={isChosen || undefined}
      data-open={isOpen || undefined}
      draggable
      onDragStart={(event) => handlers.onDragStart(event, path)}
    >
      <button
        type="button"
        className="post-row"
        data-path={path}
        aria-describedby={about}
        title={reason}
        aria-current={isOpen}
        {...(many ? { 'aria-pressed': isChosen } : {})}
        tabIndex={isEntry ? 0 : -1}
        onClick={(event) => handlers.onClick(event, path)}
        onKeyDown={(event) => handlers.onKeyDown(event, path)}
        onContextMenu={(event) => handlers.onContextMenu(event, path)}
      >
        {many && isChosen ? <CheckIcon size={14} aria-hidden /> : null}
        <span className="post-row-words">
          <Marked text={entry.title} typed={typed} />
        </span>
      </button>
      <About entry={entry} id={about} />
    </li>
  );
});

/** What is the matter with the post, in full, for who rests on the row; undefined where nothing is. */
function useReason({ problems, appears }: PostEntry): string | undefined {
  const { t } = useTranslation();
  const worst = (['error', 'warning'] as const)
    .map((severity) => problems.find((problem) => problem.severity === severity))
    .find((problem) => problem !== undefined);
  if (worst !== undefined) return problemLine(t, worst);
  if (appears.will || appears.why === 'draft') return undefined;
  return t('appears.no', { why: t(`appears.why.${appears.why}`, { detail: appears.detail ?? '' }) });
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
      <span className="post-row-about post-row-trouble" id={id}>
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
          <span className="post-row-warning">
            <WarningIcon size={14} aria-label={problemWords(t, warning)} />
          </span>
        )}
        {draft ? <span className="mark mark-draft">{t('posts.draft')}</span> : null}
        {!draft && !appears.will ? (
          <span className="mark mark-hidden">{t(`appears.mark.${appears.why}`)}</span>
        ) : null}
      </span>
    </span>
  );
}
